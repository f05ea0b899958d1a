"""Abbreviations: all definitions in a block are taken at once, and not one after the other."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from markdown.extensions.abbr import AbbrBlockprocessor

if TYPE_CHECKING:
    from markdown import Markdown

_EMPTY = ("''", '""')


class AbbreviationProcessor(AbbrBlockprocessor):
    """Markdown's own, in time that grows with the block."""

    def test(self, parent: Element, block: str) -> bool:  # noqa: ARG002 - Python-Markdown's signature
        """Return whether *block* could define one."""
        return "*[" in block

    def run(self, parent: Element, blocks: list[str]) -> bool:  # noqa: ARG002 - Python-Markdown's signature
        """Note the abbreviations of a block, and leave what stands around them to others."""
        block, at = blocks[0], 0
        rest: list[str] = []
        for match in self.RE.finditer(block):
            if self._note(match):
                rest.append(block[at : match.start()])
                at = match.end()
        if not rest:
            return False
        blocks[:1] = [part.strip("\n") for part in [*rest, block[at:]] if part.strip()]
        return True

    def _note(self, match: re.Match[str]) -> bool:
        name, title = match["abbr"].strip(), match["title"].strip()
        if title in _EMPTY:
            self.abbrs.pop(name, None)
        elif name and title:
            self.abbrs[name] = title
        return bool(name and title)


def register_abbreviations(md: Markdown) -> None:
    """Take the place of Markdown's own, which must be there."""
    own = md.parser.blockprocessors["abbr"]
    md.parser.blockprocessors.register(AbbreviationProcessor(md.parser, own.abbrs), "abbr", 16)  # type: ignore[attr-defined]
