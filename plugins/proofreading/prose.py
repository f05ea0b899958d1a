"""Prose: the readable text of a Markdown body, block by block, as plain data with lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ProseLine:
    """The words of one line: no marks, no code, no HTML, nothing in another language."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class ProseBlock:
    """A paragraph, heading, list item or table cell; headings have a ``level`` from 1 to 6.

    ``strong`` holds the texts in bold, ``is_strong`` is whether there is no other. ``is_easy`` is whether it belongs to
    a summary in Leichte Sprache.
    """

    kind: str
    lines: tuple[ProseLine, ...]
    level: int = 0
    strong: tuple[str, ...] = ()
    is_strong: bool = False
    is_easy: bool = False

    @property
    def line(self) -> int:
        """The line in which it begins."""
        return self.lines[0].number

    @property
    def text(self) -> str:
        """All of it on one line."""
        return " ".join(" ".join(line.text for line in self.lines).split())


@dataclass(frozen=True, slots=True)
class TextLink:
    """A link: target, text and line; ``bare`` if it is only an address in running text.

    ``alone`` is an address that has a line to itself; it may be an embed. ``swapped`` is the text of a link whose
    brackets are the wrong way round, (text)[address].
    """

    target: str
    text: str
    line: int
    bare: bool = False
    alone: bool = False
    swapped: str = ""


@dataclass(frozen=True, slots=True)
class TextImage:
    """A picture in a text; ``marked`` is whether somebody wrote an empty alternative on purpose.

    ``is_link`` is whether it stands in the text of a link.
    """

    src: str
    alt: str
    line: int
    marked: bool = False
    is_link: bool = False


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A line of running text or raw HTML as it was typed.

    The signs of a list or quotation are left out. ``is_top`` is whether it stands in a
    paragraph of its own, where an address may be an embed.
    """

    line: int
    text: str
    is_top: bool = False


@dataclass(frozen=True, slots=True)
class Prose:
    """The blocks, links and pictures of a body, in their order, and its rows with an address."""

    blocks: tuple[ProseBlock, ...] = ()
    links: tuple[TextLink, ...] = ()
    pictures: tuple[TextImage, ...] = ()
    rows: tuple[SourceRow, ...] = ()


# A full stop after one of these, after a number that is no year or within an abbreviation ends no sentence.
_NO_END = re.compile(
    r"(?:\b(?:Abs|Art|bzw|ca|Dr|etc|evtl|ggf|inkl|max|min|Mio|Mrd|Nr|Prof|S|St|Str|Tel|usw|vgl|z|B|d|h|u|a|o|i|R|Ä)"
    r"|\b\d{1,3})\.$"
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


def split_sentences(block: ProseBlock) -> Iterator[Sentence]:
    """Yield the sentences of *block*; text without a sign at its end is one as well."""
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
