"""Rebuilding: a build that costs what has changed since the latest one of the same output.

If only bodies of texts differ (see ``edits``), what shows them is made again. Whatever else differs, the site is
planned anew: texts that are as they were are not read, and files that show what they showed are not written. Nothing
that is kept is believed: inputs and outputs are compared with what the file system says of them, and where that
differs, by their bytes. A few new files take their places one by one, many of them with all others in one step.
"""

from __future__ import annotations

import contextlib
import runpy
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import jinja2

from plugins.audit import AuditPatch, AuditState
from plugins.build.build import PROJECT, AuditOutcome, BuildResult, audit_output, gc_paused, summarise, write_site
from plugins.build.cache import build_cache as keeping
from plugins.build.cache.body_edits import BodyEdit, plan_body_edit
from plugins.build.cache.build_cache import BuildCache, BuildState, CachedBodies, CacheUpdate, LazyParts
from plugins.build.cache.file_stats import FileStats, collect_stats, is_file, is_folder
from plugins.build.cache.inputs import ChangedInputs, hash_or_random
from plugins.build.cache.item_cache import CachedItem, ItemCache
from plugins.build.cache.pack import DamagedError
from plugins.build.cache.up_to_date import BuildInputs, BuildOptions, BuildSummary, UpToDateCheck
from plugins.build.output_folder import fresh_folder, link_unchanged, patch_files, remove_empty_folders, swap
from plugins.build.plan import Plan, plan_outputs, template_filters, template_globals
from plugins.build.render import make_environment, prepare_environment
from plugins.build.search_index import SearchIndexes, update_indexes
from plugins.build.write import OutputRecord, PreviousOutput, render_file, write_file
from plugins.content.source_files import find_media_addresses
from plugins.core.problem import Problem, Severity, has_errors
from plugins.core.urls import folders_of
from plugins.site.assets.bundle import Bundle
from plugins.site.search.shards import FOLDER
from plugins.site.site import BodyStore, Site

_UNUSABLE = "Was der vorige Bau aufgehoben hat, ist beschädigt oder veraltet. Alles wird neu gemacht."
_UNKEPT = "Für den nächsten Bau ließ sich nichts aufheben"
_AS_LONG = "Er dauert so lange wie dieser."
_FEW = 2_000  # files that may take their places one by one


def rebuild(order: BuildOptions, inputs: BuildInputs | None, receipts: UpToDateCheck) -> BuildResult:
    """Build and audit the site, and put it in the place of the former output if nothing is wrong.

    What makes the next build cheaper is kept beside *receipts*; a disk without room for it is no reason to fail.
    Raises OSError if the output cannot be written, UnsafeTargetError if it holds something else than a site.
    """
    began = time.perf_counter()
    place = receipts.place(order)
    task = _Rebuild(order, inputs or BuildInputs(FileStats({}), {}), keeping.load(place) if inputs else None)
    with gc_paused(), fresh_folder(order.output) as folder:
        site = task.edited(folder) or task.anew(folder)
        audited = task.audited(folder, site) if order.audit else AuditOutcome()
        problems = site.problems + audited.problems
        done = summarise(order.content, site.plan, site.made, problems, time.perf_counter() - began)
        if task.is_without_what_was_kept and keeping.exists(place):
            done = replace(done, remarks=(_UNUSABLE,))
        if has_errors(problems):
            return done
        outputs = task.release(folder, site)
    if inputs is None:
        done = replace(done, remarks=(*done.remarks, f"{_UNKEPT}. {_AS_LONG}"))
    elif site.plan is not None and site.plan.site is not None:
        state = task.state(site, site.plan, site.plan.site, outputs)
        done = replace(
            done, remarks=(*done.remarks, *_kept(place, lambda: task.keep(place, site, state, audited.state)))
        )
        warnings = sum(problem.severity is Severity.WARNING for problem in done.problems)
        receipts.write(order, inputs, outputs, BuildSummary(done.pages, done.embeds, warnings))
    return done


@dataclass(frozen=True, slots=True)
class _Site:
    """What a build has come to: what is to stand in each file, and what was read of texts.

    ``is_edit`` says that nothing was planned but bodies read again.
    """

    plan: Plan | None
    made: dict[str, OutputRecord]
    problems: list[Problem]
    texts: LazyParts[CachedItem]
    indexes: SearchIndexes
    is_edit: bool = False


