"""Blocks: indentation makes no code, and headings need a blank behind their signs."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, SubElement

from markdown.blockprocessors import BlockProcessor, SetextHeaderProcessor
from markdown.extensions.def_list import DefListProcessor

_INDENTATION = re.compile("^ +", re.MULTILINE)
_HEADING = re.compile(r"(?:\A|(?<=\n))(?P<signs>#{1,6})[ \t]+(?P<text>[^\s#][^\n]*|#+[^\s#][^\n]*)(?:\n|$)")
_HELD = " " * 4
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


class ExplanationProcessor(BlockProcessor):
    """Adds indented blocks to the explanation above them.

    They come all at once: a list may go on behind an empty line.
    """

    def test(self, parent: Element, block: str) -> bool:
        """Return whether *block* belongs to an explanation."""
        return block.startswith(_HELD) and len(parent) > 0 and parent[-1].tag == "dl"

    def run(self, parent: Element, blocks: list[str]) -> None:
        """Add all blocks that belong to the last explanation in *parent*."""
        explanation, taken = parent[-1][-1], []
        while blocks and (not blocks[0].strip("\n") or blocks[0].lstrip("\n").startswith(_HELD)):
            lines = blocks.pop(0).strip("\n").split("\n")
            taken.append("\n".join(line.removeprefix(_HELD) for line in lines))
        if explanation.text and explanation.text.strip():
            paragraph = Element("p")
            paragraph.text, explanation.text = explanation.text, None
            explanation.insert(0, paragraph)
        self.parser.state.set("looselist")
        self.parser.parseChunk(explanation, "\n\n".join(filter(None, taken)))
        self.parser.state.reset()


class HeadingProcessor(BlockProcessor):
    """Makes a heading of „## Text“, and none of „#Sommerfest“."""

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
    """Makes a heading of a line with at least three signs below it; „--“ below a name is none.

    Dashes below a sentence are a rule, as they are below several lines: no title ends in a full stop.
    """

    RE = re.compile(r"(?:[^\n]++\n={3,}|[^\n]*[^\n.,;: ] *\n-{3,}) *(?:\n|$)")

    def run(self, parent: Element, blocks: list[str]) -> None:
        """Add the heading, and all right behind it: each one alone would cost the rest."""
        block, at = blocks.pop(0), 0
        while (found := self.RE.match(block, at)) and (at == 0 or block[at].isalpha()):
            text, underline = found[0].split("\n")[:2]
            SubElement(parent, "h1" if underline.startswith("=") else "h2").text = text.strip()
            at = found.end()
        if block[at:]:
            blocks.insert(0, block[at:])
