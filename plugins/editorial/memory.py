"""Memory: items read before, so that a preview reads again only what was saved since."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace

from plugins.editorial import reader
from plugins.editorial.kinds import Reading
from plugins.editorial.markup import Converter
from plugins.editorial.schema import ContentType
from plugins.problem import Problem
from plugins.records import Item

ReadItem = Callable[[bytes, ContentType, Converter, Reading], Item | None]


class _Asked(frozenset[str]):
    """The media files, writing down which of them a text asks for."""

    asked: set[str]

    def __contains__(self, address: object) -> bool:
        self.asked.add(str(address))
        return super().__contains__(address)


@dataclass(frozen=True, slots=True)
class _Kept:
    """What came of a file: its item, what was told, the media asked for and those found, the last good item."""

    digest: bytes
    item: Item | None
    problems: tuple[Problem, ...]
    asked: frozenset[str]
    found: frozenset[str]
    good: Item | None


class Memory:
    """Remembers every item by its file; one that cannot be read any more stays as it was last."""

    def __init__(self) -> None:
        self._kept: dict[str, _Kept] = {}
        self._circumstances: object = None

    def under(self, circumstances: object) -> ReadItem:
        """Return the function that reads; what was read under other *circumstances*, such as services, is forgotten."""
        if circumstances != self._circumstances:
            self._kept.clear()
            self._circumstances = circumstances
        return self._read

    def _read(self, raw: bytes, kind: ContentType, converter: Converter, reading: Reading) -> Item | None:
        """Return and report what ``reader.read`` does, or the last good item if there is none any more."""
        file, digest = reading.report.file, hashlib.blake2b(raw).digest()
        kept = self._kept.get(file)
        if kept is None or kept.digest != digest or kept.asked & reading.media != kept.found:
            kept = self._kept[file] = self._anew(raw, kind, converter, reading, kept)
        reading.report.problems += kept.problems
        return kept.item or kept.good

    def _anew(
        self, raw: bytes, kind: ContentType, converter: Converter, reading: Reading, former: _Kept | None
    ) -> _Kept:
        media = _Asked(reading.media)
        media.asked = set()
        report = replace(reading.report, problems=[])
        item = reader.read(raw, kind, converter, replace(reading, report=report, media=media))
        return _Kept(
            hashlib.blake2b(raw).digest(),
            item,
            tuple(report.problems),
            frozenset(media.asked),
            frozenset(media.asked & reading.media),
            item or (former.good if former else None),
        )
