"""Memory: items read before, so that a preview reads again only what was saved since."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from plugins.editorial.markup import Converter
from plugins.editorial.texts import Outcome, ReadTexts, Text, bytes_of, read_bytes
from plugins.forks import mapped
from plugins.problem import Problem
from plugins.records import Item


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

    def under(self, circumstances: object) -> ReadTexts:
        """Return the function that reads; what was read under other *circumstances*, such as services, is forgotten."""
        if circumstances != self._circumstances:
            self._kept.clear()
            self._circumstances = circumstances
        return self._read

    def _read(self, texts: Sequence[Text], converter: Converter, media: frozenset[str]) -> Iterator[Outcome]:
        """Yield what reading comes to, with the last good item where there is none any more."""
        held = [(text, bytes_of(text)) for text in texts]
        stale = [(text, raw) for text, raw in held if isinstance(raw, bytes) and not self._knows(text, raw, media)]
        anew = mapped(partial(_anew, converter=converter, media=media), stale)
        for (text, _), kept in zip(stale, anew, strict=True):
            former = self._kept.get(text.file)
            self._kept[text.file] = replace(kept, good=kept.good or (former.good if former else None))
        for text, raw in held:
            if isinstance(raw, bytes):
                kept = self._kept[text.file]
                yield kept.item or kept.good, kept.problems
            else:
                yield raw

    def _knows(self, text: Text, raw: bytes, media: frozenset[str]) -> bool:
        kept = self._kept.get(text.file)
        return kept is not None and kept.digest == _digest(raw) and kept.asked & media == kept.found


def _anew(held: tuple[Text, bytes], converter: Converter, media: frozenset[str]) -> _Kept:
    text, raw = held
    listening = _Asked(media)
    listening.asked = set()
    item, problems = read_bytes(raw, text, converter, listening)
    return _Kept(_digest(raw), item, problems, frozenset(listening.asked), frozenset(listening.asked & media), item)


def _digest(raw: bytes) -> bytes:
    return hashlib.blake2b(raw).digest()
