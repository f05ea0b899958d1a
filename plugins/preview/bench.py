"""Bench: builds the preview's site in phases: what somebody looks at, then the rest, then audit and hints."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from plugins import proofreading
from plugins.addresses import path_of
from plugins.building import PROJECT, audit_of, told, write_into
from plugins.day import day_of, today
from plugins.editorial.memory import Memory
from plugins.outputs import search
from plugins.pages.german import datum
from plugins.preview.press import Press
from plugins.problem import Problem
from plugins.records import Item

Record = dict[str, str | int]
_NONE: Mapping[str, Path] = MappingProxyType({})
_BUILT = frozenset({"search", "form"})  # its index is made on demand, and `redaktion` shows the form


class Bench:
    """Keeps what was read and written from one build to the next."""

    def __init__(self, folder: Path, content: Path, dictionaries: Mapping[str, Path] = _NONE) -> None:
        self._folder, self._content, self._dictionaries = folder, content, dictionaries
        self._memory = Memory()
        self._press = Press(PROJECT / "theme")
        self._problems: list[Problem] = []

    def build(self, looked_at: Iterable[str]) -> dict[str, Any]:
        """Write what pages need and those *looked_at* (addresses); return what can be told of the site then."""
        if not self._content.is_dir():
            return self._lost()
        self._press.first([path_of(address) for address in looked_at])
        settings = {"SITE_WRITER": self._press.take, "SITE_MEMORY": self._memory}
        gc.disable()  # to look through all that is remembered takes as long as a build
        try:
            plan, self._problems = write_into(self._folder, self._content, drafts=True, settings=settings)
        finally:
            gc.enable()
        shown = plan if plan and plan.outputs else self._press.plan
        items = [item for output in (shown.outputs if shown else ()) if (item := _item(output.path, output.shows))]
        return {
            "problems": self.problems(),
            "pages": {self._named(item.source): item.address for item in items},
            "waiting": [waiting for item in items if (waiting := self._waiting(item))],
            "style": shown.bundle.addresses.get("style", "") if shown else "",
            "media": self._press.media_changed,
        }

    def finish(self, is_interrupted: Callable[[], bool]) -> bool:
        """Write the rest; return whether it was all done before something else was wanted."""
        for problem in self._press.rest():
            if problem is not None:
                self._problems.append(problem)
            if is_interrupted():
                return False
        if not gc.get_freeze_count():
            gc.freeze()  # what was read first is there to stay; collecting before would keep a save waiting
        return self._press.plan is not None

    def problems(self) -> list[Record]:
        """Return all that is known to be wrong."""
        return [problem.as_dict() for problem in told(self._problems, self._content)]

    def inspect(self) -> list[Record]:
        """Return all that is wrong, with what the audit finds; of what only a build makes nothing is asked here."""
        found = audit_of(self._folder, self._content, self._press.plan, self._problems)
        self._problems += (problem for problem in found if problem.code not in _BUILT)
        return self.problems()

    def proofread(self) -> list[Record]:
        """Return the hints that `check` adds to what a build finds: wording, links, headings, spelling, pictures."""
        hints = proofreading.hints(self._content, today(), self._dictionaries, unfinished=True)
        return [hint.as_dict() for hint in told(hints, self._content)]

    def index(self) -> list[Record]:
        """Make the index of the search, once all pages are there."""
        for _ in self._press.rest():
            pass
        if self._press.plan is not None:
            self._problems += search.index(self._folder, self._press.plan.searchable)
        return self.problems()

    def _lost(self) -> dict[str, Any]:
        self._problems = [
            Problem(
                self._content.name,
                1,
                f"Den Ordner „{self._content.name}“ gibt es nicht mehr. Die Vorschau zeigt den Stand von vorher.",
                "Bitte legen Sie den Ordner zurück. Ist er mit Absicht fort, beenden Sie die Vorschau mit Strg+C.",
                "no-content",
            )
        ]
        return {"problems": self.problems()}

    def _named(self, source: str) -> str:
        return told([Problem(source, 1, "", "", "")], self._content)[0].file

    def _waiting(self, item: Item) -> dict[str, str] | None:
        """Return what to say of *item* if readers do not see it, or not in lists."""
        due = "" if item.date is None or day_of(item.date) <= today() else datum(item.date)
        if item.status == "published" and not due:
            return None
        return {
            "address": item.address,
            "title": item.title,
            "type": item.type,
            "source": self._named(item.source),
            "line": str(item.lines.get("date" if item.status == "published" else "status", 1)),
            "state": item.status if item.status != "published" else "later",
            "due": due,
        }


def _item(path: str, shows: Any) -> Item | None:
    """Return the item whose own page stands at *path*, if it is one."""
    item = shows.get("item")
    return item if isinstance(item, Item) and path_of(item.address) == path else None
