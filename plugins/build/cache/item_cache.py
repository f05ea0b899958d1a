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
    """Cache of every item, by its file.

    With *forgives*, as a preview needs it, one that cannot be read any more stays as it was last. *cached* are the
    items of an earlier process under these *circumstances*; the bytes of *untouched* files are those of then.
    """

    def __init__(
        self,
        cached: MutableMapping[str, CachedItem] | None = None,
        circumstances: object = None,
        untouched: frozenset[str] = frozenset(),
        *,
        forgives: bool = False,
    ) -> None:
        self._items: MutableMapping[str, CachedItem] = {} if cached is None else cached
        self._untouched = untouched
        self._circumstances, self._forgives = circumstances, forgives

    def for_services(self, circumstances: object) -> ReadTexts:
        """Return the function that reads texts under these *circumstances*, such as services.

        Texts that were read under others are forgotten.
        """
        if circumstances != self._circumstances:
            self._items.clear()
            self._circumstances = circumstances
        return self._read

    def item(self, file: str) -> ContentItem | None:
        """Return the item of *file* as it was read last."""
        known = self._items.get(file)
        return known.item if known else None

    def reread(self, held: tuple[SourceFile, bytes], converter: Converter, media: frozenset[str]) -> Outcome:
        """Return the outcome of reading a text with the bytes it now holds."""
        text, _ = held
        former, new = self._items.get(text.file), _read_anew(held, converter, media)
        self._items[text.file] = replace(new, last_good=new.last_good or (former.last_good if former else None))
        return new.item, new.problems

    def _read(self, texts: Sequence[SourceFile], converter: Converter, media: frozenset[str]) -> Iterator[Outcome]:
        """Yield the outcome of each text."""
        held = [(text, None if self._is_untouched_item(text, media) else bytes_of(text)) for text in texts]
        stale = [(text, raw) for text, raw in held if isinstance(raw, bytes) and not self._knows(text, raw, media)]
        anew = parallel_map(partial(_read_anew, converter=converter, media=media), stale)
        for (text, _), new in zip(stale, anew, strict=True):
            former = self._items.get(text.file)
            self._items[text.file] = replace(new, last_good=new.last_good or (former.last_good if former else None))
        for text, raw in held:
            if raw is None or isinstance(raw, bytes):
                new = self._items[text.file]
                yield new.item or (new.last_good if self._forgives else None), new.problems
            else:
                yield raw

    def _is_untouched_item(self, text: SourceFile, media: frozenset[str]) -> bool:
        cached = self._items.get(text.file) if text.file in self._untouched else None
        return cached is not None and cached.media_requested & media == cached.media_found

    def _knows(self, text: SourceFile, raw: bytes, media: frozenset[str]) -> bool:
        cached = self._items.get(text.file)
        return (
            cached is not None
            and cached.digest == hash_bytes(raw)
            and cached.media_requested & media == cached.media_found
        )


def _read_anew(held: tuple[SourceFile, bytes], converter: Converter, media: frozenset[str]) -> CachedItem:
    text, raw = held
    listening = _Asked(media)
    listening.asked = set()
    item, problems = read_item_bytes(raw, text, converter, listening)
    asked = frozenset(listening.asked)
    return CachedItem(hash_bytes(raw), item, problems, asked, frozenset(asked & media), item)
