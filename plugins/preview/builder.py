"""Preview builder: builds the site in phases.

Pages that somebody looks at come first, then all others, then the audit and the proofreader.
"""

from __future__ import annotations

import datetime as dt
import gc
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from plugins.build.build import PROJECT, audit_output
from plugins.build.cache.body_edits import plan_body_edit
from plugins.build.cache.file_stats import clock, collect_stats
from plugins.build.cache.item_cache import ItemCache
from plugins.build.options import BuildOptions
from plugins.build.project_settings import override_folders
from plugins.build.proving import prove_output
from plugins.build.run_pelican import PelicanRun, run_pelican
from plugins.content.source_files import find_media_addresses
from plugins.content.texts import source_file_named
from plugins.core.dates import day_of, today
from plugins.core.model import ContentItem
from plugins.core.problem import Problem
from plugins.core.rebase import name_of, rebase_problems
from plugins.core.site_folder import templates_folder
from plugins.core.urls import path_of
from plugins.preview.in_place import InPlaceWriter
from plugins.proofreading import proofread
from plugins.site.search import pagefind
from plugins.site.template_filters import datum

Record = dict[str, Any]
_NONE: Mapping[str, Path] = MappingProxyType({})
_SEARCH = frozenset({"search"})  # its index is made on demand


class PreviewBuilder:
    """Builder of the preview's site, with a memory of all it has read and written."""

    def __init__(self, folder: Path, content: Path, dictionaries: Mapping[str, Path] = _NONE) -> None:
        self._folder, self._content, self._dictionaries = folder, content, dictionaries
        self._memory = ItemCache(forgives=True)
        self._overrides = override_folders(content)
        self._writer = InPlaceWriter([templates_folder(content), *self._overrides, PROJECT / "theme" / "templates"])
        self._problems: list[Problem] = []
        self._last_inputs: tuple[dt.date, Mapping[str, bytes]] | None = None  # the day, and the stats of the inputs
        self._summary: dict[str, Any] = {}

    def build(self, looked_at: Iterable[str]) -> dict[str, Any]:
        """Write shared files and the pages at addresses *looked_at*; return the site's state."""
        if not self._content.is_dir():
            return self._report_missing_content()
        self._writer.first([path_of(address) for address in looked_at])
        gc.disable()  # looking through all objects in memory takes as long as a build
        try:
            return self._build_edit() or self._build_all()
        finally:
            gc.enable()

    def _build_edit(self) -> dict[str, Any] | None:
        """Take over edited bodies of texts; return None if anything else has changed, or all is new."""
        before, now = self._last_inputs, (today(), self._inputs())
        self._last_inputs, plan = None, self._writer.plan
        if before is None or plan is None or before[0] != now[0] or before[1].keys() != now[1].keys():
            return None
        names = [name for name, stats in now[1].items() if not stats or stats != before[1][name]]
        texts = [source_file_named(name, self._content) for name in names]
        try:
            contents = [(text, text.path.read_bytes()) for text in texts if text is not None]
        except OSError:
            return None
        edit = (
            plan_body_edit(plan, self._memory, contents, find_media_addresses(self._content))
            if len(contents) == len(names)
            else None
        )
        if edit is None:
            return None
        self._last_inputs = now
        self._problems = [*edit.plan.problems, *self._writer.take_edit(edit.plan, edit.outputs)]
        return {**self._summary, "problems": self.problems(), "media": False}

    def _build_all(self) -> dict[str, Any]:
        """Plan the whole site; unchanged texts come from memory."""
        inputs = (today(), self._inputs())
        options = BuildOptions(self._content, self._folder, drafts=True)
        run = run_pelican(PelicanRun(options, self._memory, writer=self._writer.take), self._folder)
        self._problems = run.problems
        is_whole = run.plan is not None and bool(run.plan.outputs)
        self._last_inputs = inputs if is_whole else None
        plan = run.plan if is_whole else self._writer.plan
        items, gone = (plan.site.items, plan.site.withdrawn) if plan and plan.site else ((), ())
        self._summary = {
            "pages": {self._file_name(item.source): item.address for item in (*items, *gone)},
            "waiting": [waiting for item in items if (waiting := self._unpublished_entry(item))],
            "style": plan.bundle.addresses.get("style", "") if plan else "",
        }
        return {**self._summary, "problems": self.problems(), "media": self._writer.media_changed}

    def _inputs(self) -> Mapping[str, bytes]:
        """Return the stats of all inputs but code, whose change starts another process."""
        roots = {"content": self._content, "theme": PROJECT / "theme", **{str(one): one for one in self._overrides}}
        return collect_stats(roots).drop_untrusted(clock(self._folder))

    def finish(self, is_interrupted: Callable[[], bool]) -> bool:
        """Write the rest; return whether that was done without an interruption."""
        for problem in self._writer.rest():
            if problem is not None:
                self._problems.append(problem)
            if is_interrupted():
                return False
        if not gc.get_freeze_count():
            gc.freeze()  # what was read first is there to stay; collecting before would keep a save waiting
        return self._writer.plan is not None

    def problems(self) -> list[Record]:
        """Return all known problems."""
        return [problem.as_record() for problem in rebase_problems(self._problems, self._content)]

    def inspect(self) -> list[Record]:
        """Return all problems with those of the audit, but for files that only a build makes."""
        plan = self._writer.plan
        problems = audit_output(self._folder, self._content, plan, self._problems).problems
        absent = _SEARCH.union(part.code for part in plan.parts) if plan else _SEARCH
        self._problems += (problem for problem in problems if problem.code not in absent)
        self._problems += prove_output([self._folder], self._content, plan, self._problems).problems
        return self.problems()

    def proofread(self) -> list[Record]:
        """Return the warnings of the proofreader, which `check` adds to a build's problems.

        They are about wording, links, headings, spelling and pictures.
        """
        warnings = proofread.find_warnings(self._content, today(), self._dictionaries, unfinished=True)
        return [warning.as_record() for warning in rebase_problems(warnings, self._content)]

    def index(self) -> list[Record]:
        """Make the index of the search, once all pages are there."""
        for _ in self._writer.rest():
            pass
        if self._writer.plan is not None:
            self._problems += pagefind.build_index(self._folder, self._writer.plan.shards)
        return self.problems()

    def _report_missing_content(self) -> dict[str, Any]:
        self._problems = [
            Problem(
                "content/",
                1,
                f"Den Ordner „{name_of(self._content)}“ gibt es nicht mehr. Die Vorschau zeigt den Stand von vorher.",
                "Bitte legen Sie den Ordner zurück. Ist er mit Absicht fort, beenden Sie die Vorschau mit Strg+C.",
                "no-content",
            )
        ]
        return {"problems": self.problems()}

    def _file_name(self, source: str) -> str:
        return rebase_problems([Problem(source, 1, "", "", "")], self._content)[0].file

    def _unpublished_entry(self, item: ContentItem) -> dict[str, str] | None:
        """Return the entry of *item* among unpublished ones; None if readers see it, and in lists."""
        due = "" if item.date is None or day_of(item.date) <= today() else datum(item.date)
        if item.status == "published" and not due:
            return None
        return {
            "address": item.address,
            "title": item.title,
            "type": item.type,
            "source": self._file_name(item.source),
            "line": str(item.lines.get("date" if item.status == "published" else "status", 1)),
            "state": item.status if item.status != "published" else "later",
            "due": due,
        }
