"""Source view: a text as typed, line by line, and beside it the same without code and tags."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property

from plugins.content.front_matter.remedies import say
from plugins.content.markdown.directives import KINDS, DirectiveLines, find_directives
from plugins.content.markdown.fences import find_fences

_MASK = "\x1f"  # no text has it, for it is refused before
_LONGEST, _AROUND = 400, 60  # signs of a line that is shown as a whole, and of what is shown of a longer one
_TAG = re.compile(r"<(script|style)\b[^<>]*>.*?</\1\s*>|<[A-Za-z/!][^<>\n]*>", re.IGNORECASE | re.DOTALL)
_VERBATIM = re.compile(r"<!--.*?(?:-->|\Z)|<(pre|script|style|textarea)\b[^<>]*>.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
_DIRECTIVE = re.compile(r"^///[^\n]*", re.MULTILINE)
_TICKS = re.compile("`+")
_ADDRESS = re.compile(r"(?:https?://|mailto:)[^\s<>()\"]+|\]\([^()\s]*", re.IGNORECASE)


class SourceView:
    """The text that one conversion reads."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def lines(self) -> list[str]:
        """The lines as they were typed."""
        return self.text.split("\n")

    @cached_property
    def without_code(self) -> str:
        """The text with other signs in the place of code; places are the same."""
        if "`" not in self.text and "~~~" not in self.text:
            return self.text
        return "\n\n".join(_mask_spans(part) for part in "\n".join(self._without_fences()).split("\n\n"))

    @cached_property
    def visible(self) -> str:
        """The text with other signs in the place of code and tags; places are the same."""
        text = self.without_code
        text = _TAG.sub(_hide, text) if "<" in text else text
        return _DIRECTIVE.sub(_hide, text) if "///" in text else text

    @cached_property
    def visible_lines(self) -> list[str]:
        """The lines of that text."""
        return self.visible.split("\n")

    @cached_property
    def words(self) -> str:
        """The visible text without the addresses of links."""
        return _ADDRESS.sub(_hide, self.visible)

    @cached_property
    def directives(self) -> DirectiveLines:
        """The directives of the text, where the converter sees them; lines count from 0."""
        if "///" not in self.text:
            return DirectiveLines()
        return find_directives(_VERBATIM.sub(_hide, "\n".join(self._without_fences())).split("\n"))

    @cached_property
    def kept_lines(self) -> frozenset[int]:
        """The numbers of the lines that run into no other, because their directive keeps each apart."""
        found = self.directives.found
        kept = [one for one in found if one.last is not None and one.key in KINDS and KINDS[one.key].keeps_lines]
        return frozenset(number for one in kept for number in range(one.first + 1, (one.last or 0) + 2))

    def line_of(self, place: int) -> int:
        """Return the number of the line with that *place* of the text, from 1."""
        return bisect_right(self._starts, place)

    def say_changed(self, begin: int, end: int, instead: str) -> str:
        """Return the end of a sentence: the line with *instead* between these places."""
        first = self.text.rfind("\n", 0, begin) + 1
        last = self.text.find("\n", end)
        last = last if last >= 0 else len(self.text)
        if begin - first + len(instead) + last - end <= _LONGEST:
            return say(self.text[first:begin] + instead + self.text[end:last])
        before, after = self.text[max(first, begin - _AROUND) : begin], self.text[end : min(last, end + _AROUND)]
        return f": … {before}{instead}{after} …"

    @cached_property
    def _starts(self) -> list[int]:
        """The places at which lines begin."""
        return [0, *(found.end() for found in re.finditer("\n", self.text))]

    def _without_fences(self) -> Iterator[str]:
        at = 0
        for fence in find_fences(self.lines):
            yield from self.lines[at : fence.first]
            yield from (_MASK * len(line) for line in self.lines[fence.first : fence.last + 1])
            at = fence.last + 1
        yield from self.lines[at:]


def _hide(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", _MASK, match[0])


def _mask_spans(text: str) -> str:
    """Return a paragraph with its spans of code masked."""
    runs = [(found.start(), found.end()) for found in _TICKS.finditer(text)]
    pieces, at, index = [], 0, 0
    missing: set[int] = set()  # of this length none is left, so none is looked for again
    while index < len(runs):
        begin, end = runs[index]
        size = end - begin
        partner = None
        if size not in missing:
            partner = next((n for n in range(index + 1, len(runs)) if runs[n][1] - runs[n][0] == size), None)
        if partner is None:
            missing.add(size)
            index += 1
            continue
        pieces += [text[at:begin], re.sub(r"[^\n]", _MASK, text[begin : runs[partner][1]])]
        at, index = runs[partner][1], partner + 1
    return "".join([*pieces, text[at:]])
