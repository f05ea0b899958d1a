"""Tables: they begin right under a line, and end at a line without bars.

The line above that begins with „Tabelle:“ or „Tabelle 1:“ is the caption.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions.tables import TableProcessor

_SEPARATOR = re.compile(r"(?=.*\|)[ \t]*+\|?[ \t]*+:?-++:?[ \t]*+(?:\|[ \t]*+:?-++:?[ \t]*+)*+\|?[ \t]*+$")

_CAPTION = re.compile(r" {0,3}(?:Tabelle|Table)(?: [0-9]{1,3})?: +\S[^\n]*")


class TextTableProcessor(TableProcessor):
    """Markdown's own, for a table that does not begin its block."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md.parser, {"use_align_attribute": False})

    def test(self, parent: Element, block: str) -> bool:
        """Return whether there is a table in *block*."""
        return "|" in block and "-" in block and self._find(parent, block.split("\n")) is not None

    def run(self, parent: Element, blocks: list[str]) -> None:
        """Add the table to *parent*, and leave what stands below it."""
        lines = blocks.pop(0).split("\n")
        at = self._find(parent, lines) or 0
        above, caption = lines[:at], ""
        if above and is_caption(above[-1]):
            caption = above.pop()
        if above:
            self.parser.parseBlocks(parent, ["\n".join(above)])
        elif not caption:
            caption = _take_caption(parent)
        end = find_end(lines, at)
        super().test(parent, "\n".join(lines[at : at + 2]))  # it keeps what it finds for the next line
        super().run(parent, ["\n".join(lines[at:end])])
        if caption:
            table, element = parent[-1], Element("caption")
            element.text = caption.strip()
            table.insert(0, element)
        if end < len(lines):
            blocks.insert(0, "\n".join(lines[end:]))

    def _find(self, parent: Element, lines: Sequence[str]) -> int | None:
        """Return the index of the head of the first table in *lines*, or None."""
        for at in range(1, len(lines)):
            if is_separator(lines[at]) and super().test(parent, "\n".join(lines[at - 1 : at + 1])):
                return at - 1
        return None


def _take_caption(parent: Element) -> str:
    """Remove the caption in a paragraph of its own at the end of *parent*, and return it, or ""."""
    last = parent[-1] if len(parent) else None
    if last is None or last.tag != "p" or len(last) or not is_caption(last.text or ""):
        return ""
    parent.remove(last)
    return last.text or ""


def is_caption(line: str) -> bool:
    """Return whether *line* is the caption of a table below it."""
    return _CAPTION.fullmatch(line) is not None


def is_separator(line: str) -> bool:
    """Return whether *line* stands between the head of a table and its rows."""
    return "|" in line and "-" in line and _SEPARATOR.match(line) is not None


def find_end(lines: Sequence[str], at: int) -> int:
    """Return the index behind the last row of the table in *lines* that begins at *at*."""
    end = at
    while end < len(lines) and "|" in lines[end]:
        end += 1
    return end
