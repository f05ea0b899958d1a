"""Directive words: the words in the lines that open and close directives, and their places.

The name is read nowhere. What stands behind „|“ is read where it was typed, or, as a caption is, below the rest.
"""

from __future__ import annotations

import re

from plugins.proof.passage_writer import PassageWriter

_OPENING = re.compile(r"(/{3,})[ \t]*([^\s|/][^|/]*?)[ \t]*(?:\|(.*))?")
_CLOSING = re.compile(r"(/{3,})[ \t]*")
_CAPTIONED = ("zitat", "bild-rechts", "bild-links")
_FIGURES = "zahlen"


class DirectiveReader:
    """Reads the lines that open and close directives."""

    def __init__(self, writer: PassageWriter) -> None:
        self._writer = writer
        self._open: list[tuple[str, str, int, str]] = []  # signs, name, line, and what is to be read below

    @property
    def is_in_figures(self) -> bool:
        """Whether bars separate words in the line that is read."""
        return bool(self._open) and self._open[-1][1] == _FIGURES

    def read(self, number: int, line: str) -> bool:
        """Read the *line* with this *number*; return False if it is none of a directive."""
        if closing := _CLOSING.fullmatch(line):
            return self._close(closing[1])
        if not (opening := _OPENING.fullmatch(line)):
            return False
        self._writer.flush()
        name, words = opening[2].lower(), (opening[3] or "").strip()
        is_below = name in _CAPTIONED
        if words and not is_below:
            self._put(number, words)
        self._open.append((opening[1], name, number, words if is_below else ""))
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
