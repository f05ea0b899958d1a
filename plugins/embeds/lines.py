"""Lines: where in the editor's text something stands that was found in the HTML made of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from html import unescape
from itertools import chain

_SHORTEST = 3
_FORMS: tuple[Callable[[str], str], ...] = (str, lambda line: unescape(line).casefold())


class Lines:
    """The lines of one text; each time the same words are asked for, their next place is told."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines
        self._next: dict[str, int] = {}

    def line_of(self, wanted: Iterable[str]) -> int:
        """Return the line, from 1, of the first of the *wanted* words that stands anywhere.

        Very short words stand everywhere and do not count. Where none is found, it is
        the first line with a tag: there one begins to look.
        """
        for words in (words for words in wanted if len(words) > _SHORTEST):
            for form in _FORMS:
                if found := self._find(words, form):
                    self._next[words] = found
                    return found
        return next((number for number, line in enumerate(self._lines, 1) if "<" in line), 1)

    def _find(self, words: str, form: Callable[[str], str]) -> int:
        sought, begin = form(words), self._next.get(words, 0)
        for number in chain(range(begin, len(self._lines)), range(begin)):
            if sought in form(self._lines[number]):
                return number + 1
        return 0
