"""Blocks: indentation makes no code, and headings need a blank behind their signs."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, SubElement

from markdown.blockprocessors import BlockProcessor, SetextHeaderProcessor
from markdown.extensions.def_list import DefListIndentProcessor, DefListProcessor

_INDENTATION = re.compile("^ +", re.MULTILINE)
_HEADING = re.compile(r"(?:\A|(?<=\n))(?P<signs>#{1,6})[ \t]+(?P<text>[^\s#][^\n]*|#+[^\s#][^\n]*)(?:\n|$)")
_CLOSING = re.compile(r"(?<=[ \t])#+$")


class DedentProcessor(BlockProcessor):
    """Drops the blanks before lines.

    Word and typewriters set them; fences alone make code.
    """

    def test(self, parent: Element, block: str) -> bool:  # noqa: ARG002
        """Return whether a line of *block* is indented, other than below an explanation."""
        return (block[:1] == " " or "\n " in block) and DefListProcessor.RE.search(block) is None

    def run(self, parent: Element, blocks: list[str]) -> bool:  # noqa: ARG002
        """Leave the block to others, without its blanks."""
        blocks[0] = _INDENTATION.sub("", blocks[0])
        return False


class ExplanationProcessor(DefListIndentProcessor):
    """Adds indented blocks to the explanation above; lists look after their own."""

    ITEM_TYPES = ["dd"]  # noqa: RUF012 - Markdown's own attribute
    LIST_TYPES = ["dl"]  # noqa: RUF012


class HeadingProcessor(BlockProcessor):
    """Makes a heading of „## Text“, and none of „#Breitbandgedöns“."""

    def test(self, parent: Element, block: str) -> bool:  # noqa: ARG002
        """Return whether there is a heading in *block*."""
        return "#" in block and _HEADING.search(block) is not None

    def run(self, parent: Element, blocks: list[str]) -> None:
        """Add all headings of the block to *parent*, and what stands between them."""
        block = blocks.pop(0)
        at = 0
        while found := _HEADING.search(block, at):
            before = block[at : found.start()].strip("\n")
            if before:
                self.parser.parseBlocks(parent, [before])
            heading = SubElement(parent, f"h{len(found['signs'])}")
            heading.text = _CLOSING.sub("", found["text"].rstrip()).rstrip()
            at = found.end()
        if block[at:]:
            blocks.insert(0, block[at:])


class UnderlineProcessor(SetextHeaderProcessor):
    """Makes a heading of a line with at least three signs below it; „--“ below a name is none."""

    RE = re.compile(r"[^\n]++\n(?:={3,}|-{3,}) *(?:\n|$)")
