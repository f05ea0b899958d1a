"""Item cache: items read before, so that only texts saved since are read again."""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from plugins.content.markdown.converter import Converter
from plugins.content.texts import Outcome, ReadTexts, SourceFile, bytes_of, read_item_bytes
from plugins.core.hashing import hash_bytes
from plugins.core.model import ContentItem
from plugins.core.parallel import fast_pickle, parallel_map
from plugins.core.problem import Problem


class _Asked(frozenset[str]):
    """The media files, writing down which of them a text asks for."""

    asked: set[str]

    def __contains__(self, address: object) -> bool:
        self.asked.add(str(address))
        return super().__contains__(address)


@fast_pickle
@dataclass(frozen=True, slots=True)
class CachedItem:
    """A text as it was read: item, problems, media requested and found, and the last good item."""

    digest: bytes
    item: ContentItem | None
    problems: tuple[Problem, ...]
    media_requested: frozenset[str]
    media_found: frozenset[str]
    last_good: ContentItem | None


class ItemCache:
    """Remembers every item by its file.

    With *forgives*, as a preview needs it, one that cannot be read any more stays as it was last. *kept* is what an
    earlier process remembered under these *circumstances*, and files that are *untouched* hold what they held then.
    """

    def __init__(
        self,
        kept: MutableMapping[str, CachedItem] | None = None,
        circumstances: object = None,
        untouched: frozenset[str] = frozenset(),
        *,
        forgives: bool = False,
    ) -> None:
        self._kept: MutableMapping[str, CachedItem] = {} if kept is None else kept
        self._untouched = untouched
        self._circumstances, self._forgives = circumstances, forgives

    def for_services(self, circumstances: object) -> ReadTexts:
        """Return the function that reads texts under these *circumstances*, such as services.

        Texts that were read under others are forgotten.
        """
        if circumstances != self._circumstances:
            self._kept.clear()
            self._circumstances = circumstances
        return self._read

    def item(self, file: str) -> ContentItem | None:
        """Return the item of *file* as it was read last."""
        known = self._kept.get(file)
        return known.item if known else None

    def reread(self, held: tuple[SourceFile, bytes], converter: Converter, media: frozenset[str]) -> Outcome:
        """Return the outcome of reading a text with the bytes it now holds."""
        text, _ = held
        former, kept = self._kept.get(text.file), _anew(held, converter, media)
        self._kept[text.file] = replace(kept, last_good=kept.last_good or (former.last_good if former else None))
        return kept.item, kept.problems

    def _read(self, texts: Sequence[SourceFile], converter: Converter, media: frozenset[str]) -> Iterator[Outcome]:
        """Yield the outcome of each text."""
        held = [(text, None if self._is_as_kept(text, media) else bytes_of(text)) for text in texts]
        stale = [(text, raw) for text, raw in held if isinstance(raw, bytes) and not self._knows(text, raw, media)]
        anew = parallel_map(partial(_anew, converter=converter, media=media), stale)
        for (text, _), kept in zip(stale, anew, strict=True):
            former = self._kept.get(text.file)
            self._kept[text.file] = replace(kept, last_good=kept.last_good or (former.last_good if former else None))
        for text, raw in held:
            if raw is None or isinstance(raw, bytes):
                kept = self._kept[text.file]
                yield kept.item or (kept.last_good if self._forgives else None), kept.problems
            else:
                yield raw

    def _is_as_kept(self, text: SourceFile, media: frozenset[str]) -> bool:
        kept = self._kept.get(text.file) if text.file in self._untouched else None
        return kept is not None and kept.media_requested & media == kept.media_found

    def _knows(self, text: SourceFile, raw: bytes, media: frozenset[str]) -> bool:
        kept = self._kept.get(text.file)
        return kept is not None and kept.digest == hash_bytes(raw) and kept.media_requested & media == kept.media_found


def _anew(held: tuple[SourceFile, bytes], converter: Converter, media: frozenset[str]) -> CachedItem:
    text, raw = held
    listening = _Asked(media)
    listening.asked = set()
    item, problems = read_item_bytes(raw, text, converter, listening)
    asked = frozenset(listening.asked)
    return CachedItem(hash_bytes(raw), item, problems, asked, frozenset(asked & media), item)
