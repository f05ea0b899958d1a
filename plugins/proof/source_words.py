"""Source words: a Markdown text as a person reads it, in pieces that know their lines.

It is written apart from the converter and shares nothing with it. What is left out is listed here, once: signs that
make headings, quotations, points of lists, fences, tables and emphasis; targets of links; tags; comments; attributes in
braces; definitions of references and abbreviations. Numbers of lists are kept as they were typed; only where every
point has the same number, Markdown's own habit, they count up.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from html import unescape

from plugins.core.dates import MONTHS
from plugins.proof.embed_words import embed_in, find_unnamed, is_short_address, replace_codes
from plugins.proof.inline_words import Definitions, inline_text
from plugins.proof.words import CLOSE, mark, without_invisible

_REFERENCE = re.compile(
    r"^(?: {0,3}>)* {0,3}\[(?!\^)([^\]\n]+)\]:[ \t]*(<[^>\n]*>|(?=\S*(?:[/#]|:\S|\.\w))\S+)[ \t]*"
    r"(?:\n?[ \t]+([\"'(][^\n]*[\"')]))?[ \t]*$",
    re.MULTILINE,
)
_NOTE = re.compile(r"^ {0,3}\[\^([^\]\s]+)\]:[ \t]*(.*)$")
_ABBREVIATION = re.compile(r"^ {0,3}\*\[([^\]]+)\][ ]?:[ ]*(.*)$")
_FENCE = re.compile(r"^\s*(`{3,}|~{3,})\s*([^`\n=\"]*)$")
_RULE = re.compile(r"^\s{0,3}([-*_])[ \t]*(?:\1[ \t]*){2,}$")
_UNDERLINE = re.compile(r"^\s{0,3}(?:=+|-{3,})\s*$")
_HEADING = re.compile(r"^\s*#{1,6}[ \t]+(?=#*[^\s#])(.*?)(?:[ \t]+#+)?[ \t]*(\{[:#.][^}\n]*\})?[ \t]*$")
_DELIMITER = re.compile(r"^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$")
_QUOTE = re.compile(r"^(?:\s{0,3}>[ ]?)+")
_POINT = re.compile(r"^([ \t]*)(?:([-*+•·–\uf076\uf0a7\uf0b7\uf0d8\uf0fc])|(\d{1,9})[.)]|([a-zA-Z])\))(?:[ \t]+|$)")
# With a minus, or between dashes as in an address.
_DASHED = re.compile(r"(?:[0-9][0-9.,]*+ ?(?:°C?|%|€|Euro|EUR|Grad)|.* [-–])[ ]*")
_BOX = re.compile(r"^\[([ xX])\](?=\s)")
_MEANING = re.compile(r"^\s{0,3}:[ \t]+(?=\S)")
_ATTRIBUTES = re.compile(r"^\s*\{[:#.][^}\n]*\}\s*$")
_HELD = 4  # blanks before what belongs to a footnote
_PRE = re.compile(r"\s*<pre\b", re.IGNORECASE)
_COMMENT_END = re.compile(r"--!?>|(?<=<!--)-?>")
_END = re.compile(r"</([a-z][a-z0-9-]*)")
_TAG = re.compile(r"<[^>\n]*>")
_CODE = re.compile(r"(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)")
_ESCAPED = re.compile(r"\\.")
_FENCED = re.compile(r"^[ \t>]*(`{3,}|~{3,})[^`\n]*\n.*?\n[ \t>]*\1[`~]*[ \t]*$", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Passage:
    """Words with the line in which they begin; each line end among them is one of the file."""

    line: int
    text: str


@dataclass(slots=True)
class _Marker:
    """The typed number of a point, and the passage that begins with it."""

    at: int
    number: int
    passages: list[Passage]


@dataclass(slots=True)
class _Runs:
    """The ordered lists that are open, by the blanks before their markers."""

    open: dict[int, list[_Marker]] = field(default_factory=dict)
    all: list[list[_Marker]] = field(default_factory=list)

    def add(self, indent: int, marker: _Marker) -> None:
        self.end(indent + 1)
        nearest = next((known for known in self.open if abs(known - indent) <= 1), None)
        if nearest is None:
            self.open[indent] = []
            self.all.append(self.open[indent])
            nearest = indent
        self.open[nearest].append(marker)

    def end(self, indent: int) -> None:
        """End the lists whose markers stand as far in as *indent*, or farther."""
        for known in [known for known in self.open if known >= indent]:
            del self.open[known]

    def count_up(self) -> None:
        """Let lists count of which every point has a one; where numbers fall, another list begins."""
        for run in self.all:
            begins = [at for at, marker in enumerate(run) if not at or marker.number < run[at - 1].number]
            for begin, end in zip(begins, [*begins[1:], len(run)], strict=True):
                several = run[begin:end]
                if all(marker.number == 1 and not _is_day(marker) for marker in several):
                    _count(several)


def _count(markers: Sequence[_Marker]) -> None:
    for number, marker in enumerate(markers, 1):
        old = marker.passages[marker.at]
        marker.passages[marker.at] = replace(old, text=old.text.replace("1", str(number), 1))


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
        self._number, self._first = 0, first_line
        self._depth = 0  # of the quotation that goes on
        self._embeds = sorted(filter(None, embeds), key=len, reverse=True)
        self._main: list[Passage] = []
        self._notes: dict[str, list[Passage]] = {}
        self._abbreviations: dict[str, str] = {}
        self._into = self._main
        self._paragraph: list[str] = []
        self._paragraph_line = 0
        self._runs = _Runs()
        self._last_line = self._last_words = ""  # the line that is read, and the one before that held words
        self._after_blank = True
        self._after_embed = self._in_comment = self._in_dashes = False
        self._unclosed: set[tuple[str, int]] = set()
        self._defined = self._definitions(text)

    def _definitions(self, text: str) -> Definitions:
        ended = frozenset(_END.findall(text.lower())) if "</" in text else frozenset()
        if "]:" not in text:
            return Definitions(ended=ended)
        text = _FENCED.sub("", text)
        found = [(" ".join(one[1].lower().split()), one) for one in _REFERENCE.finditer(text)]
        references = {label: (one[3] or "")[1:-1] for label, one in found}
        addresses = {label: one[2].strip("<>") for label, one in found}
        notes = frozenset(one[1] for line in text.split("\n") if (one := _NOTE.match(line)))
        return Definitions(references, addresses, notes, ended)

    def read(self) -> list[Passage]:
        while self._number < len(self._lines):
            line = self._lines[self._number]
            if self._in_comment or "<!--" in line:
                line = self._without_comments(line)
            self._read_line(line)
            self._number += 1
        self._flush()
        self._runs.count_up()
        self._abbreviations |= self._defined.abbreviations
        return [*self._main, *self._moved()]

    def _moved(self) -> list[Passage]:
        """Return what stands elsewhere on the page: footnotes, and what abbreviations mean."""
        found: list[Passage] = []
        for label in self._notes:
            found += [Passage(self._notes[label][0].line if self._notes[label] else 1, mark("note", label))]
            found += self._notes[label]
        whole = "\n".join(passage.text for passage in self._main) if self._abbreviations else ""
        for short in sorted(self._abbreviations):
            if re.search(rf"\b{re.escape(short)}\b", whole):
                found.append(Passage(self._first, f"{short} {self._abbreviations[short]}"))
        return found

    def _without_comments(self, line: str) -> str:
        kept, at = "", 0
        while True:
            if self._in_comment:
                end = _COMMENT_END.search(line, at)
                if end is None:
                    return kept
                at, self._in_comment = end.end(), False
            begin = line.find("<!--", at)
            if begin < 0:
                return kept + line[at:]
            if any(code.start() < begin < code.end() for code in _CODE.finditer(line)):  # there, it is read
                kept, at = kept + line[at : begin + 4], begin + 4
                continue
            kept, at, self._in_comment = kept + line[at:begin], begin + 4, True

    def _read_line(self, line: str) -> None:
        if not line.strip():
            self._flush()
            self._after_blank, self._depth = True, 0
            return
        depth = 0
        if (quote := _QUOTE.match(line)) is not None:
            depth, line = quote[0].count(">"), line[quote.end() :]
            if depth > self._depth or not line.strip():
                self._flush()
            self._depth = depth
            if not line.strip():
                return
        indent = _indent(line)
        point = _POINT.match(line)
        if self._after_blank and point is None:
            self._runs.end(indent)
            self._in_dashes = False
        if self._after_blank and self._into is not self._main and indent < _HELD:
            self._into = self._main
        self._after_blank = False
        if (fence := _FENCE.match(line)) is not None and self._read_fence(fence, depth):
            return
        self._last_words, self._last_line = self._last_line, line.strip()
        if self._read_special(line):
            return
        self._after_embed = False
        if point is not None and self._begins_point(line, point):
            self._read_point(line, point, indent)
            return
        if meaning := _MEANING.match(line):
            self._flush()
            line = line[meaning.end() :]
        self._add(line.strip())

    def _read_special(self, line: str) -> bool:
        """Read a line that is no plain text; return False if it is one."""
        first = line.lstrip()[:1]
        if first == "#" and (heading := _HEADING.match(line)):
            self._flush()
            self._runs.end(0)
            self._into = self._main
            self._add(heading[1])
            self._flush()
        elif first in "=-" and len(self._paragraph) == 1 and _UNDERLINE.match(line):
            self._flush()
        elif first in "-*_" and _RULE.match(line):
            self._flush()
            self._runs.end(0)
        elif first in "|:-" and "|" in line and self._is_below_head(line):
            self._read_rows()
        elif first == "[" and self._read_definition(line):
            return True
        elif first == "*" and (short := _ABBREVIATION.match(line)):
            self._abbreviations[short[1]] = short[2].strip()
        elif first in "{<" and (self._is_attributes(line) or self._read_literal(line)):
            return True
        elif self._embeds and (name := self._embed_in(line)):
            if self._paragraph:
                self._paragraph[-1] = self._paragraph[-1].removesuffix("\\")  # the embed breaks the line as well
            self._flush()
            self._put(mark("embed", name))
            self._after_embed = True
            return True
        else:
            return False
        return True

    def _is_attributes(self, line: str) -> bool:
        """Return whether the line gives attributes to the words above it; an embed takes none."""
        is_free = self._after_embed or not self._paragraph or CLOSE in self._paragraph[-1]
        return _ATTRIBUTES.match(line) is not None and not is_free

    def _read_definition(self, line: str) -> bool:
        if note := _NOTE.match(line):
            self._flush()
            self._runs.end(0)
            self._into = self._notes.setdefault(note[1], [])
            self._add(note[2].strip())
            return True
        if _REFERENCE.match(line):
            self._flush()
            return True
        return False

    def _embed_in(self, line: str) -> str:
        name = embed_in(line, self._embeds, self._defined.addresses)
        return self._unnamed.pop(0) if not name and self._unnamed and is_short_address(line) else name

    def _read_literal(self, line: str) -> bool:
        """Read preformatted text between raw tags as it is; return False if it is none."""
        if _PRE.match(line) is None:
            return False
        self._flush()
        end = self._number
        while end + 1 < len(self._lines) and "</pre" not in self._lines[end].lower():
            end += 1
        for number in range(self._number, end + 1):
            self._into.append(Passage(self._first + number, unescape(_TAG.sub("", self._lines[number]))))
        self._number = end
        return True

    def _read_fence(self, fence: re.Match[str], depth: int) -> bool:
        """Read what stands between two fences as it is; return False if there is no second one.

        Within a quotation, its signs before each line are as many as the *depth*.
        """
        signs = fence[1]
        if (signs[0], len(signs)) in self._unclosed:
            return False
        closing = re.compile(rf"^\s*(?:>\s?)*\s*{re.escape(signs[0])}{{{len(signs)},}}\s*$")
        end = next((n for n in range(self._number + 1, len(self._lines)) if closing.match(self._lines[n])), None)
        if end is None:
            self._unclosed.add((signs[0], len(signs)))  # nor is there one below
            return False
        self._flush()
        begin = self._number + 1
        quote = re.compile(rf"^(?:\s{{0,3}}>[ ]?){{0,{depth}}}")
        self._into.append(Passage(self._first + begin, "\n".join(quote.sub("", one) for one in self._lines[begin:end])))
        self._number = end
        return True

    def _is_below_head(self, line: str) -> bool:
        """Return whether the line separates the head of a table, with as many cells, from its rows."""
        if not self._paragraph or _DELIMITER.match(line) is None:
            return False
        return _cells(self._paragraph[-1]) == _cells(line)

    def _read_rows(self) -> None:
        """Read a table, whose head is the latest line of the paragraph."""
        head = self._paragraph.pop()
        at = self._number - 1
        self._flush()
        self._put_row(head, at)
        while self._number + 1 < len(self._lines) and "|" in self._lines[self._number + 1]:
            self._number += 1
            row = self._lines[self._number]
            self._put_row(_QUOTE.sub("", self._without_comments(row) if "<!--" in row else row), self._number)

    def _put_row(self, row: str, number: int) -> None:
        self._into.append(Passage(self._first + number, inline_text(row, self._defined, is_row=True)))

    def _begins_point(self, line: str, point: re.Match[str]) -> bool:
        """Return whether the line begins a point of a list, and not merely a sentence with a sign."""
        sign, rest = point[2], line[point.end() :]
        if point[3] or point[4]:
            return True
        if not rest.strip():
            return False  # nothing but the sign: what was typed is the sign
        if (sign == "+" and rest[:1].isdigit()) or rest.startswith("= "):
            return False
        is_dashed = line.startswith("-") and _DASHED.fullmatch(rest) is not None
        if sign in "–·" or is_dashed:
            above = self._last_words
            below = self._lines[self._number + 1].strip() if self._number + 1 < len(self._lines) else ""
            is_beside = above.endswith(":") or below.startswith(sign if sign in "–·" else f"{sign} ")
            if is_dashed:
                return is_beside or above.startswith(f"{sign} ")
            self._in_dashes = self._in_dashes or is_beside
            return self._in_dashes
        return True

    def _read_point(self, line: str, point: re.Match[str], indent: int) -> None:
        self._flush()
        rest = line[point.end() :].strip()
        if box := _BOX.match(rest):
            rest = f"{'☐' if box[1] == ' ' else '☑'}{rest[box.end() :]}"
        if point[2]:
            self._runs.end(indent)
            inner = _POINT.match(rest)
            if inner is not None and self._begins_point(rest, inner):
                self._read_point(rest, inner, indent + len(point[0].lstrip()))
                return
            self._add(rest)
        elif point[3] and not (point[3][0] == "0" and len(point[3]) > 1):
            self._runs.add(indent, _Marker(len(self._into), int(point[3]), self._into))
            self._add(f"{int(point[3])}. {rest}")
        else:
            self._runs.end(indent)
            self._add(f"{point[3] or point[4]}. {rest}")

    def _add(self, text: str) -> None:
        if not self._paragraph:
            self._paragraph_line = self._number
        self._paragraph.append(text)

    def _put(self, text: str) -> None:
        self._into.append(Passage(self._first + self._number, text))

    def _flush(self) -> None:
        """End the paragraph."""
        if self._paragraph:
            text = inline_text("\n".join(self._paragraph), self._defined)
            self._into.append(Passage(self._first + self._paragraph_line, text))
            self._paragraph.clear()


def _cells(row: str) -> int:
    inner = _ESCAPED.sub("", _CODE.sub("", row)).strip()
    return inner.removeprefix("|").removesuffix("|").count("|") + 1


def _is_day(marker: _Marker) -> bool:
    """Return whether the number of a point is that of a day, as in „1. Mai“."""
    return marker.passages[marker.at].text.partition(". ")[2].startswith(MONTHS)


def _indent(line: str) -> int:
    whole = line.expandtabs(4)
    return len(whole) - len(whole.lstrip())


def words_of(passages: Sequence[Passage]) -> str:
    """Return *passages* as one text."""
    return "\n".join(passage.text for passage in passages)
