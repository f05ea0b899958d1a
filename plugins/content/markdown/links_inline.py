"""Links in running text: Markdown's own, in time that grows with the text.

Markdown's look for the end of each bracket again, up to the end of the text: of „[a](<“ ten thousand times in a row
that took minutes. Here brackets are paired once, and an address ends within 2,000 signs or is text.
"""

from __future__ import annotations

import re

from markdown import Markdown
from markdown.inlinepatterns import (
    IMAGE_LINK_RE,
    IMAGE_REFERENCE_RE,
    LINK_RE,
    REFERENCE_RE,
    ImageInlineProcessor,
    ImageReferenceInlineProcessor,
    LinkInlineProcessor,
    ReferenceInlineProcessor,
    ShortImageReferenceInlineProcessor,
    ShortReferenceInlineProcessor,
)

_LONGEST_TARGET = 2_000
_BRACKET = re.compile(r"[\[\]]")


class _PairedBrackets:
    """Finds the end of a bracket, of all in a text at once.

    A match is replaced by a placeholder, so places are counted from the end, which stays as it is.
    """

    _text = ""
    _ends: dict[int, int]

    def getText(self, data: str, index: int) -> tuple[str, int, bool]:  # noqa: N802 - Python-Markdown's name
        """Return the text of the bracket before *index*, the place behind it, and whether it ends."""
        size = len(data)
        if data is not self._text:
            if not (self._text and len(self._text) >= size - index and self._text.endswith(data[index:])):
                self._ends = _pair_brackets(data)
            self._text = data
        end = self._ends.get(size - index)
        if end is None:
            return "", size, False
        return data[index : size - end], size - end + 1, True

    def getLink(self, data: str, index: int) -> tuple[str, str | None, int, bool]:  # noqa: N802
        """Return target and title at *index*, the place behind them, and whether there are any."""
        part = data[index : index + _LONGEST_TARGET]
        if ")" not in part:
            return "", None, index, False
        target, title, end, is_found = super().getLink(part, 0)  # type: ignore[misc]
        return target, title, index + end, is_found


def _pair_brackets(text: str) -> dict[int, int]:
    """Return where brackets end, by where they begin inside, both counted from the end."""
    size = len(text)
    waiting: list[int] = []
    ends: dict[int, int] = {}
    for match in _BRACKET.finditer(text):
        if match[0] == "[":
            waiting.append(match.end())
        elif waiting:
            ends[size - waiting.pop()] = size - match.start()
    return ends


class _Link(_PairedBrackets, LinkInlineProcessor):
    pass


class _Image(_PairedBrackets, ImageInlineProcessor):
    pass


class _Reference(_PairedBrackets, ReferenceInlineProcessor):
    pass


class _ImageReference(_PairedBrackets, ImageReferenceInlineProcessor):
    pass


class _ShortReference(_PairedBrackets, ShortReferenceInlineProcessor):
    pass


class _ShortImageReference(_PairedBrackets, ShortImageReferenceInlineProcessor):
    pass


def register_links(md: Markdown) -> None:
    """Put these in the places of Markdown's own, by the same names and priorities."""
    patterns = md.inlinePatterns
    patterns.register(_Reference(REFERENCE_RE, md), "reference", 170)
    patterns.register(_Link(LINK_RE, md), "link", 160)
    patterns.register(_Image(IMAGE_LINK_RE, md), "image_link", 150)
    patterns.register(_ImageReference(IMAGE_REFERENCE_RE, md), "image_reference", 140)
    patterns.register(_ShortReference(REFERENCE_RE, md), "short_reference", 130)
    patterns.register(_ShortImageReference(IMAGE_REFERENCE_RE, md), "short_image_ref", 125)
