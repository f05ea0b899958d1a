"""Sentences: where in a block one ends and the next begins, each with its line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from plugins.editorial.prose import Block

# A full stop after one of these, after a number or within an abbreviation ends no sentence.
_NO_END = re.compile(
    r"(?:\b(?:Abs|Art|bzw|ca|Dr|etc|evtl|ggf|inkl|max|min|Mio|Mrd|Nr|Prof|S|St|Str|Tel|usw|vgl|z|B|d|h|u|a|o|i|R|Ä)"
    r"|\b\d{1,4})\.$"
)
_END = re.compile(r"(?<=[.!?…])[“\"»)]*(?=\s+[„\"»(]?[A-ZÄÖÜ0-9])|(?<=[.!?…])[“\"»)]*\s*$")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: its words on one line, and the line of the file in which it begins."""

    text: str
    line: int

    @property
    def words(self) -> int:
        """How many words it has; a dash is none."""
        return sum(any(sign.isalnum() for sign in word) for word in self.text.split())


def sentences(block: Block) -> Iterator[Sentence]:
    """Yield the sentences of *block*; what has no sign at its end is one as well."""
    text, begin, line = "", 0, block.line
    for row in block.lines:
        if not text.strip():
            text, line = "", row.number
        text = f"{text} {row.text}".strip()
        begin = 0
        for end in _END.finditer(text):
            piece = text[begin : end.end()].strip()
            if piece and not _NO_END.search(piece):
                yield Sentence(piece, line)
                begin, line = end.end(), row.number
        text = text[begin:]
    if text.strip():
        yield Sentence(text.strip(), line)
