"""Body store: the bodies of all items, and a watch on who reads them.

An output declares the bodies that it shows (see ``build.plan``), for a build looks at nothing else to tell whether it
has changed. So while its context is worked out, any other body is out of reach.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from plugins.core.model import Body


class UndeclaredError(Exception):
    """An output shows a body that it has not declared."""


class BodyStore(Mapping[str, Body]):
    """Bodies by source."""

    def __init__(self, bodies: Mapping[str, Body] | None = None) -> None:
        self._bodies = bodies if bodies is not None else {}
        self._newer: dict[str, Body] = {}
        self._within_reach: frozenset[str] | None = None

    def __getitem__(self, source: str) -> Body:
        if self._within_reach is not None and source not in self._within_reach:
            raise UndeclaredError(source)
        return self._newer[source] if source in self._newer else self._bodies[source]

    def __iter__(self) -> Iterator[str]:
        return iter(self._bodies)

    def __len__(self) -> int:
        return len(self._bodies)

    def update(self, bodies: Mapping[str, Body]) -> None:
        """Take *bodies* in the place of those that stand under the same sources."""
        self._newer.update(bodies)

    @contextmanager
    def only(self, sources: frozenset[str]) -> Iterator[None]:
        """Keep all bodies but those of *sources* out of reach meanwhile.

        Reading another one raises UndeclaredError.
        """
        before, self._within_reach = self._within_reach, sources
        try:
            yield
        finally:
            self._within_reach = before
