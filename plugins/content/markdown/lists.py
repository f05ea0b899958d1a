"""Lists: they begin right under a sentence and show the numbers that were typed.

They nest from two blanks.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, SubElement

from markdown.blockprocessors import BlockProcessor

from plugins.content.markdown.markers import Marker, may_hold_marker, read_marker
from plugins.content.markdown.points import Point, Source, numbers, read_points, starts_list
from plugins.content.markdown.tables import find_end, is_separator

_HOLDER = re.compile(r" {0,3}(?:\[\^[^\]]*\]:|: )")
_TASK = re.compile(r"\[([ xX])\](?=[ \u00a0])")
_HELD = 2
_BRACKETED = ("1)", "a", "A")


class ListProcessor(BlockProcessor):
    """Takes the lists out of a block, and from the blocks behind it what belongs to them."""

    def test(self, parent: Element, block: str) -> bool:  # noqa: ARG002
        """Return whether *block* could hold a list."""
        return may_hold_marker(block)

    def run(self, parent: Element, blocks: list[str]) -> bool:
        """Add the lists to *parent*, and what stands between them; return whether there were any."""
        source = Source(blocks[0].split("\n"), blocks)
        block = blocks.pop(0)
        is_found = False
        while (at := self._find(parent, source)) is not None:
            is_found = True
            index, marker = at
            before = "\n".join(source.lines[source.at : index])
            if before.strip():
                self.parser.parseBlocks(parent, [before])
            source.at = index
            self._build(parent, *read_points(marker, source))
        rest = "\n".join(source.lines[source.at :]) if is_found else block
        if rest:
            blocks.insert(0, rest)
        return is_found

    def _find(self, parent: Element, source: Source) -> tuple[int, Marker] | None:
        """Return line and marker of the next list of the block in *source*, or None."""
        is_held = False  # by the footnote or explanation above, to which indented lines belong
        table_end = 0
        for index in range(source.at, len(source.lines)):
            line = source.lines[index]
            if index >= table_end and is_separator(line):
                table_end = find_end(source.lines, index)
            if index < table_end:
                continue
            if _HOLDER.match(line):
                is_held = True
            elif not (is_held and line.startswith(" " * _HELD)) and (marker := read_marker(line)):
                above = source.lines[index - 1] if index else _last_text(parent)
                if starts_list(marker, source, index, above=above):
                    return index, marker
        return None

    def _build(self, parent: Element, points: list[Point], is_loose: bool) -> None:
        first = points[0].marker
        element = SubElement(parent, "ol" if first.is_ordered else "ul")
        if first.is_ordered and first.kind[0] != "1":
            element.set("type", first.kind)
        if first.is_ordered and first.number != 1:
            element.set("start", str(first.number))
        if first.kind in _BRACKETED:
            element.set("class", f"list-{first.kind[0]}")  # shown as it was typed, with its bracket
        for point, number in zip(points, numbers(points), strict=True):
            item = SubElement(element, "li")
            if number is not None:
                item.set("value", str(number))
            point.lines[0] = _TASK.sub(_box, point.lines[0], count=1) if _TASK.match(point.lines[0]) else point.lines[0]
            self.parser.state.set("looselist" if is_loose else "list")
            self.parser.parseChunk(item, "\n".join(point.lines))
            self.parser.state.reset()


def _box(match: re.Match[str]) -> str:
    return "☐" if match[1] == " " else "☑"


def _last_text(parent: Element) -> str:
    """Return the text above a block in *parent*."""
    if len(parent) == 0:
        return parent.text or ""
    return (parent[-1].text or "") if parent[-1].tag == "p" else ""
