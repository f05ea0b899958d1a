"""Source words: a Markdown text as a person reads it, in pieces that know their lines.

It is written apart from the converter and shares nothing with it. What is left out is listed here, once: signs that
make headings, quotations, points of lists, fences, tables and emphasis; targets of links; tags; comments; attributes in
braces; definitions of references and abbreviations. Numbers of lists are kept as they were typed; only where every
point has the same number, Markdown's own habit, they count up.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from plugins.proof.comments import CommentStripper
from plugins.proof.definitions import NOTE, REFERENCE, find_definitions
from plugins.proof.directive_words import DirectiveReader
from plugins.proof.embed_words import embed_in, find_unnamed, is_short_address, replace_codes
from plugins.proof.list_points import POINT, PointReader
from plugins.proof.passage_writer import PassageWriter
from plugins.proof.passages import Passage
from plugins.proof.table_heads import is_below_head
from plugins.proof.verbatim import FENCE, PRE, end_of_fence, end_of_preformatted, read_fenced, read_preformatted
from plugins.proof.words import CLOSE, mark, without_invisible

_ABBREVIATION = re.compile(r"^ {0,3}\*\[([^\]]+)\][ ]?:[ ]*(.*)$")
_RULE = re.compile(r"^\s{0,3}([-*_])[ \t]*(?:\1[ \t]*){2,}$")
_UNDERLINE = re.compile(r"^\s{0,3}(?:=+|-{3,})\s*$")
_HEADING = re.compile(r"^\s*#{1,6}[ \t]+(?=#*[^\s#])(.*?)(?:[ \t]+#+)?[ \t]*(\{[:#.][^}\n]*\})?[ \t]*$")
_QUOTE = re.compile(r"^(?:\s{0,3}>[ ]?)+")
_MEANING = re.compile(r"^\s{0,3}:[ \t]+(?=\S)")
_ATTRIBUTES = re.compile(r"^\s*\{[:#.][^}\n]*\}\s*$")
_HELD = 4  # blanks before what belongs to a footnote


def source_passages(text: str, first_line: int = 1, embeds: Sequence[str] = ()) -> list[Passage]:
    """Return the words of a Markdown *text* in the order in which a page shows them.

    Args:
        text: Markdown.
        first_line: The line of the file in which it begins.
        embeds: What identifies each embed of the page: an address that holds one of them has become that embed.
    """
    return _Reader(text, first_line, embeds).read()


class _Reader:
    """Reads a text line by line."""

    def __init__(self, text: str, first_line: int, embeds: Sequence[str]) -> None:
        text = without_invisible(text.replace("\r\n", "\n"))
        self._unnamed = find_unnamed(text, embeds) if embeds else []
        text = replace_codes(text, embeds)
        self._lines = text.split("\n")
        self._number = 0
        self._depth = 0  # of the quotation that goes on
        self._embeds = sorted(filter(None, embeds), key=len, reverse=True)
        self._comments = CommentStripper()
        self._last_line = self._last_words = ""  # the line that is read, and the one before that held words
        self._after_blank = True
        self._after_embed = False
        self._unclosed: set[tuple[str, int]] = set()
        self._defined = find_definitions(text)
        self._writer = PassageWriter(self._defined, first_line)
        self._points = PointReader(self._writer, self._lines)
        self._directives = DirectiveReader(self._writer)

    def read(self) -> list[Passage]:
        while self._number < len(self._lines):
            line = self._lines[self._number]
            if self._comments.is_open or "<!--" in line:
                line = self._comments.strip(line)
            self._read_line(line)
            self._number += 1
        self._writer.flush()
        self._points.count_up()
        return self._writer.finish()

    def _read_line(self, line: str) -> None:
        if line[:2].isalpha() and not self._embeds:  # most lines: no sign begins so
            self._read_plain(line)
            return
        if not line.strip():
            self._writer.flush()
            self._after_blank, self._depth = True, 0
            return
        depth = 0
        if (quote := _QUOTE.match(line)) is not None:
            depth, line = quote[0].count(">"), line[quote.end() :]
            if depth > self._depth or not line.strip():
                self._writer.flush()
            self._depth = depth
            if not line.strip():
                return
        indent = _indent(line)
        point = POINT.match(line)
        if self._directives.is_in_address and not line.startswith("///"):
            self._writer.add(self._number, line.strip())
            return
        self._end_gap(indent, is_point=point is not None)
        if (fence := FENCE.match(line)) is not None and self._read_fence(fence[1], depth):
            return
        self._last_words, self._last_line = self._last_line, line.strip()
        if self._read_special(line):
            return
        self._after_embed = False
        if point is not None and self._directives.is_in_figures:
            self._writer.put_row(self._number, line[point.end() :])
            return
        if point is not None and self._points.read(self._number, point, indent, self._last_words):
            return
        if meaning := _MEANING.match(line):
            self._writer.flush()
            line = line[meaning.end() :]
        self._writer.add(self._number, line.strip())

    def _read_plain(self, line: str) -> None:
        self._end_gap(0)
        self._last_words, self._last_line = self._last_line, line.strip()
        self._after_embed = False
        self._writer.add(self._number, self._last_line)

    def _end_gap(self, indent: int, *, is_point: bool = False) -> None:
        """After an empty line, end the lists and the footnote that the next line does not belong to."""
        if self._after_blank and not is_point:
            self._points.end(indent)
        if self._after_blank and indent < _HELD:
            self._writer.end_note()
        self._after_blank = False

    def _read_special(self, line: str) -> bool:
        """Read a line that is no plain text; return False if it is one."""
        first = line.lstrip()[:1]
        if line.startswith("///") and self._directives.read(self._number, line):
            self._points.end_all()
            self._writer.end_note()
        elif first == "#" and (heading := _HEADING.match(line)):
            self._writer.flush()
            self._points.end_all()
            self._writer.end_note()
            self._writer.add(self._number, heading[1])
            self._writer.flush()
        elif first in "=-" and len(self._writer.paragraph) == 1 and _UNDERLINE.match(line):
            self._writer.flush()
        elif first in "-*_" and _RULE.match(line):
            self._writer.flush()
            self._points.end_all()
        elif first in "|:-" and "|" in line and is_below_head(line, self._writer.last_line):
            self._read_rows()
        elif first == "[" and self._read_definition(line):
            return True
        elif first == "*" and (short := _ABBREVIATION.match(line)):
            self._writer.define(short[1], short[2].strip())
        elif first in "{<" and (self._is_attributes(line) or self._read_preformatted(line)):
            return True
        elif self._embeds and (name := self._embed_in(line)):
            self._read_embed(name)
            return True
        else:
            return False
        return True

    def _read_embed(self, name: str) -> None:
        self._writer.drop_break()  # the embed breaks the line as well
        self._writer.flush()
        self._writer.put(self._number, mark("embed", name))
        self._after_embed = True

    def _is_attributes(self, line: str) -> bool:
        """Return whether the line gives attributes to the words above it; an embed takes none."""
        is_free = self._after_embed or not self._writer.paragraph or CLOSE in self._writer.last_line
        return _ATTRIBUTES.match(line) is not None and not is_free

    def _read_definition(self, line: str) -> bool:
        if note := NOTE.match(line):
            self._writer.flush()
            self._points.end_all()
            self._writer.begin_note(note[1])
            self._writer.add(self._number, note[2].strip())
            return True
        if REFERENCE.match(line):
            self._writer.flush()
            return True
        return False

    def _embed_in(self, line: str) -> str:
        name = embed_in(line, self._embeds, self._defined.addresses)
        return self._unnamed.pop(0) if not name and self._unnamed and is_short_address(line) else name

    def _read_preformatted(self, line: str) -> bool:
        """Read preformatted text between raw tags as it is; return False if it is none."""
        if PRE.match(line) is None:
            return False
        self._writer.flush()
        begin, self._number = self._number, end_of_preformatted(self._lines, self._number)
        for number in range(begin, self._number + 1):
            self._writer.put(number, read_preformatted(self._lines[number]))
        return True

    def _read_fence(self, signs: str, depth: int) -> bool:
        """Read what stands between two fences as it is; return False if there is no second one."""
        if (signs[0], len(signs)) in self._unclosed:
            return False
        end = end_of_fence(self._lines, self._number, signs)
        if end is None:
            self._unclosed.add((signs[0], len(signs)))  # nor is there one below
            return False
        self._writer.flush()
        begin = self._number + 1
        self._writer.put(begin, read_fenced(self._lines[begin:end], depth))
        self._number = end
        return True

    def _read_rows(self) -> None:
        """Read a table, whose head is the latest line of the paragraph."""
        head = self._writer.paragraph.pop()
        at = self._number - 1
        self._writer.flush()
        self._writer.put_row(at, head)
        while self._number + 1 < len(self._lines) and "|" in self._lines[self._number + 1]:
            self._number += 1
            row = self._lines[self._number]
            self._writer.put_row(self._number, _QUOTE.sub("", self._comments.strip(row) if "<!--" in row else row))


def _indent(line: str) -> int:
    whole = line.expandtabs(4)
    return len(whole) - len(whole.lstrip())
