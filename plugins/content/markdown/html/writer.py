"""Writer: tags between two places of a text, written anew with everything between them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from html import escape

from plugins.content.markdown.html import refusals
from plugins.content.markdown.html.names import (
    CLOSED,
    ENDED_BY_ITSELF,
    FOREIGN_ROOTS,
    IN_SELECT,
    KNOWN,
    LITERAL,
    SHOWS_NOTHING,
    VOID,
    foreign_name,
    is_unwanted,
)
from plugins.content.markdown.html.tokens import MarkupToken, TokenKind, is_placeholder, read_attributes
from plugins.content.markdown.html.writing import is_attribute_name, write_start, write_text
from plugins.core.problem import Problem

_UNREAD_MARKUP = re.compile(r"!?\[[^\[\]\n]{1,200}\]\([^()\s]{1,500}\)|\*\*[^\s*][^*\n]{0,200}\*\*")
_ESCAPED = re.compile(r"\\(?=<)")
_COMMENT_SIGNS = re.compile("<!-*|-->")


class Writer:
    """Writes tokens of *text*; ``problems`` are those of everything it has written."""

    def __init__(self, text: str, tokens: Sequence[MarkupToken], line_of: Callable[[int], int]) -> None:
        self._text, self._tokens, self._line_of = text, tokens, line_of
        self._open: list[str] = []
        self._out: list[str] = []
        self.problems: list[Problem] = []

    def write(self, first: int, last: int) -> str:
        """Return the HTML from the token *first* to the token *last*."""
        at = self._tokens[first].begin
        for token in self._tokens[first : last + 1]:
            self._write_between(at, token.begin)
            self._write_token(token)
            at = token.end + len(token.literal)
        return "".join(self._out)

    def _write_between(self, begin: int, end: int) -> None:
        text = self._text[begin:end]
        if text and self._open and not set(self._open) & CLOSED and (found := _UNREAD_MARKUP.search(text)):
            line = self._line_of(begin + found.start())
            self.problems.append(refusals.report_unread_markup(found[0], self._open[-1], line))
        self._out.append(write_text(_ESCAPED.sub("", text)))

    def _write_token(self, token: MarkupToken) -> None:
        line, name = self._line_of(token.begin), token.name.lower()
        source = self._text[token.begin : token.end]
        if token.kind is TokenKind.COMMENT:
            self.problems.append(refusals.report_comment(source, line))
        elif token.kind is TokenKind.DECLARATION:
            self.problems.append(refusals.report_declaration(token.name, line))
            self._out.append(escape(token.name))
        elif token.kind is TokenKind.END:
            self._write_end(token, name, line)
        elif root := next((one for one in self._open if one in FOREIGN_ROOTS), ""):
            self._write_foreign(token, source, root, line)
        elif name not in KNOWN or is_placeholder(token):
            self.problems.append(refusals.report_unknown(source, name, line))
            self._out.append(escape(source))
        elif "select" in self._open and name not in IN_SELECT:
            self.problems.append(refusals.report_misplaced(source, "select", line))
        else:
            self._write_start(token, name, line)

    def _write_end(self, token: MarkupToken, name: str, line: int) -> None:
        if token.partner < 0:
            self.problems.append(refusals.report_stray_end(name, line))
        elif self._open and self._open[-1].lower() == name:
            self._out.append(f"</{self._open.pop()}>")
        elif name in map(str.lower, self._open):
            while self._open[-1].lower() != name:
                self._out.append(f"</{self._open.pop()}>")
            self._out.append(f"</{self._open.pop()}>")

    def _write_foreign(self, token: MarkupToken, source: str, root: str, line: int) -> None:
        name = foreign_name(token.name, root, self._open[-1])
        if not name:
            self.problems.append(refusals.report_misplaced(source, root, line))
        else:
            self._write_start(token, name, line)
            if token.partner < 0:
                self._out.append(f"</{self._open.pop()}>")
                if not token.is_self_closing:
                    self.problems.append(refusals.report_unclosed(name, line))

    def _write_start(self, token: MarkupToken, name: str, line: int) -> None:
        is_foreign = any(one in FOREIGN_ROOTS for one in self._open)
        attributes = read_attributes(token.rest.rstrip("/") if token.is_self_closing else token.rest)
        for bad in [key for key in attributes if not is_attribute_name(key)]:
            self.problems.append(refusals.report_attribute(bad, name, line))
            del attributes[bad]
        self._report_unwanted(name, self._text[token.begin : token.end], attributes, line)
        is_drawn = is_foreign or name in FOREIGN_ROOTS  # letters in either case are told apart there
        plain = attributes if is_drawn else {key.lower(): value for key, value in attributes.items()}
        self._out.append(write_start(name, plain))
        if is_foreign:
            self._open.append(name)
        elif name in VOID:
            return
        elif token.is_alone:
            self._out.append(f"</{name}>")
        elif token.partner < 0:
            self._report_unclosed(token, name, line)
        else:
            self._open.append(name)
            if name in LITERAL:
                self._write_literal(token.literal, name)

    def _report_unwanted(self, name: str, source: str, attributes: dict[str, str | None], line: int) -> None:
        """Report elements and attributes that no text may have; *attributes* loses them."""
        if name == "bdo":
            self.problems.append(refusals.report_unwanted(source, name, line))
        for key, value in list(attributes.items()):
            if is_unwanted(name, key.lower(), value or ""):
                written = key if value is None else f'{key}="{value}"'
                self.problems.append(refusals.report_unwanted(written, key.lower(), line))
                del attributes[key]

    def _report_unclosed(self, token: MarkupToken, name: str, line: int) -> None:
        if token.is_self_closing:
            self.problems.append(refusals.report_self_closing(self._text[token.begin : token.end], name, line))
            self._out.append(f"</{name}>")
        else:
            is_harmless = name in ENDED_BY_ITSELF or (name in SHOWS_NOTHING and not token.rest.strip())
            self.problems.append(refusals.report_unclosed(name, line, is_harmless=is_harmless))
            if name in LITERAL:
                self._out.append(f"</{name}>")  # else all behind it would be a program

    def _write_literal(self, content: str, name: str) -> None:
        """Write the content of *name*: letters in a form, a program, or what nobody is shown."""
        if name == "textarea":
            self._out.append(write_text(content))
        elif name != "iframe":
            self._out.append(_COMMENT_SIGNS.sub("", content))
