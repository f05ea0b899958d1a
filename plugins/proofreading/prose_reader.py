"""Prose reader: blocks, links and pictures of a Markdown body, raw HTML included.

Whether the HTML is allowed is checked elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from html import unescape

from markdown_it import MarkdownIt
from markdown_it.token import Token

from plugins.proofreading.directive_rule import CLOSE, OPEN, add_directives
from plugins.proofreading.prose import Prose, ProseBlock, ProseLine, SourceRow, TextImage, TextLink

_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_TAG_ATTRIBUTES = r"(?:[^<>\"']|\"[^\"]*\"|'[^']*')*"
_LINK = re.compile(rf"<a\s({_TAG_ATTRIBUTES})>(.*?)</a\s*>", re.IGNORECASE | re.DOTALL)
_PICTURE = re.compile(rf"<img\s({_TAG_ATTRIBUTES})>", re.IGNORECASE)
_TAG = re.compile(rf"</?[a-zA-Z]{_TAG_ATTRIBUTES}>")
_CODE = re.compile(r"\s*<(?:pre|script|style|textarea)\b", re.IGNORECASE)
_LONGEST = 20_000  # characters: far more than anybody writes by hand; limits the work on hostile input


@dataclass(frozen=True, slots=True)
class RawHtmlParts:
    """Links: target, text, line. Pictures: source, alternative, line, whether one was written."""

    links: tuple[tuple[str, str, int], ...] = ()
    pictures: tuple[tuple[str, str, int, bool], ...] = ()


def find_raw_html(text: str, first_line: int) -> RawHtmlParts:
    """Return the links and pictures in *text*, which begins in the line *first_line*."""
    text = _COMMENT.sub(lambda comment: "\n" * comment[0].count("\n"), text[:_LONGEST])

    def line(at: int) -> int:
        return first_line + text.count("\n", 0, at)

    links = tuple(
        (_value(found[1], "href"), " ".join(unescape(_TAG.sub("", found[2])).split()), line(found.start()))
        for found in _LINK.finditer(text)
        if _value(found[1], "href") and "<img" not in found[2].lower()
    )
    pictures = tuple(
        (_value(found[1], "src"), _value(found[1], "alt"), line(found.start()), _has(found[1], "alt"))
        for found in _PICTURE.finditer(text)
    )
    return RawHtmlParts(links, pictures)


def _has(attributes: str, name: str) -> bool:
    return re.search(rf"(?:^|\s){name}(?=[\s=/]|$)", attributes, re.IGNORECASE) is not None


def _value(attributes: str, name: str) -> str:
    found = re.search(rf"(?:^|\s){name}\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", attributes, re.IGNORECASE)
    return unescape(next((group for group in found.groups() if group), "")).strip() if found else ""


_MARKDOWN = add_directives(MarkdownIt("commonmark").enable("table"))
_ATTRIBUTES = re.compile(r"^\{:?\s*[#.a-zA-Z][^{}\n]*\}")
_ANY_ATTRIBUTES = re.compile(r"\{:?\s*[#.a-zA-Z][^{}\n]*\}")
_FOREIGN = re.compile(r"\blang\s*=")
_ABBREVIATION = re.compile(r"^\*\[[^\]]+\]:.*$", re.MULTILINE)
_EASY = "leichte-sprache"
_ITEM, _HEADING, _PARAGRAPH, _CELL = "item", "heading", "paragraph", "cell"
_ADDRESS = re.compile(r"https?://(?:(?!\[/)[^\s<>\"„“])+", re.IGNORECASE)  # [/embed] and the like end one
_SWAPPED = re.compile(r"\((?P<text>[^()\[\]\n]+)\)\s?\[(?P<address>https?://[^\]\s]+)\]", re.IGNORECASE)
_PAIRS = {")": "(", "]": "[", "}": "{"}


def _find_addresses(row: str) -> Iterator[str]:
    """Yield the addresses in *row*, without the signs of the sentence behind them."""
    for found in _ADDRESS.findall(row):
        address = found
        while address[-1] in ".,;:!?\\" or (
            address[-1] in _PAIRS and address.count(address[-1]) > address.count(_PAIRS[address[-1]])
        ):
            address = address[:-1]
        yield address


def read_prose(body: str, first_line: int) -> Prose:
    """Return the prose of *body*, Markdown that begins in the line *first_line* of its file."""
    body = _ABBREVIATION.sub("", body)
    blocks: list[ProseBlock] = []
    links: list[TextLink] = []
    pictures: list[TextImage] = []
    rows: list[SourceRow] = []
    tokens = _MARKDOWN.parse(body)
    easy = _find_easy(tokens)
    for kind, level, token in _inlines(tokens):
        is_top = kind == _PARAGRAPH and token.level == 1
        rows += _rows(token.content, first_line + (token.map or [0])[0], is_top=is_top)
        if kind == "html":
            raw = find_raw_html(token.content, first_line + (token.map or [0])[0])
            links += [TextLink(target, text, line) for target, text, line in raw.links]
            pictures += [TextImage(*picture) for picture in raw.pictures]
            continue
        reader = _Inline(token, first_line)
        block = reader.block(kind, level)
        links += reader.links
        pictures += reader.pictures
        if block is not None:
            blocks.append(replace(block, is_easy=id(token) in easy))
    return Prose(tuple(blocks), tuple(links), tuple(pictures), tuple(rows))


def _find_easy(tokens: Sequence[Token]) -> set[int]:
    """Return the ids of the tokens within a summary in Leichte Sprache."""
    names: list[str] = []
    found: set[int] = set()
    for token in tokens:
        if token.type == OPEN:
            names.append(token.info)
        elif token.type == CLOSE and names:
            names.pop()
        elif _EASY in names:
            found.add(id(token))
    return found


def _rows(text: str, first_line: int, *, is_top: bool) -> Iterator[SourceRow]:
    """Yield the lines of *text* that may hold an address."""
    text = _COMMENT.sub(lambda comment: "\n" * comment[0].count("\n"), text[:_LONGEST])
    for number, row in enumerate([] if _CODE.match(text) else text.split("\n")):
        if "/" in row and "." in row:
            yield SourceRow(first_line + number, row, is_top)


def _inlines(tokens: Sequence[Token]) -> Iterator[tuple[str, int, Token]]:
    """Yield each piece of running text and each HTML block, with kind of block and level."""
    kind, level, depth = _PARAGRAPH, 0, 0
    for token in tokens:
        if token.type == "list_item_open":
            depth += 1
        elif token.type == "list_item_close":
            depth -= 1
        elif token.type == "heading_open":
            kind, level = _HEADING, int(token.tag[1])
        elif token.type in ("td_open", "th_open"):
            kind, level = _CELL, 0
        elif token.type == "paragraph_open":
            kind, level = (_ITEM if depth else _PARAGRAPH), 0
        elif token.type == "inline":
            yield kind, level, token
        elif token.type == "html_block":
            yield "html", 0, token


class _Inline:
    """Reads one piece of running text."""

    def __init__(self, token: Token, first_line: int) -> None:
        self._first_line = first_line + (token.map or [0])[0]
        self._children = token.children or []
        self._raw = "".join(child.content for child in self._children if child.type == "html_inline")
        self._content = token.content
        self.links: list[TextLink] = []
        self.pictures: list[TextImage] = []

    def block(self, kind: str, level: int) -> ProseBlock | None:
        """Return the text as a block, or None if nothing of it is text."""
        rows: list[str] = [""]
        opened: list[tuple[str, int, str]] = []  # open elements: tag, start of the text, target
        strong: list[str] = []
        closed = 0  # where the text of the latest closed element, or the latest picture, begins
        for number, child in enumerate(self._children):
            if child.type in ("softbreak", "hardbreak"):
                rows.append("")
                closed = 0
            elif child.nesting == 1:
                opened.append((child.tag, len(rows[-1]), str(child.attrs.get("href", ""))))
            elif child.nesting == -1 and opened:
                tag, closed, target = opened.pop()
                text = rows[-1][closed:]
                strong += [text] if tag == "strong" else []
                if tag == "a":
                    self.links.append(TextLink(target, text, self._first_line + len(rows) - 1))
            elif child.type == "image":
                self._note_picture(child, number, len(rows) - 1, is_link=any(one[0] == "a" for one in opened))
                closed = len(rows[-1])
            elif child.type == "text":
                rows[-1] = _append_text(rows[-1], child.content, closed, number > 0)
            elif child.type == "code_inline":
                rows[-1] += " "
        self._mark_alone(rows, kind)
        self._note_bare_addresses(rows, kind)
        self._note_raw_html()
        lines = [ProseLine(self._first_line + n, row) for n, row in enumerate(rows) if row.strip()]
        if not lines:
            return None
        whole = " ".join(line.text for line in lines).split()
        return ProseBlock(kind, tuple(lines), level, tuple(strong), bool(strong) and whole == " ".join(strong).split())

    def _note_picture(self, child: Token, number: int, row: int, *, is_link: bool) -> None:
        after = self._children[number + 1].content if number + 1 < len(self._children) else ""
        attributes = _ATTRIBUTES.match(after)
        marked = bool(attributes and re.search(r"\balt\s*=\s*(\"\"|'')", attributes[0]))
        src, line = str(child.attrs.get("src", "")), self._first_line + row
        self.pictures.append(TextImage(src, child.content, line, marked, is_link))

    def _mark_alone(self, rows: list[str], kind: str) -> None:
        """Mark the addresses in angle brackets that have a line of a paragraph to themselves."""
        for number, link in enumerate(self.links):
            row = rows[link.line - self._first_line].strip()
            if kind == _PARAGRAPH and row == link.text.strip() and _ADDRESS.fullmatch(row):
                self.links[number] = replace(link, alone=True)

    def _note_bare_addresses(self, rows: list[str], kind: str) -> None:
        """Note addresses in running text, and take them out of it."""
        linked = {link.text.strip() for link in self.links}
        for number, row in enumerate(rows):
            plain = row
            swapped = {found["address"]: found["text"] for found in _SWAPPED.finditer(row)}
            for address in _find_addresses(row):
                plain = plain.replace(address, " ", 1)
                if address not in linked:
                    alone = kind == _PARAGRAPH and row.strip() == address
                    line = self._first_line + number
                    text = swapped.get(address, "")
                    self.links.append(TextLink(address, address, line, bare=True, alone=alone, swapped=text))
            rows[number] = _ANY_ATTRIBUTES.sub("", plain)

    def _note_raw_html(self) -> None:
        """Note links and pictures that were written as HTML within a line."""
        if "<a" not in self._raw.lower() and "<img" not in self._raw.lower():
            return
        raw: RawHtmlParts = find_raw_html(self._content, self._first_line)
        self.links += [TextLink(target, text, line) for target, text, line in raw.links]
        self.pictures += [TextImage(*picture) for picture in raw.pictures]


def _append_text(row: str, text: str, closed: int, follows: bool) -> str:
    """Return *row* with *text*; attributes at its start belong to the element just closed."""
    attributes = _ATTRIBUTES.match(text) if follows else None
    if attributes is None:
        return row + text
    if _FOREIGN.search(attributes[0]):
        row = f"{row[:closed]} "
    return row + text[attributes.end() :]