class _Rebuild:
    """One build, beside the former one as far as that is *kept*."""

    def __init__(self, order: BuildOptions, inputs: BuildInputs, kept: BuildCache | None) -> None:
        self._order, self._kept = order, kept
        self._sources = ChangedInputs(order, inputs, PROJECT, kept.state if kept else None)

    @property
    def is_without_what_was_kept(self) -> bool:
        """Whether nothing could be used of what an earlier build has kept."""
        return self._kept is None

    def anew(self, folder: Path) -> _Site:
        """Plan the whole site, and write into *folder* what the former output does not hold."""
        order, texts, indexes = self._order, keeping.cached_texts(), SearchIndexes()
        memory = ItemCache(texts)
        if self._kept is not None and self._kept.state.parser_hash == self._sources.parser_hash:
            texts = self._kept.texts()
            memory = ItemCache(texts, self._kept.state.services, self._sources.unchanged_files)
        if self._kept is not None and self._standing.layout_unchanged:
            indexes = self._kept.indexes()
        settings = {"SITE_MEMORY": memory, "SITE_STANDING": self._standing, "SITE_INDEXES": indexes}
        settings["SITE_TRIAL"] = order.trial
        run = write_site(folder, order.content, base_url=order.base_url, searched=order.search, settings=settings)
        for file in texts.keys() - self._sources.listed.keys():
            del texts[file]
        return _Site(run.plan, run.records, list(run.problems), texts, indexes)

    def edited(self, folder: Path) -> _Site | None:
        """Write into *folder* what the bodies of texts stand in, None if something else has changed as well.

        Nothing is written then.
        """
        try:
            return self._edited(folder) if self._kept is not None else None
        except (DamagedError, KeyError):  # a part of what was kept is not whole
            return None

    def _edited(self, folder: Path) -> _Site | None:
        kept, held = self._kept, self._sources.find_edited_texts()
        if kept is None or held is None or not self._is_as_left(kept.state):
            return None
        texts, world = kept.texts(), kept.site()
        world = replace(world, bodies=BodyStore(CachedBodies(texts, world)))
        memory = ItemCache(texts, world.services)
        done = plan_body_edit(_plan(world, kept.state), memory, held, find_media_addresses(self._order.content))
        indexes = kept.indexes()
        shards = [one.shard for one in indexes.known.values()]
        written = self._made(done, folder) if done is not None else None
        if done is None or written is None:
            return None
        made, problems = {**kept.state.records, **written}, list(done.plan.problems)
        if self._order.search:
            found = update_indexes(shards, made, folder, self._standing, indexes)
            made = {path: one for path, one in made.items() if not path.startswith(f"{FOLDER}/")} | found.records
            problems += found.problems
        return _Site(done.plan, made, problems, texts, indexes, is_edit=True)

    def _made(self, done: BodyEdit, folder: Path) -> dict[str, OutputRecord] | None:
        """Write what differs of the outputs of an edit, None if a template cannot show one: others may fail as well."""
        environment = prepare_environment(_environment(), done.plan)
        found = [(output, render_file(output, done.plan, environment)) for output in done.outputs]
        fine = [(output.path, one) for output, one in found if not isinstance(one, Problem)]
        if len(fine) < len(found):
            return None
        return {path: write_file(path, one, folder, self._standing) for path, one in fine}

    def audited(self, folder: Path, site: _Site) -> AuditOutcome:
        """Return what the audit says of *site*, of which *folder* has what differs."""
        standing, patch = self._standing, None
        if standing.records and site.made:
            kept = frozenset(path for path, made in site.made.items() if standing.has_content(path, made))
            held = frozenset(self._kept.state.records) if self._kept else frozenset()
            patch = AuditPatch(self._order.output, held, kept, self._known)
        return audit_output(folder, self._order.content, site.plan, site.problems, patch)

    def release(self, folder: Path, site: _Site) -> FileStats:
        """Let the output hold what *site* is to hold, of which *folder* has what differs; return what is told of it.

        Raises OSError.
        """
        standing, output = self._standing, self._order.output
        differing = [path for path, made in site.made.items() if not standing.has_content(path, made)]
        if standing.records and len(differing) <= _FEW:
            files = {path for path, told in self._left.stats.items() if not is_folder(told)}
            removed = files - site.made.keys()
            patch_files(folder, differing, removed, output)
            empty = self._needless(site)
            remove_empty_folders(empty, output)
            return self._left.updated(output, {*differing, *removed, *empty})
        link_unchanged(folder, site.made.keys() - set(differing), output)
        swap(folder, output)
        return collect_stats({"": output})

    def state(self, site: _Site, plan: Plan, world: Site, outputs: FileStats) -> BuildState:
        """Return what is known of *site*, once it stands in the output and *outputs* is told of that."""
        known = {**(self._kept.state.digests if self._kept else {}), **self._sources.digests}
        known |= {file: text.digest for file, text in site.texts.newer().items()}
        return BuildState(
            layout_hash=self._sources.layout_hash,
            parser_hash=self._sources.parser_hash,
            day=self._order.day,
            services=world.services,
            problems=plan.problems,
            claimed=plan.claimed,
            assets=plan.bundle.addresses,
            base_path=plan.base_path,
            inputs=self._sources.settled,
            digests={name: known[name] for name in self._sources.listed if name in known},
            outputs=outputs.stats,
            records=site.made,
        )

    def keep(self, place: Path, site: _Site, state: BuildState, audited: AuditState | None) -> None:
        """Keep in *place* what the next build can use. Raises OSError."""
        left = CacheUpdate(site.texts, site.indexes, audited)
        if self._kept is not None and site.is_edit:
            keeping.save_edits(place, self._kept, state, left)
        elif site.plan is not None and site.plan.site is not None:
            keeping.save(place, state, site.plan.site, left)

    @cached_property
    def _known(self) -> AuditState | None:
        """What the audit knows of the former output, if nothing that is judged by has changed."""
        if self._kept is None or self._kept.state.layout_hash != self._sources.layout_hash:
            return None
        try:
            return self._kept.audit_state()
        except DamagedError:
            return None

    @cached_property
    def _left(self) -> FileStats:
        """What the file system says of the output as it was found."""
        return collect_stats({"": self._order.output})

    @cached_property
    def _standing(self) -> PreviousOutput:
        """What the former build has left and nobody has touched."""
        if self._kept is None:
            return PreviousOutput()
        state = self._kept.state
        made = state.records if self._left.stats == state.outputs else dict(self._sound(state))
        return PreviousOutput(self._order.output, made, state.layout_hash == self._sources.layout_hash)

    def _needless(self, site: _Site) -> set[str]:
        """Return the folders that were found in the output and hold nothing of *site*."""
        if self._kept is None or self._is_as_left(self._kept.state):
            return set()
        needed = {folder for path in site.made for folder in folders_of(path)}
        return {path for path, told in self._left.stats.items() if is_folder(told)} - needed

    def _sound(self, state: BuildState) -> Iterator[tuple[str, OutputRecord]]:
        for path, made in state.records.items():
            told = self._left.stats.get(path)
            if told is None or not is_file(told):
                continue
            if told == state.outputs.get(path) or hash_or_random(self._order.output / path) == made.content_hash:
                yield path, made

    def _is_as_left(self, state: BuildState) -> bool:
        """Return whether the output holds what it held, and nothing else."""
        return self._left.stats.keys() == state.outputs.keys() and len(self._standing.records) == len(state.records)


def _plan(world: Site, state: BuildState) -> Plan:
    """Return the plan that *state* is what came of."""
    return Plan(
        outputs=tuple(output for output in plan_outputs(world) if output.path in state.records),
        copies=(),
        bundle=Bundle(state.assets, {}),
        globals=template_globals(world, state.assets, drafts=False),
        filters=template_filters(world),
        problems=state.problems,
        claimed=state.claimed,
        base_path=state.base_path,
        site=world,
    )


def _environment() -> jinja2.Environment:
    """Return Jinja as Pelican's settings want it, without Pelican."""
    settings = runpy.run_path(str(PROJECT / "publishconf.py"))
    return make_environment(Path(settings["THEME"]), settings["JINJA_ENVIRONMENT"])


def _kept(place: Path, keep: Callable[[], None]) -> tuple[str, ...]:
    """Keep something in *place*, or nothing if the disk has no room; then return a remark."""
    try:
        keep()
    except OSError as trouble:
        with contextlib.suppress(OSError):
            keeping.forget(place)
        return (f"{_UNKEPT} ({trouble.strerror}). {_AS_LONG}",)
    return ()
