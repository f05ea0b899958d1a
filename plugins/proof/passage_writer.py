"""Passage writer: collects the words of a text as passages, those of footnotes apart."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plugins.proof.definitions import Definitions
from plugins.proof.inline_words import inline_text
from plugins.proof.passages import Passage
from plugins.proof.words import mark


class PassageWriter:
    """What has been read of a text: its passages, and the paragraph that goes on.

    ``into`` are the passages to which the next one is added, the text's or those of a footnote.
    """

    def __init__(self, defined: Definitions, first_line: int) -> None:
        self.paragraph: list[str] = []
        self._paragraph_line = 0
        self._defined, self._first = defined, first_line
        self._main: list[Passage] = []
        self._notes: dict[str, list[Passage]] = {}
        self._abbreviations: dict[str, str] = {}
        self.into = self._main

    @property
    def last_line(self) -> str:
        """The last line of the paragraph, "" without one."""
        return self.paragraph[-1] if self.paragraph else ""

    def drop_break(self) -> None:
        """Take the sign of a line break from the end of the paragraph."""
        if self.paragraph:
            self.paragraph[-1] = self.paragraph[-1].removesuffix("\\")

    def add(self, number: int, text: str) -> None:
        """Add the line with this *number* to the paragraph."""
        if not self.paragraph:
            self._paragraph_line = number
        self.paragraph.append(text)

    def flush(self) -> None:
        """End the paragraph."""
        if self.paragraph:
            self.put(self._paragraph_line, inline_text("\n".join(self.paragraph), self._defined))
            self.paragraph.clear()

    def put(self, number: int, text: str) -> None:
        """Add words that begin in the line with this *number*."""
        self.into.append(Passage(self._first + number, text))

    def put_row(self, number: int, row: str) -> None:
        """Add the row of a table."""
        self.put(number, inline_text(row, self._defined, is_row=True))

    def begin_note(self, label: str) -> None:
        """Let what follows belong to a footnote."""
        self.into = self._notes.setdefault(label, [])

    def end_note(self) -> None:
        """Let what follows belong to the text."""
        self.into = self._main

    def define(self, short: str, meaning: str) -> None:
        """Note what an abbreviation means."""
        self._abbreviations[short] = meaning

    def finish(self) -> list[Passage]:
        """Return all passages: the text, and what stands elsewhere on the page."""
        self._abbreviations |= self._defined.abbreviations
        return [*self._main, *self._written_notes(), *self._meanings()]

    def _written_notes(self) -> Iterator[Passage]:
        for label, passages in self._notes.items():
            yield Passage(passages[0].line if passages else 1, mark("note", label))
            yield from passages

    def _meanings(self) -> Iterator[Passage]:
        whole = "\n".join(passage.text for passage in self._main) if self._abbreviations else ""
        for short in sorted(self._abbreviations):
            if re.search(rf"\b{re.escape(short)}\b", whole):
                yield Passage(self._first, f"{short} {self._abbreviations[short]}")
