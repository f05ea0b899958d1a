"""Directive words: the words in the lines that open and close directives, and their places.

The name is read nowhere. What stands behind „|“ is read where it was typed, or, as a caption is, below the rest.
"""

from __future__ import annotations

import re

from plugins.core.urls import slugify
from plugins.proof.passage_writer import PassageWriter

_SIGNS = re.compile("/{3,}")
_CAPTIONED = ("zitat", "bild-rechts", "bild-links")
_FIGURES, _ADDRESS = "zahlen", "anschrift"


class DirectiveReader:
    """Reads the lines that open and close directives."""

    def __init__(self, writer: PassageWriter) -> None:
        self._writer = writer
        self._open: list[tuple[str, str, int, str]] = []  # signs, name, line, and what is to be read below

    @property
    def is_in_figures(self) -> bool:
        """Whether bars separate words in the line that is read."""
        return bool(self._open) and self._open[-1][1] == _FIGURES

    @property
    def is_in_address(self) -> bool:
        """Whether every sign of the line is read, also those of lists and headings."""
        return bool(self._open) and self._open[-1][1] == _ADDRESS

    def read(self, number: int, line: str) -> bool:
        """Read the *line* with this *number*; return False if it is none of a directive."""
        found = _SIGNS.match(line)
        if found is None:
            return False
        rest = line[found.end() :].strip()
        if not rest:
            return self._close(found[0])
        self._writer.flush()
        name, _, words = (part.strip() for part in rest.partition("|"))
        name = slugify(name)
        is_below = name in _CAPTIONED
        if words and not is_below:
            self._put(number, words)
        self._open.append((found[0], name, number, words if is_below else ""))
        return True

    def _close(self, signs: str) -> bool:
        self._writer.flush()
        while self._open:
            opened, _, number, words = self._open.pop()
            if words:
                self._put(number, words)
            if opened == signs:
                return True
        return False

    def _put(self, number: int, words: str) -> None:
        self._writer.add(number, words)
        self._writer.flush()
