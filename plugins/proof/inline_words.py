"""Inline words: a paragraph of Markdown as it is read, with every line end where it was.

Links show their texts, code shows what it holds, tags show nothing. Titles of links and pictures, descriptions and
credits are read at their places as well, since a browser shows or speaks them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import unescape

from plugins.proof.emphasis import Run, make_run, resolve
from plugins.proof.list_numbers import OpenList
from plugins.proof.words import MEANING, mark, names

_SPECIAL = re.compile(r"[\\`*_~\[\]!<&{|]|https?://", re.IGNORECASE)
# A text whose only markup are stars around one phrase, as most have that have any: not worth a scanner
_EMPHASISED = re.compile(
    r"([^\\`*_~\[\]!<&{|]*(?<!\S))(\*\*?)(?=\w)([^\\`*_~\[\]!<&{|]*)(?<=\w)\2(?!\w)([^\\`*_~\[\]!<&{|]*)"
)
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_TICKS = re.compile(r"`+")
_RUN = re.compile(r"\*+|_+|~+")
_ADDRESS = re.compile(r"https?://[^\s<>\"\[\]\\&|]*", re.IGNORECASE)
_AUTOLINK = re.compile(r"<([a-z][a-z0-9+.-]{1,31}:[^\s<>]*|[^\s<>\"'=]+@[^\s<>@]+)>", re.IGNORECASE)
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*)(?=[\s/>])((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>")
_SPOKEN = re.compile(r"\s(alt|title|credit)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_TARGET = re.compile(
    r"\(\s*(?:<[^<>\n]*>|(?:[^\s()\\]|\n(?=[^\s\"')])|\\.|\((?:[^\s()\\]|\\.)*\))*|(?:[/#.]|\w+://)[^()\n\"]*?)"
    r"(?:\s+(?P<title>\"[^\n]*?\"(?=\s*\))|'[^\n]*?'(?=\s*\))))?\s*\)"
)
_REFERENCE = re.compile(r"[ ]?\n?\[([^\]\n]*)\]")
_ATTRIBUTES = re.compile(r"\{(?::[^}\n]*|\s*[#.][^}\n]*|[\w-]+=[^}\n]*)\}")
_NOTE = re.compile(r"\[\^([^\[\]\s]+)\]")
_INLINE_TAGS = names(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q rb s samp small span "
    "strike strong sub sup time tt u var wbr"
)
_OTHER_TAGS = names(
    "address area article aside audio blockquote body br button canvas caption center col colgroup "
    "consent-embed datalist dd details dialog dir div dl dt embed fieldset figcaption figure footer form frame h1 h2 "
    "h3 h4 h5 h6 head header hgroup hr html iframe img input legend li link main map math menu meta meter nav "
    "noscript object ol optgroup option output p param picture pre progress rp rt rtc ruby script search "
    "section select slot source style summary svg table tbody td template textarea tfoot th thead title tr "
    "track ul video"
)
_UNREAD = ("script", "style", "svg", "math")
_FILL_IN = re.compile(
    r"\s(?!(?:allowfullscreen|alt|async|auto\w+|checked|compact|controls|default|defer|disabled|download|hidden|inert|item\w+"
    r"|loop|multiple|muted|no\w+|open|playsinline|popover|readonly|required|reversed|selected|title|value)\b)"
    r"[^\W_]+(?=\s|$)",
    re.IGNORECASE,
)
_ATTRIBUTE = re.compile(r"\s([\w-]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+)))?")
_REFUSED = re.compile(r"(?<![\w-])(?!(?:alt|class|credit|dir|height|id|lang|title|width)=)[\w-]+=")
_FAR = 4_000  # signs that a tag or the target of a link may have, so that hostile texts cost no more than others
_MANY = 40  # pieces of markup within the label of a reference


@dataclass(slots=True)
class Definitions:
    """Definitions of a text: titles and addresses of references by label, labels of footnotes.

    ``ended`` are the names of elements that end somewhere, ``lists`` those that raw tags have opened, and
    ``abbreviations`` the meanings that they gave.
    """

    references: Mapping[str, str] = field(default_factory=dict)
    addresses: Mapping[str, str] = field(default_factory=dict)
    notes: frozenset[str] = frozenset()
    ended: frozenset[str] = frozenset()
    lists: list[OpenList] = field(default_factory=list)
    abbreviations: dict[str, str] = field(default_factory=dict)


def inline_text(text: str, defined: Definitions, *, is_row: bool = False) -> str:
    """Return the words of *text*; in the row of a table, bars separate cells."""
    if _SPECIAL.search(text) is None:
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
            return self._read_tag(at)
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

    def _read_tag(self, at: int) -> int:
        if link := _AUTOLINK.match(self._text, at, at + _FAR):
            self._put(link[1], is_markup=True)
            return link.end()
        tag = _TAG.match(self._text, at, at + _FAR)
        name = tag[2].lower() if tag else ""
        if tag is None or (name not in _INLINE_TAGS and name not in _OTHER_TAGS):
            self._put("<")
            return at + 1
        if not tag[1] and name not in self._defined.ended and _is_fill_in(tag):
            self._put("<")  # „<Code eingeben>“, „<Button>“
            return at + 1
        if not tag[1] and name in _UNREAD:
            close = self._text.find(f"</{name}", tag.end())
            if close >= 0:
                self._put("\n" * self._text.count("\n", at, close))
                return close
        if name in ("ol", "ul", "li", "abbr"):
            self._put(self._structure(name, tag), is_markup=True)
            return tag.end()
        if name in MEANING:
            self._put(MEANING[name] + "\n" * tag[0].count("\n"), is_markup=True)
            return tag.end()
        spoken = [one[2] or one[3] or "" for one in _SPOKEN.finditer(tag[3])] if name in ("img", "a") else []
        lines = "\n" * tag[0].count("\n")
        words = f" {unescape(' '.join(spoken))} ".replace("\n", " ") if spoken else ""
        self._put(f"{words or ('' if name in _INLINE_TAGS else ' ')}{lines}", is_markup=True)
        return tag.end()

    def _structure(self, name: str, tag: re.Match[str]) -> str:
        """Return the words that a raw tag of a list shows by itself; note meanings of others."""
        lists, lines = self._defined.lists, "\n" * tag[0].count("\n")
        attributes = {one[1].lower(): one[2] or one[3] or one[4] or "" for one in _ATTRIBUTE.finditer(tag[3])}
        if name == "abbr":
            if "title" in attributes:
                inner = self._text[tag.end() : self._text.find("<", tag.end())]
                self._defined.abbreviations[inner] = unescape(attributes["title"])
            return lines
        if name == "li":
            return f" {lists[-1].take_marker(attributes) if lists and not tag[1] else ''}{lines}"
        if not tag[1]:
            lists.append(OpenList.of(name, attributes))
        elif lists:
            lists.pop()
        return f" {lines}"

    def _read_attributes(self, at: int) -> int:
        found = _ATTRIBUTES.match(self._text, at, at + _FAR)
        if found is None or not self._after_markup or _REFUSED.search(re.sub(r"\"[^\"]*\"", "", found[0])):
            self._put("{")
            return at + 1
        spoken = [one[2] or one[3] or "" for one in _SPOKEN.finditer(f" {found[0][1:-1].lstrip(':')}")]
        self._put(f" {' '.join(spoken)}" if spoken else "", is_markup=True)
        return found.end()

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
        target = _TARGET.match(self._text, at + 1, at + _FAR)
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


def _is_fill_in(tag: re.Match[str]) -> bool:
    """Return whether a tag that nothing ends is words in angle brackets."""
    is_noun = tag[2].istitle() and len(tag[2]) > 1 and tag[2].lower() not in ("br", "hr", "img", "input", "wbr", "col")
    return is_noun or _FILL_IN.search(tag[3]) is not None


def _label(text: str) -> str:
    return " ".join(text.lower().split())


def _unquote(title: str | None) -> str:
    return title[1:-1] if title else ""
