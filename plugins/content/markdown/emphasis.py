"""Emphasis: stars, underscores and tildes become <em>, <strong> and <del>.

Markdown's own does not ask for CommonMark's flanking, and takes „Bürger*innen und Lehrer*innen“ for italics.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.util import ETX, INLINE_PLACEHOLDER

from plugins.content.markdown.delimiters import Pair, find_runs, is_stray, pair


class EmphasisProcessor(InlineProcessor):
    """Pairs all signs of a text at once, and hands out one outer element after the other.

    ``has_stray_signs`` is whether some of them found no partner since it was set to False.
    """

    def __init__(self, md: Markdown) -> None:
        super().__init__(r"[*_]+|~~", md)
        self._markdown = md
        self._elements: list[tuple[int, int, Element]] = []  # each with the length of the text behind begin and end
        self._data, self._at, self._tail = "", 0, ""  # the latest text and place, and what stood behind its element
        self.has_stray_signs = False

    def handleMatch(  # type: ignore[override]  # noqa: N802 - Python-Markdown's name
        self, m: re.Match[str], data: str
    ) -> tuple[Element | None, int | None, int | None]:
        """Return the outer element that begins at *m*, if there is one."""
        if not self._goes_on(data, m.start()):
            self._elements = self._find_elements(data)
            self._elements.reverse()
        self._data, self._at, self._tail = data, m.start(), ""
        size = len(data)
        while self._elements and size - self._elements[-1][0] < m.start():
            self._elements.pop()
        if not self._elements or size - self._elements[-1][0] >= m.end():
            return None, None, None
        begin, end, element = self._elements.pop()
        self._tail = data[size - end :]
        return element, size - begin, size - end

    def _goes_on(self, data: str, at: int) -> bool:
        """Return whether *data* is the latest text, with a placeholder for what that call returned."""
        if data is self._data:
            return at > self._at
        rest = len(data) - len(self._tail)
        return bool(self._tail) and 0 < rest <= at and data[rest - 1] == ETX and data.endswith(self._tail)

    def _find_elements(self, data: str) -> list[tuple[int, int, Element]]:
        """Return the outer elements of *data* with their places, counted from its end."""
        runs = find_runs(data)
        pairs = list(pair(runs))
        self.has_stray_signs = self.has_stray_signs or any(map(is_stray, runs))
        if not pairs:
            return []
        size, found = len(data), []
        outer: list[tuple[Pair, list[str]]] = []
        at = 0
        for place, is_begin, one in _events(pairs):
            if outer:
                outer[-1][1].append(data[at:place])
            if is_begin:
                outer.append((one, []))
                at = one.inner_begin
                continue
            _, texts = outer.pop()
            element = Element(one.tag)
            element.text = "".join(texts)
            at = one.end
            if outer:
                outer[-1][1].append(self._stash(element))
            else:
                found.append((size - one.begin, size - one.end, element))
        return found

    def _stash(self, element: Element) -> str:
        """Set *element* aside as Markdown does, and return what stands for it."""
        nodes = self._markdown.treeprocessors["inline"].stashed_nodes  # type: ignore[attr-defined]
        name = f"{len(nodes):04d}"
        nodes[name] = element
        return INLINE_PLACEHOLDER % name


def _events(pairs: list[Pair]) -> list[tuple[int, bool, Pair]]:
    """Return where each of *pairs* begins and ends, in the order of the text."""
    both = [(one.begin, True, one) for one in pairs] + [(one.inner_end, False, one) for one in pairs]
    return sorted(both, key=lambda event: event[0])
