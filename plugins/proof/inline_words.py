"""Inline words: a paragraph of Markdown as it is read, with every line end where it was.

Links show their texts, code shows what it holds, tags show nothing. Titles of links and pictures, descriptions and
credits are read at their places as well, since a browser shows or speaks them.
"""

from __future__ import annotations

import re
from html import unescape

from plugins.proof.definitions import Definitions
from plugins.proof.emphasis_signs import Run, make_run, resolve
from plugins.proof.raw_tags import FAR, read_attributes, read_tag
from plugins.proof.words import MEANING, mark

_SIGN = re.compile(r"[\\`*_~\[\]!<&{|]")
_SPECIAL = re.compile(rf"{_SIGN.pattern}|https?://", re.IGNORECASE)
# A text whose only markup are stars around one phrase, as most have that have any: not worth a scanner
_EMPHASISED = re.compile(
    r"([^\\`*_~\[\]!<&{|]*(?<!\S))(\*\*?)(?=\w)([^\\`*_~\[\]!<&{|]*)(?<=\w)\2(?!\w)([^\\`*_~\[\]!<&{|]*)"
)
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_TICKS = re.compile(r"`+")
_RUN = re.compile(r"\*+|_+|~+")
_ADDRESS = re.compile(r"https?://[^\s<>\"\[\]\\&|]*", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_TARGET = re.compile(
    r"\(\s*(?:<[^<>\n]*>|(?:[^\s()\\]|\n(?=[^\s\"')])|\\.|\((?:[^\s()\\]|\\.)*\))*|(?:[/#.]|\w+://)[^()\n\"]*?)"
    r"(?:\s+(?P<title>\"[^\n]*?\"(?=\s*\))|'[^\n]*?'(?=\s*\))))?\s*\)"
)
_REFERENCE = re.compile(r"[ ]?\n?\[([^\]\n]*)\]")
_NOTE = re.compile(r"\[\^([^\[\]\s]+)\]")
_MANY = 40  # pieces of markup within the label of a reference


def inline_text(text: str, defined: Definitions, *, is_row: bool = False) -> str:
    """Return the words of *text*; in the row of a table, bars separate cells."""
    if _SIGN.search(text) is None and "://" not in text:
        return text
    if "://" not in text and (found := _EMPHASISED.fullmatch(text)):
        return f"{found[1]}{found[3]}{found[4]}"
    return _Scanner(text, defined, is_row).run()


class _Scanner:
    """One pass over a paragraph: its pieces, and runs of stars and open brackets among them."""

    def __init__(self, text: str, defined: Definitions, is_row: bool) -> None:
        self._text, self._defined, self._is_row = text, defined, is_row
        self._pieces: list[str] = []
        self._runs: list[Run] = []
        self._brackets: list[tuple[int, bool]] = []  # the piece, and whether it belongs to a picture
        self._no_ticks: set[int] = set()  # lengths of runs of backticks that nothing closes any more
        self._after_markup = False

    def run(self) -> str:
        text, at = self._text, 0
        while (found := _SPECIAL.search(text, at)) is not None:
            begin = found.start()
            if begin > at:
                self._pieces.append(text[at:begin])
                self._after_markup = False
            at = self._read(begin, found[0])
        self._pieces.append(text[at:])
        resolve(self._runs)
        for run in self._runs:
            self._pieces[run.at] = MEANING["del"] if run.sign == "~" and not run.left else run.sign * run.left
        return "".join(self._pieces)

    def _put(self, text: str, *, is_markup: bool = False) -> None:
        self._pieces.append(text)
        self._after_markup = is_markup

    def _read(self, at: int, sign: str) -> int:
        """Read the markup or the sign at *at*; return where to go on."""
        text = self._text
        if len(sign) > 1:
            return self._read_address(at)
        if sign == "\\":
            escaped = _ESCAPED.match(text, at)
            is_break = text.startswith("\n", at + 1)
            is_path = escaped is not None and escaped[1] == "\\" and text[at + 2 : at + 3].isalnum()  # of a server
            self._put(r"\\" if is_path else escaped[1] if escaped else "" if is_break else sign)
            return escaped.end() if escaped else at + 1
        if sign == "`":
            return self._read_code(at)
        if sign in "*_~":
            return self._read_run(at)
        if sign == "<":
            words, is_markup, end = read_tag(text, at, self._defined)
            self._put(words, is_markup=is_markup)
            return end
        if sign == "&":
            entity = _ENTITY.match(text, at)
            self._put(unescape(entity[0]) if entity else sign)
            return entity.end() if entity else at + 1
        if sign == "{":
            return self._read_attributes(at)
        if sign == "|":
            self._put(" " if self._is_row else sign)
            return at + 1
        return self._read_bracket(at, sign)

    def _read_address(self, at: int) -> int:
        found = _ADDRESS.match(self._text, at)
        address = (found[0] if found else self._text[at : at + 4]).rstrip(".,;:!?'*_~)")
        self._put(address)
        return at + len(address)

    def _read_code(self, at: int) -> int:
        opening = _TICKS.match(self._text, at)
        length = len(opening[0]) if opening else 1
        begin = at + length
        if length not in self._no_ticks:
            for closing in _TICKS.finditer(self._text, begin):
                if len(closing[0]) == length:
                    code = self._text[begin : closing.start()]
                    ticks = "" if code.strip() else "`" * length
                    self._put(f"{ticks}{code}{ticks}", is_markup=True)
                    return closing.end()
            self._no_ticks.add(length)
        self._put("`" * length)
        return begin

    def _read_run(self, at: int) -> int:
        found = _RUN.match(self._text, at)
        signs = found[0] if found else self._text[at]
        end = at + len(signs)
        run = make_run(len(self._pieces), signs, self._text[at - 1 : at] if at else "", self._text[end : end + 1])
        self._runs.append(run)
        self._put(signs, is_markup=run.closes)
        return end

    def _read_attributes(self, at: int) -> int:
        found = read_attributes(self._text, at) if self._after_markup else None
        if found is None:
            self._put("{")
            return at + 1
        words, end = found
        self._put(words, is_markup=True)
        return end

    def _read_bracket(self, at: int, sign: str) -> int:
        text = self._text
        if sign == "!":
            if not text.startswith("[", at + 1):
                self._put(sign)
                return at + 1
            self._brackets.append((len(self._pieces), True))
            self._put("![")
            return at + 2
        if sign == "[":
            note = _NOTE.match(text, at)
            if note is not None and note[1] in self._defined.notes:
                self._put(mark("note", note[1]), is_markup=True)
                return note.end()
            self._brackets.append((len(self._pieces), False))
            self._put(sign)
            return at + 1
        return self._close_bracket(at)

    def _close_bracket(self, at: int) -> int:
        if not self._brackets:
            self._put("]")
            return at + 1
        number, _ = self._brackets.pop()
        target = _TARGET.match(self._text, at + 1, at + FAR)
        title, end = (_unquote(target["title"]), target.end()) if target else (None, at + 1)
        if target is None:
            title, end = self._look_up(number, at)
        if title is None:
            self._put("]")
            return at + 1
        opening = self._pieces[number]
        said = inline_text(title, Definitions()) if title else ""
        # The title is read before the text of a link, and behind the description of a picture.
        before, behind = ("", f" {said} ") if opening == "![" else (f"{said} ", "")
        self._pieces[number] = before if said else ""
        skipped = self._text.count("\n", at, end)
        self._put((behind if said else "") + "\n" * skipped, is_markup=True)
        return end

    def _look_up(self, number: int, at: int) -> tuple[str | None, int]:
        """Return the title of the reference behind the bracket that closes at *at*, and its end."""
        references = self._defined.references
        if not references:
            return None, at + 1
        own = "".join(self._pieces[number + 1 : number + _MANY])
        named = _REFERENCE.match(self._text, at + 1)
        label = (named[1] if named else "") or own
        title = references.get(_label(label))
        if title is not None:
            return title, named.end() if named else at + 1
        return references.get(_label(own)), at + 1


def _label(text: str) -> str:
    return " ".join(text.lower().split())


def _unquote(title: str | None) -> str:
    return title[1:-1] if title else ""
