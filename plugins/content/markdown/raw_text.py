"""Raw text: pieces of HTML within code or attributes become text again."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import HTML_PLACEHOLDER_RE, STX, AtomicString

from plugins.content.markdown.html.pieces import RawPiece


class FenceRestoring(Preprocessor):
    """Makes text again of pieces that a block of code between fences has swallowed."""

    def __init__(self, pieces: Mapping[int, RawPiece], md: Markdown) -> None:
        super().__init__(md)
        self._pieces = pieces

    def run(self, lines: list[str]) -> list[str]:
        """Restore the blocks of code that Markdown has set aside."""
        blocks, pieces = self.md.htmlStash.rawHtmlBlocks, self._pieces
        for number, block in enumerate(blocks):
            if pieces and number not in pieces and isinstance(block, str) and STX in block:
                blocks[number] = HTML_PLACEHOLDER_RE.sub(lambda match: _escaped(pieces, match), block)
        return lines


def _escaped(pieces: Mapping[int, RawPiece], match: re.Match[str]) -> str:
    piece = pieces.get(int(match[1]))
    return match[0] if piece is None else escape(piece.source, quote=False)


class CodeRestoring(Treeprocessor):
    """Makes text again of pieces in code and in attributes."""

    def __init__(self, pieces: Mapping[int, RawPiece], md: Markdown) -> None:
        super().__init__(md)
        self._pieces = pieces

    def run(self, root: Element) -> None:
        """Restore the tree's code and attributes."""
        if not self._pieces:
            return
        for element in root.iter():
            for name, value in element.items():
                if STX in value:
                    element.set(name, HTML_PLACEHOLDER_RE.sub(self._source, value))
            if element.tag == "code" and element.text and STX in element.text:
                element.text = AtomicString(HTML_PLACEHOLDER_RE.sub(self._source, element.text))

    def _source(self, match: re.Match[str]) -> str:
        piece = self._pieces.get(int(match[1]))
        return match[0] if piece is None else piece.source
