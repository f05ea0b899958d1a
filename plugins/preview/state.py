"""State: the current snapshot of the preview, and the open pages that listen for changes."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from plugins.core.problem import OPEN_FACT, Problem, Severity
from plugins.preview.routes import Route


@dataclass(frozen=True, slots=True)
class UnpublishedItem:
    """Something readers do not see yet, or not in lists: ``state`` is draft, hidden or later."""

    address: str
    title: str
    type: str
    source: str
    line: int
    state: str
    due: str = ""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A snapshot of the preview.

    ``pages`` are addresses by content file, ``style`` is the address of the style sheet.

    ``phase`` is "building" until pages are there, "auditing" until audit and proofreader have answered, then "ready".
    ``media`` counts how often files changed that keep their address.
    """

    problems: tuple[Problem, ...] = ()
    pages: Mapping[str, str] = field(default_factory=dict)
    waiting: tuple[UnpublishedItem, ...] = ()
    style: str = ""
    phase: str = "building"
    media: int = 0

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that stop a build."""
        return tuple(problem for problem in self.problems if problem.severity is Severity.ERROR)

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """The problems that do not stop a build, without open facts."""
        return tuple(one for one in self.problems if one.severity is Severity.WARNING and one.code != OPEN_FACT)

    @property
    def open_facts(self) -> tuple[Problem, ...]:
        """The facts of site.yaml that nobody knows yet."""
        return tuple(problem for problem in self.problems if problem.code == OPEN_FACT)

    def source_of(self, address: str) -> str:
        """Return the content file of the page at *address*, or ""."""
        return next((source for source, page in self.pages.items() if page == address), "")


class Preview:
    """The current snapshot, and the pages that are open."""

    def __init__(self, folder: Path, ask_for_index: Callable[[], None] = lambda: None) -> None:
        self.folder = folder
        self.snapshot = Snapshot()
        self.routes: tuple[Route, ...] = ()
        self.indexed = threading.Event()
        self.ask_for_index = ask_for_index
        self._looking: dict[queue.Queue[str], str] = {}

    def hear(self, event: Mapping[str, Any]) -> None:
        """Take an event of the worker, and wake every open page."""
        self.snapshot = _next_snapshot(self.snapshot, event)
        if event["event"] == "painted":
            self.indexed.clear()
        elif event["event"] in ("indexed", "crashed"):
            self.indexed.set()
        for listener in tuple(self._looking):
            listener.put(str(event["event"]))

    def look(self, address: str) -> queue.Queue[str]:
        """Return a queue in which the page at *address* hears of news."""
        news: queue.Queue[str] = queue.Queue()
        self._looking[news] = address
        return news

    def leave(self, news: queue.Queue[str]) -> None:
        """Forget a queue."""
        self._looking.pop(news, None)

    @property
    def open_addresses(self) -> set[str]:
        """The addresses that are open in browsers."""
        return set(self._looking.values())


def _next_snapshot(snapshot: Snapshot, event: Mapping[str, Any]) -> Snapshot:
    """Return the snapshot after *event*."""
    problems = tuple(Problem.from_record(one) for one in event.get("problems", ()))
    if event["event"] == "crashed":
        return replace(snapshot, problems=problems, phase="ready")
    if event["event"] != "painted":
        return replace(snapshot, problems=problems, phase="ready" if event["event"] == "proofread" else "auditing")
    if "pages" not in event:
        return replace(snapshot, problems=problems, phase="ready")
    return Snapshot(
        problems=problems,
        pages=event["pages"],
        waiting=tuple(UnpublishedItem(**{**one, "line": int(one["line"])}) for one in event["waiting"]),
        style=event["style"] or snapshot.style,
        phase="auditing",
        media=snapshot.media + bool(event["media"]),
    )
