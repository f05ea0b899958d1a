"""Directive processor: builds directives while Python-Markdown reads the blocks of a text."""

from __future__ import annotations

import re
from collections.abc import Callable
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.preprocessors import Preprocessor
from markdown.util import ETX, STX

from plugins.content.markdown.directives.kind import Content
from plugins.content.markdown.directives.kinds import KINDS, may_stand
from plugins.content.markdown.directives.lines import Directive, find_directives

_OPENING = re.compile(f"^{STX}directive:([0-9]+){ETX}(.*)$", re.MULTILINE)


def register_directives(md: Markdown, is_german: Callable[[], bool]) -> None:
    """Let *md* read directives; *is_german* tells in which language their titles are."""
    found: list[Directive] = []
    anchors: set[str] = set()
    # Once code (25) and raw HTML (29) are set aside, lines that open a directive open one.
    md.preprocessors.register(_Marking(found, anchors, md), "directives", 23)
    # Before all others: a directive ends whatever stands above it.
    md.parser.blockprocessors.register(_Building(found, anchors, is_german, md), "directives", 97)


class _Marking(Preprocessor):
    """Marks the lines that open and close a directive, with signs that no editor can type.

    Arguments stay behind it: which inline markup a text needs is seen by its lines.
    """

    def __init__(self, found: list[Directive], anchors: set[str], md: Markdown) -> None:
        super().__init__(md)
        self._found, self._anchors = found, anchors

    def run(self, lines: list[str]) -> list[str]:
        self._found.clear()
        self._anchors.clear()
        if not any(line.startswith("///") for line in lines):
            return lines
        lines = list(lines)
        self._found += find_directives(lines).found
        for number, one in enumerate(self._found):
            if one.last is not None and one.key in KINDS and may_stand(one):
                lines[one.first] = f"{STX}directive:{number}{ETX}{one.argument}"
                lines[one.last] = f"{STX}/directive:{number}{ETX}"
        return lines


class _Building(BlockProcessor):
    """Takes all blocks of a directive and lets its kind build the element."""

    def __init__(self, found: list[Directive], anchors: set[str], is_german: Callable[[], bool], md: Markdown) -> None:
        super().__init__(md.parser)
        self._found, self._anchors, self._is_german = found, anchors, is_german

    def test(self, parent: Element, block: str) -> bool:  # noqa: ARG002 - Python-Markdown's signature
        return STX in block and _OPENING.search(block) is not None

    def run(self, parent: Element, blocks: list[str]) -> None:
        block = blocks.pop(0)
        before, number, argument, after = _OPENING.split(block, maxsplit=1)
        if before.strip("\n"):
            self.parser.parseBlocks(parent, [before.strip("\n")])
        blocks.insert(0, after)
        directive = self._found[int(number)]
        taken = _take(blocks, f"{STX}/directive:{number}{ETX}")
        content = Content(argument, taken, self._is_german(), self._anchors)
        KINDS[directive.key].build(parent, content, self.parser)


def _take(blocks: list[str], closing: str) -> list[str]:
    """Take from *blocks* those before the line *closing*, and the line itself."""
    taken: list[str] = []
    while blocks:
        before, found, after = blocks.pop(0).partition(closing)
        if before.strip("\n"):
            taken.append(before.strip("\n"))
        if found:
            if after.strip("\n"):
                blocks.insert(0, after.lstrip("\n"))
            break
    return taken
