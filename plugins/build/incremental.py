"""Incremental build: it costs as much as has changed since the latest build.

If only bodies of texts differ (see ``cache.body_edits``), the files that show them are rendered again. If anything
else differs, the site is planned anew: unchanged texts are not read, and files with an unchanged context are not
written. The cache is never trusted: inputs and outputs are compared with their stats in the file system, and where
those differ, by their bytes. A few new files take their places one by one, many of them with all others in one step.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property, partial
from pathlib import Path

import jinja2

from plugins.audit import AuditPatch, AuditState
from plugins.build.build import PROJECT, AuditOutcome, BuildResult, audit_output, gc_paused, summarise
from plugins.build.cache import build_cache
from plugins.build.cache.body_edits import BodyEdit, plan_body_edit
from plugins.build.cache.build_cache import BuildCache, BuildState, CachedBodies, CacheUpdate, LazyParts
from plugins.build.cache.file_stats import FileStats, collect_stats, is_file, is_folder
from plugins.build.cache.inputs import ChangedInputs, hash_or_random
from plugins.build.cache.item_cache import CachedItem, ItemCache
from plugins.build.cache.pack import DamagedError
from plugins.build.cache.up_to_date import BuildInputs, BuildSummary, UpToDateCheck
from plugins.build.explain import BuildComparison, Explanation, explain
from plugins.build.options import BuildOptions
from plugins.build.output_folder import fresh_folder, link_unchanged, patch_files, remove_empty_folders, swap
from plugins.build.plan import Plan, plan_outputs, template_filters, template_globals
from plugins.build.project_settings import read_project_settings, site_parts
from plugins.build.proving import prove_output
from plugins.build.render import make_environment, prepare_environment
from plugins.build.run_pelican import PelicanRun, run_pelican
from plugins.build.search_index import SearchIndexes, update_indexes
from plugins.build.write import OutputRecord, PreviousOutput, render_file, write_file
from plugins.content.source_files import find_media_addresses
from plugins.core.problem import Problem, Severity, has_errors
from plugins.core.urls import folders_of
from plugins.proof import ProofResult, ProofState
from plugins.site.assets.bundle import Bundle
from plugins.site.body_store import BodyStore
from plugins.site.search.shards import FOLDER
from plugins.site.site import Site

_UNUSABLE = "Was der vorige Bau aufgehoben hat, ist beschädigt oder veraltet. Alles wird neu gemacht."
_UNKEPT = "Für den nächsten Bau ließ sich nichts aufheben"
_AS_LONG = "Er dauert so lange wie dieser."
_FEW = 2_000  # files that may take their places one by one


def rebuild(
    options: BuildOptions, inputs: BuildInputs | None, up_to_date: UpToDateCheck, explained_address: str = ""
) -> BuildResult:
    """Build and audit the site; without an error, it replaces the former output.

    The cache for the next build lies beside the entries of *up_to_date*; a disk without room for it is no reason to
    fail. Raises OSError if the output cannot be written, UnsafeTargetError if it holds something else than a site.
    """
    began = time.perf_counter()
    folder_of_cache = up_to_date.cache_folder(options)
    cache = build_cache.load(folder_of_cache) if inputs else None
    build = _IncrementalBuild(options, inputs or BuildInputs(FileStats({}), {}), cache)
    with gc_paused(), fresh_folder(options.output) as folder:
        site = build.write_body_edits(folder) or build.plan_and_write(folder)
        audited = build.audit(folder, site) if options.audit else AuditOutcome()
        problems = [*site.problems, *audited.problems]
        proved = build.prove(folder, site, problems) if options.audit else ProofResult()
        problems += proved.problems
        result = summarise(options, site.plan, site.records, problems, time.perf_counter() - began)
        if cache is None and build_cache.exists(folder_of_cache):
            result = replace(result, remarks=(_UNUSABLE,))
        if has_errors(problems):
            return result
        outputs = build.activate(folder, site)
    if explained_address:
        result = replace(result, explanation=build.explain(explained_address, site))
    if inputs is None:
        return replace(result, remarks=(*result.remarks, f"{_UNKEPT}. {_AS_LONG}"))
    remarks = build.keep(folder_of_cache, site, outputs, audited.state, proved.state)
    up_to_date.write(options, inputs, outputs, _summary(result))
    return replace(result, remarks=(*result.remarks, *remarks))


def _summary(result: BuildResult) -> BuildSummary:
    warnings = sum(problem.severity is Severity.WARNING for problem in result.problems)
    return BuildSummary(result.pages, result.embeds, warnings)


@dataclass(frozen=True, slots=True)
class _WrittenSite:
    """A site as one build has written it: a record for each file, and the cached texts.

    ``is_edit`` says that nothing was planned but bodies read again.
    """

    plan: Plan | None
    records: dict[str, OutputRecord]
    problems: list[Problem]
    texts: LazyParts[CachedItem]
    indexes: SearchIndexes
    is_edit: bool = False


class _IncrementalBuild:
    """The steps of one build, beside the former one as far as its *cache* is there."""

    def __init__(self, options: BuildOptions, inputs: BuildInputs, cache: BuildCache | None) -> None:
        self._options, self._cache = options, cache
        self._inputs = ChangedInputs(options, inputs, PROJECT, cache.state if cache else None)

    def plan_and_write(self, folder: Path) -> _WrittenSite:
        """Plan the whole site, and write into *folder* the files that differ from the former output."""
        texts, indexes = build_cache.open_texts(), SearchIndexes()
        items = ItemCache(texts)
        if self._cache is not None and self._cache.state.parser_hash == self._inputs.parser_hash:
            texts = self._cache.texts()
            items = ItemCache(texts, self._cache.state.services, self._inputs.unchanged_files)
        if self._cache is not None and self._previous.layout_unchanged:
            indexes = self._cache.indexes()
        run = run_pelican(PelicanRun(self._options, items, self._previous, indexes), folder)
        for file in texts.keys() - self._inputs.listed.keys():
            del texts[file]
        return _WrittenSite(run.plan, run.records, list(run.problems), texts, indexes)

    def write_body_edits(self, folder: Path) -> _WrittenSite | None:
        """Write into *folder* the files that show edited bodies, None if anything else has changed.

        Nothing is written then.
        """
        try:
            return self._write_body_edits(self._cache, folder) if self._cache is not None else None
        except (DamagedError, KeyError):  # a part of the cache is not whole
            return None

    def _write_body_edits(self, cache: BuildCache, folder: Path) -> _WrittenSite | None:
        edited = self._inputs.find_edited_texts()
        if edited is None or not self._is_output_untouched(cache.state):
            return None
        texts, site = cache.texts(), cache.site()
        site = replace(site, bodies=BodyStore(CachedBodies(texts, site)))
        items = ItemCache(texts, (site.services, site.unlisted))
        media = find_media_addresses(self._options.content)
        edit = plan_body_edit(plan_of(site, cache.state), items, edited, media)
        indexes = cache.indexes()
        shards = [index.shard for index in indexes.known.values()]
        written = self._write_outputs(edit, folder) if edit is not None else None
        if edit is None or written is None:
            return None
        records, problems = {**cache.state.records, **written}, list(edit.plan.problems)
        if self._options.search:
            indexed = update_indexes(shards, records, folder, self._previous, indexes)
            records = {path: record for path, record in records.items() if not path.startswith(f"{FOLDER}/")}
            records |= indexed.records
            problems += indexed.problems
        return _WrittenSite(edit.plan, records, problems, texts, indexes, is_edit=True)

    def _write_outputs(self, edit: BodyEdit, folder: Path) -> dict[str, OutputRecord] | None:
        """Write the outputs of an edit, None if a template cannot render one.

        Others may fail as well then.
        """
        environment = prepare_environment(pelican_environment(self._options.content), edit.plan)
        rendered = [(output, render_file(output, edit.plan, environment)) for output in edit.outputs]
        files = [(output.path, file) for output, file in rendered if not isinstance(file, Problem)]
        if len(files) < len(rendered):
            return None
        return {path: write_file(path, file, folder, self._previous) for path, file in files}

    def audit(self, folder: Path, site: _WrittenSite) -> AuditOutcome:
        """Return the outcome of the audit of *site*, of which *folder* has the files that differ."""
        previous, patch = self._previous, None
        if previous.records and site.records:
            same = frozenset(path for path, record in site.records.items() if previous.has_content(path, record))
            before = frozenset(self._cache.state.records) if self._cache else frozenset()
            patch = AuditPatch(self._options.output, before, same, self._audit_state)
        return audit_output(folder, self._options.content, site.plan, site.problems, patch)

    def prove(self, folder: Path, site: _WrittenSite, problems: list[Problem]) -> ProofResult:
        """Return the outcome of the proof of *site*, which has these *problems* already."""
        state = None
        if self._cache is not None and self._cache.state.layout_hash == self._inputs.layout_hash:
            with contextlib.suppress(DamagedError):
                state = self._cache.proof_state()
        hashes = self._digests(site) | {path: record.content_hash for path, record in site.records.items()}
        folders = (folder, self._options.output)
        return prove_output(folders, self._options.content, site.plan, problems, hashes, state)

    def activate(self, folder: Path, site: _WrittenSite) -> FileStats:
        """Move the files that differ from *folder* to the output; return the stats of that.

        Raises OSError.
        """
        previous, output = self._previous, self._options.output
        differing = [path for path, record in site.records.items() if not previous.has_content(path, record)]
        if previous.records and len(differing) <= _FEW:
            files = {path for path, stats in self._output_stats.stats.items() if not is_folder(stats)}
            removed = files - site.records.keys()
            patch_files(folder, differing, removed, output)
            empty = self._empty_folders(site)
            remove_empty_folders(empty, output)
            return self._output_stats.refresh(output, {*differing, *removed, *empty})
        link_unchanged(folder, site.records.keys() - set(differing), output)
        swap(folder, output)
        return collect_stats({"": output})

    def keep(
        self,
        folder: Path,
        site: _WrittenSite,
        outputs: FileStats,
        audit_state: AuditState | None,
        proof_state: ProofState | None,
    ) -> tuple[str, ...]:
        """Keep in *folder* the cache for the next build; if the disk has no room, return a remark."""
        if site.plan is None or site.plan.site is None:
            return ()
        state = self._state(site, site.plan, site.plan.site, outputs)
        update = CacheUpdate(site.texts, site.indexes, audit_state, proof_state)
        try:
            if self._cache is not None and site.is_edit:
                build_cache.save_edits(folder, self._cache, state, update)
            else:
                build_cache.save(folder, state, site.plan.site, update)
        except OSError as error:
            with contextlib.suppress(OSError):
                build_cache.forget(folder)
            return (f"{_UNKEPT} ({error.strerror}). {_AS_LONG}",)
        return ()

    def _state(self, written: _WrittenSite, plan: Plan, site: Site, outputs: FileStats) -> BuildState:
        """Return the state of a build, once its files stand in the output with these stats."""
        return BuildState(
            layout_hash=self._inputs.layout_hash,
            parser_hash=self._inputs.parser_hash,
            day=self._options.day,
            services=(site.services, site.unlisted),
            problems=plan.problems,
            claimed=plan.claimed,
            assets=plan.bundle.addresses,
            base_path=plan.base_path,
            inputs=self._inputs.settled,
            digests=self._digests(written),
            outputs=outputs.stats,
            records=written.records,
        )

    def _digests(self, written: _WrittenSite) -> dict[str, bytes]:
        """Return the fingerprints of all inputs."""
        digests = {**(self._cache.state.digests if self._cache else {}), **self._inputs.digests}
        digests |= {file: text.digest for file, text in written.texts.newer().items()}
        return {name: digests[name] for name in self._inputs.listed if name in digests}

    def explain(self, address: str, site: _WrittenSite) -> Explanation:
        """Return why the file at *address* was made again."""
        if site.plan is None:
            return Explanation()
        digests, untouched = self._digests(site), self._previous.records
        comparison = BuildComparison(self._cache, site.plan, site.records, digests, untouched)
        return explain(address, comparison, partial(pelican_environment, self._options.content))

    @cached_property
    def _audit_state(self) -> AuditState | None:
        """The audit's state of the former output, if nothing that it judges by has changed."""
        if self._cache is None or self._cache.state.layout_hash != self._inputs.layout_hash:
            return None
        try:
            return self._cache.audit_state()
        except DamagedError:
            return None

    @cached_property
    def _output_stats(self) -> FileStats:
        """The stats of the output as it was found."""
        return collect_stats({"": self._options.output})

    @cached_property
    def _previous(self) -> PreviousOutput:
        """The files of the former output that nobody has touched."""
        if self._cache is None:
            return PreviousOutput()
        state = self._cache.state
        records = state.records if self._output_stats.stats == state.outputs else dict(self._untouched_records(state))
        return PreviousOutput(self._options.output, records, state.layout_hash == self._inputs.layout_hash)

    def _empty_folders(self, site: _WrittenSite) -> set[str]:
        """Return the folders in the output that hold no file of *site*."""
        if self._cache is None or self._is_output_untouched(self._cache.state):
            return set()
        needed = {folder for path in site.records for folder in folders_of(path)}
        return {path for path, stats in self._output_stats.stats.items() if is_folder(stats)} - needed

    def _untouched_records(self, state: BuildState) -> Iterator[tuple[str, OutputRecord]]:
        for path, record in state.records.items():
            stats = self._output_stats.stats.get(path)
            if stats is None or not is_file(stats):
                continue
            if stats == state.outputs.get(path) or hash_or_random(self._options.output / path) == record.content_hash:
                yield path, record

    def _is_output_untouched(self, state: BuildState) -> bool:
        """Return whether the output holds its former files unchanged, and no others."""
        has_same_names = self._output_stats.stats.keys() == state.outputs.keys()
        return has_same_names and len(self._previous.records) == len(state.records)


def plan_of(site: Site, state: BuildState) -> Plan:
    """Return the plan of *site* from which the files of *state* were written."""
    return Plan(
        outputs=tuple(output for output in plan_outputs(site) if output.path in state.records),
        copies=(),
        bundle=Bundle(state.assets, {}),
        globals=template_globals(site, state.assets, drafts=False),
        filters=template_filters(site),
        problems=state.problems,
        claimed=state.claimed,
        base_path=state.base_path,
        site=site,
        parts=tuple(part.rules(site.settings) for part in site_parts()),
    )


def pelican_environment(content: Path) -> jinja2.Environment:
    """Return Jinja's environment for the site in *content*, as Pelican's settings have it."""
    return make_environment(read_project_settings(content))
