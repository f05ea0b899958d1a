"""Raw blocks: a block of HTML ends the paragraph or the list before it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.etree.ElementTree import Element, SubElement

from markdown.blockprocessors import BlockProcessor
from markdown.util import HTML_PLACEHOLDER_RE, STX

from plugins.content.markdown.html.pieces import RawPiece
from plugins.content.markdown.markers import may_hold_marker


class RawBlocks(BlockProcessor):
    """Block processor that lets a block of HTML end the paragraph or list before it."""

    def __init__(self, pieces: Mapping[int, RawPiece], parser: object) -> None:
        super().__init__(parser)  # type: ignore[arg-type]
        self._pieces = pieces

    def test(self, parent: Element, block: str) -> bool:  # noqa: ARG002 - Python-Markdown's signature
        """Return whether *block* holds a block of HTML."""
        return STX in block and any(self._is_block(match) for match in HTML_PLACEHOLDER_RE.finditer(block))

    def run(self, parent: Element, blocks: list[str]) -> bool | None:
        """Take the next block apart."""
        block = blocks.pop(0)
        if (match := HTML_PLACEHOLDER_RE.fullmatch(block.strip())) and self._is_block(match):
            SubElement(parent, "p").text = match[0]
            return None
        parts = self._split(block)
        if len(parts) == 1:
            blocks.insert(0, block)
            return False
        blocks[0:0] = parts
        return None

    def _split(self, block: str) -> list[str]:
        """Return *block* in parts: pieces that stand on their own, and what is between them."""
        parts, at = [], 0
        for match in HTML_PLACEHOLDER_RE.finditer(block):
            if not self._is_block(match) or self._is_of_list(block, at, match.start()):
                continue
            parts += [block[at : match.start()], match[0]]
            at = match.end()
        return [part.strip("\n") for part in [*parts, block[at:]] if part.strip()] if parts else [block]

    @staticmethod
    def _is_of_list(block: str, begin: int, end: int) -> bool:
        """Return whether the place *end* is indented below a list that *block* holds."""
        indentation = block[max(begin, block.rfind("\n", begin, end) + 1) : end]
        return len(indentation) > 1 and not indentation.strip() and may_hold_marker(block[begin:end])

    def _is_block(self, match: re.Match[str]) -> bool:
        piece = self._pieces.get(int(match[1]))
        return piece is not None and piece.is_block
