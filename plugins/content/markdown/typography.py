"""Typography: typed texts with the signs and spaces of German typesetters.

Never does a word change.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from plugins.content.markdown.quotation import typeset_quotes
from plugins.core.dates import MONTHS

_NO_BREAK = "\u00a0"
_NARROW = "\u202f"
_UNITS = ("%", "€", "°", "Uhr", "Euro", "km", "m", "cm", "kg", "MB", "KB", "GB", "Millionen", "Prozent")
_YEAR = r"(?:1[5-9]|20)\d\d"
_HOUR = r"\d{1,2}(?:[.:]\d\d)?"
_OF_ADDRESSES = ("/", "@", "www.", "WWW.", "mailto:")
_WORD = re.compile(r"\S+")
# Without what closes a sentence behind it. No part may be tried from every sign of a long word again.
_ADDRESS = re.compile(
    r"""(?:[a-z][a-z0-9+.-]{0,20}://|www\.|mailto:|(?<!\w)/(?=\w))\S*[^\s.,;:!?)\]"'“”‘’]|(?<![\w.+-])[\w.+-]+@[\w-]+\.[\w.-]+""",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Rule:
    """A replacement by a regular expression.

    A text without any of the ``signs`` needs no search, which saves nine tenths.
    """

    signs: tuple[str, ...]
    pattern: re.Pattern[str]
    replacement: str

    def may_apply(self, text: str) -> bool:
        """Return whether there is something to replace in *text*; no rule makes way for another."""
        return any(map(text.__contains__, self.signs)) and self.pattern.search(text) is not None


# DIN 5008: abbreviations of several words, signs and units are never torn apart at the end of a line.
_RULES = (
    _Rule(("...",), re.compile(r"(?<!\.)\.\.\.(?!\.)"), "…"),
    _Rule((" Uhr", "\u00a0Uhr"), re.compile(rf"\b({_HOUR}) ?- ?({_HOUR})(?=[ \u00a0]Uhr\b)"), r"\1–\2"),
    _Rule((" –", " -"), re.compile(r" (?=(?:–|--?)(?:[ \n]|$))"), _NO_BREAK),
    _Rule(("-",), re.compile(r"(?<=[ \u00a0])-{1,2}(?=[ \u00a0\n])"), "–"),
    _Rule(("-",), re.compile(rf"(?<![\d/-])({_YEAR})-({_YEAR})(?![\d/-])"), r"\1–\2"),
    _Rule(
        tuple(f"{first}." for first in "zduiosv"),
        re.compile(r"\b(z|d|u|i|o|s|v)\. ?(B|h|a|d|R|Ä|o|u|A|T|H|g|H)\.(?! ?[A-Za-zÄÖÜäöü]\.)"),
        rf"\1.{_NARROW}\2.",
    ),
    _Rule(
        ("§ ", ". ", "Artikel ", "Absatz ", "Satz ", "Seite ", "Kapitel "),
        re.compile(
            r"(§§?|Art\.|Artikel|Abs\.|Absatz|Nr\.|Satz|lit\.|Seite|Kapitel) (?=\d|[a-zA-Z](?:\b|\d)|[IVXLC]+\b)"
        ),
        rf"\1{_NO_BREAK}",
    ),
    _Rule(MONTHS, re.compile(rf"\b(\d{{1,2}}\.) (?={'|'.join(MONTHS)})"), rf"\1{_NO_BREAK}"),
    _Rule(
        tuple(f" {unit}" for unit in _UNITS),
        re.compile(rf"\b(\d+(?:[.,]\d+)?) (?=(?:{'|'.join(_UNITS)})\b|%|€|°)"),
        rf"\1{_NO_BREAK}",
    ),
    _Rule(("EN ",), re.compile(r"\bEN (\d{3}) (\d{3})\b"), rf"EN{_NO_BREAK}\1{_NO_BREAK}\2"),
)


# What a text must hold for a mark or a rule to change anything; \x02 opens what Markdown has set aside
_CHANGING = re.compile(r"""[\x02\d"'„“”‚‘’`´–§-]""")
_CHANGING_DOTS = re.compile(r"\.\.\.|[zduiosv]\. ?[BhadRÄouATHg]\.")
_BEFORE_NUMBERS = ("Art. ", "Artikel ", "Abs. ", "Absatz ", "Nr. ", "Satz ", "lit. ", "Seite ", "Kapitel ")


def may_change(text: str) -> bool:
    """Return whether ``typeset_run`` could change *text*; False is certain, True only likely."""
    return (
        _CHANGING.search(text) is not None
        or (text.count(".") > 1 and _CHANGING_DOTS.search(text) is not None)
        or any(map(text.__contains__, _BEFORE_NUMBERS))
    )


@dataclass(frozen=True, slots=True)
class TextPiece:
    """A part of a paragraph: its text, and whether it must stay as it was typed."""

    text: str
    literal: bool = False


def typeset(text: str) -> str:
    """Return German *text* with „“ ‚‘ ’ – … and no-break spaces.

    These stand in „z. B.“, „§ 5“, „10 Uhr“, „26. Oktober“.
    """
    return typeset_pieces([TextPiece(text)])[0]


def typeset_pieces(pieces: Sequence[TextPiece]) -> list[str]:
    """Return the texts of *pieces*, typeset as one.

    Readers see them as one, such as a paragraph with words in italics.

    Addresses stay as they are, like what is literal; a quotation may reach across all of them.
    """
    parts = [list(_parts(piece)) for piece in pieces]
    seen = "".join("x" * len(part.text) if part.literal else part.text for several in parts for part in several)
    marked = typeset_quotes(seen)  # sign for sign, so every part finds its own again
    rules = [rule for rule in _RULES if rule.may_apply(marked)]
    at = 0
    found = []
    for several in parts:
        texts = []
        for part in several:
            texts.append(part.text if part.literal else _add_spaces(marked[at : at + len(part.text)], rules))
            at += len(part.text)
        found.append("".join(texts))
    return found


def _parts(piece: TextPiece) -> Iterable[TextPiece]:
    """Yield the parts of *piece*: addresses, and text between them."""
    if not piece.literal and any(map(piece.text.__contains__, _OF_ADDRESSES)):
        at = 0
        for word in _WORD.finditer(piece.text):
            if any(map(word[0].__contains__, _OF_ADDRESSES)) and (match := _ADDRESS.search(word[0])):
                begin, end = word.start() + match.start(), word.start() + match.end()
                yield TextPiece(piece.text[at:begin])
                yield TextPiece(piece.text[begin:end], literal=True)
                at = end
        yield TextPiece(piece.text[at:])
    else:
        yield piece


def _add_spaces(text: str, rules: Iterable[_Rule]) -> str:
    for rule in rules:
        text = rule.pattern.sub(rule.replacement, text)
    return text
