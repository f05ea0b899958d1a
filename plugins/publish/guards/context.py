"""Guard context: everything that a guard may read about a release before it goes live."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from plugins.content.moved_texts import MovedText
from plugins.core.problem import Problem
from plugins.publish.manifest import Release


@dataclass(frozen=True, slots=True)
class Refusal:
    """A reason not to publish, in German: message and remedy."""

    message: str
    remedy: str


@dataclass(frozen=True, slots=True)
class GuardContext:
    """A staged release and the facts to compare it with.

    ``root`` is its document root, ``previous`` the release that readers see now. ``findings`` are those of the audit
    in these very bytes, ``legal`` the addresses that the law asks for, ``search`` that of the search and
    ``subjects`` that of the subjects, "" for none,
    ``open_facts`` the facts that the law asks for
    and that are still missing, ``unpublished`` the addresses of drafts and of texts that are not yet due, all without
    the base path. ``allowed_gone`` are addresses that may disappear, ``withdrawn_files`` those that may with a
    withdrawn text; ``moved_texts`` are texts by the address that they had then; ``clocks`` the seconds by our clock
    and by that of the target.
    """

    root: Path
    release: Release
    previous: Release | None
    findings: tuple[str, ...] = ()
    legal: tuple[str, ...] = ()
    search: str = ""
    subjects: str = ""
    open_facts: tuple[Problem, ...] = ()
    unpublished: frozenset[str] = frozenset()
    allowed_gone: frozenset[str] = frozenset()
    withdrawn_files: frozenset[str] = frozenset()
    moved_texts: Mapping[str, MovedText] = field(default_factory=dict)
    may_shrink: bool = False
    clocks: tuple[float, float | None] = (0.0, None)

    def has(self, address: str) -> bool:
        """Return whether a file answers at *address*, which does not contain the base path."""
        path = f"{self.release.base_path.lstrip('/')}{address.removeprefix('/')}"
        return (f"{path}index.html" if address.endswith("/") else path) in self.release.files

    def texts(self, *endings: str) -> Iterator[tuple[str, bytes]]:
        """Yield path and bytes of each file of the release with one of the *endings*."""
        for path in sorted(self.release.own):
            if path.endswith(endings):
                yield path, (self.root / path).read_bytes()


class Guard(Protocol):
    """A function that looks for one reason not to publish."""

    __name__: str

    def __call__(self, context: GuardContext, /) -> Iterator[Refusal]:
        """Yield a refusal for each finding."""
