"""Pieces: the HTML in a text, judged and written anew, each with its problems."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from plugins.content.markdown.html import refusals
from plugins.content.markdown.html.names import (
    BLOCKS,
    CLOSED,
    CONTAINERS,
    FOREIGN_NAMES,
    FOREIGN_ROOTS,
    FOREIGN_TO_TEXT,
    KNOWN,
    VOID,
)
from plugins.content.markdown.html.tokens import MarkupToken, TokenKind, find_tokens, is_placeholder
from plugins.content.markdown.html.writer import Writer
from plugins.core.problem import Problem

_PAIRED = KNOWN | FOREIGN_NAMES | FOREIGN_TO_TEXT
_NOT_BLANK = re.compile(r"\S")


@dataclass(frozen=True, slots=True)
class RawPiece:
    """A piece of HTML between *begin* and *end* of a text; a comment has no ``html``.

    ``is_block`` says that it stands on its own, and no paragraph goes on beside it.
    """

    begin: int
    end: int
    source: str
    html: str
    is_block: bool = False
    problems: tuple[Problem, ...] = ()


def find_pieces(text: str) -> list[RawPiece]:
    """Return the pieces of HTML in *text*, which is Markdown, in their order."""
    if "<" not in text:
        return []
    tokens = find_tokens(text)
    _match_partners(tokens)
    return list(_Cutter(text, tokens).cut())


def _match_partners(tokens: Sequence[MarkupToken]) -> None:
    """Tell each tag its partner; one that is closed too late or never has none."""
    waiting: list[int] = []
    open_names: dict[str, int] = {}
    for number, token in enumerate(tokens):
        name = token.name.lower()
        if token.kind is TokenKind.START:
            if not _is_whole(token, name, waiting, tokens):
                waiting.append(number)
                open_names[name] = open_names.get(name, 0) + 1
        elif token.kind is TokenKind.END and open_names.get(name):
            while waiting:
                other = waiting.pop()
                open_names[tokens[other].name.lower()] -= 1
                if tokens[other].name.lower() == name:
                    token.partner, tokens[other].partner = other, number
                    break


def _is_whole(token: MarkupToken, name: str, waiting: Sequence[int], tokens: Sequence[MarkupToken]) -> bool:
    """Return whether a start tag needs no end tag."""
    if name in VOID or token.is_alone or name not in _PAIRED:
        return True
    return token.is_self_closing and any(tokens[number].name.lower() in FOREIGN_ROOTS for number in waiting[-50:])


class _Cutter:
    """One walk over the tokens of a text."""

    def __init__(self, text: str, tokens: Sequence[MarkupToken]) -> None:
        self._text, self._tokens = text, tokens
        self._breaks = [match.start() for match in re.finditer("\n", text)]
        self._breaking: set[int] = set()
        self._block_end = 0

    def cut(self) -> Iterator[RawPiece]:
        number = 0
        while number < len(self._tokens):
            piece, number = self._piece(number)
            if piece is not None:
                if piece.is_block:
                    self._block_end = piece.end
                yield piece

    def _piece(self, number: int) -> tuple[RawPiece | None, int]:
        token = self._tokens[number]
        name = token.name.lower()
        line = self._line(token.begin)
        if token.kind is TokenKind.COMMENT:
            if self._begins_line(token):
                self._block_end = token.end
            return self._new(token, token, "", [refusals.report_comment(self._source(token), line)]), number + 1
        if token.kind is TokenKind.DECLARATION:
            return self._new(
                token, token, escape(token.name), [refusals.report_declaration(token.name, line)]
            ), number + 1
        is_stray = token.kind is TokenKind.END and token.partner < 0
        if name not in KNOWN and not (is_stray and name in FOREIGN_TO_TEXT):
            return self._unknown(token, line), number + 1
        if token.kind is TokenKind.START and is_placeholder(token):
            return self._unknown(token, line), number + 1
        if token.kind is TokenKind.START:
            return self._start(number, token, name)
        if is_stray:
            return self._new(token, token, "", [refusals.report_stray_end(name, line)]), number + 1
        return self._new(token, token, f"</{name}>", (), token.partner in self._breaking), number + 1

    def _start(self, number: int, token: MarkupToken, name: str) -> tuple[RawPiece, int]:
        is_block = name in BLOCKS and self._begins_line(token)
        if is_block:
            self._breaking.add(number)
        is_whole = token.partner >= 0 and (name in CLOSED or (is_block and not _holds_markdown(token, name)))
        last = token.partner if is_whole else number
        writer = Writer(self._text, self._tokens, self._line)
        return self._new(token, self._tokens[last], writer.write(number, last), writer.problems, is_block), last + 1

    def _unknown(self, token: MarkupToken, line: int) -> RawPiece | None:
        before = self._text[token.begin - 1 : token.begin]
        if token.kind is TokenKind.START and before.isalnum() and not token.rest:
            return None  # a formula: x<y>z
        source = self._source(token)
        return self._new(token, token, escape(source), [refusals.report_unknown(source, token.name.lower(), line)])

    def _begins_line(self, token: MarkupToken) -> bool:
        line = bisect_left(self._breaks, token.begin)
        begin = self._breaks[line - 1] + 1 if line else 0
        return _NOT_BLANK.search(self._text, max(begin, self._block_end), token.begin) is None

    def _new(
        self, first: MarkupToken, last: MarkupToken, html: str, problems: Sequence[Problem] = (), is_block: bool = False
    ) -> RawPiece:
        source = self._text[first.begin : last.end]
        return RawPiece(first.begin, last.end, source, html, is_block, tuple(problems))

    def _line(self, place: int) -> int:
        return bisect_left(self._breaks, place) + 1

    def _source(self, token: MarkupToken) -> str:
        return self._text[token.begin : token.end]


def _holds_markdown(token: MarkupToken, name: str) -> bool:
    """Return whether the text within an element is Markdown.

    A quotation with a class is a pasted code.
    """
    return name in CONTAINERS or (name == "blockquote" and not token.rest.strip(" /\n"))
