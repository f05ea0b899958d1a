"""Case: all that a guard may want to know of a release before it goes live."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from plugins.publish.manifest import Release


@dataclass(frozen=True, slots=True)
class Refusal:
    """A reason not to publish, in German: what is wrong, and what to do."""

    message: str
    remedy: str


@dataclass(frozen=True, slots=True)
class GuardContext:
    """A staged release, and what it is compared with.

    ``root`` is its document root, ``former`` what readers see now. ``findings`` are what the audit has found in these
    very bytes, ``legal`` the addresses that the law asks for, ``open_facts`` what the law asks for and is still
    missing, ``unpublished`` the addresses of drafts and of what is not yet due, all without the base path.
    ``allowed_gone`` are addresses that may disappear; ``clocks`` the seconds by our clock and by that of the target.
    """

    root: Path
    release: Release
    former: Release | None
    findings: tuple[str, ...] = ()
    legal: tuple[str, ...] = ()
    open_facts: tuple[str, ...] = ()
    unpublished: frozenset[str] = frozenset()
    allowed_gone: frozenset[str] = frozenset()
    may_shrink: bool = False
    clocks: tuple[float, float | None] = (0.0, None)

    def has(self, address: str) -> bool:
        """Return whether a file answers at *address*, which begins with the base path."""
        inside = address.removeprefix("/")
        return (f"{inside}index.html" if address.endswith("/") else inside) in self.release.files

    def texts(self, *endings: str) -> Iterator[tuple[str, bytes]]:
        """Yield path and bytes of each file of the release with such an ending."""
        for path in sorted(self.release.own):
            if path.endswith(endings):
                yield path, (self.root / path).read_bytes()


Guard = Callable[[GuardContext], Iterable[Refusal]]
