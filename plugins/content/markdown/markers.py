"""Markers: the signs, numbers and letters with which a line begins a point of a list."""

from __future__ import annotations

import re
from dataclasses import dataclass

from plugins.core.dates import MONTHS

_WORDS = "\uf076\uf0a7\uf0b7\uf0d8\uf0fc"  # the points of Word
_LIKELY = f" *(?:[-*+•·–{_WORDS}]|[0-9]{{1,3}}[.)]|[A-Za-z]\\))[ \u00a0]"
_AT_BEGIN, _BELOW = re.compile(_LIKELY), re.compile("\n" + _LIKELY)
_MARKER = re.compile(
    f"(?P<indent> *)(?:(?P<bullet>[-*+•·–{_WORDS}])"
    r"|(?P<number>0|[1-9][0-9]{0,2})(?P<end>[.)])|(?P<letter>[A-Za-z])\))"
    "(?P<gap>[ \u00a0]+)(?=[^ \u00a0])"
)
_SHORT_MONTHS = ("Jan", "Feb", "Mär", "Apr", "Jun", "Jul", "Aug", "Sep", "Okt", "Nov", "Dez")
# „26. Oktober“, „26. Okt.“ and „26. 10.“ are days
_DATE = re.compile(rf"(?:{'|'.join(MONTHS)})\b|(?:{'|'.join(_SHORT_MONTHS)})[a-z]*\.|[0-9]{{1,2}}\. ?(?:[0-9]|$)")
_RULE = re.compile(r" *(?:(?:- *){3,}|(?:\* *){3,}|(?:_ *){3,})$")
_BREAK = re.compile(r" {0,3}(?:>|#{1,6}[ \t])")
_RARE = "–·"  # in a text these are seldom the beginning of a point
# Behind „- “ these are seldom a point: „- 5 °C“, „- Frau Amt -“.
_DASHED = re.compile(r"(?:[0-9][0-9.,]*+ ?(?:°C?|%|€|Euro|EUR|Grad)|.* [-–]) *")
_WIDEST_GAP = 4


@dataclass(frozen=True, slots=True)
class Marker:
    """The beginning of a point: its indentation, its kind of list, and its number."""

    indent: int
    kind: str
    number: int
    text: str
    width: int
    is_rare: bool = False  # a sign that only counts beside others

    @property
    def is_ordered(self) -> bool:
        """Whether its number is shown."""
        return self.kind[0] in "1aA"


def may_hold_marker(block: str) -> bool:
    """Return whether a line of *block* could begin with a marker, which most blocks lack."""
    return _AT_BEGIN.match(block) is not None or ("\n" in block and _BELOW.search(block) is not None)


def read_marker(line: str) -> Marker | None:
    """Return the marker at the beginning of *line*, or None if it begins no point."""
    found = _MARKER.match(line)
    if found is None or _RULE.match(line):
        return None
    kind, number = "-", 0
    if found["number"]:
        kind, number = f"1{found['end']}", int(found["number"])
    elif found["letter"]:
        kind = "a" if found["letter"].islower() else "A"
        number = ord(found["letter"]) - ord(kind) + 1
    elif found["bullet"] in _RARE:
        kind = found["bullet"]
    text = line[found.end() :]
    if found["bullet"] and _is_text(found["bullet"], text):
        return None
    if kind == "1." and _DATE.match(text):
        return None
    is_rare = kind in _RARE or (line[0] == "-" and _DASHED.fullmatch(text) is not None)
    width = len(found[0]) - max(0, len(found["gap"]) - _WIDEST_GAP)
    return Marker(len(found["indent"]), kind, number, text, width, is_rare)


def _is_text(sign: str, text: str) -> bool:
    """Return whether *sign* means itself: „+ 5 %“, „* = belegt“."""
    return text.startswith("= ") or (sign == "+" and text[0].isdigit())


def indent_of(line: str) -> int:
    """Return how many blanks *line* begins with."""
    return len(line) - len(line.lstrip(" "))


def ends_list(line: str) -> bool:
    """Return whether *line* cannot belong to the point above: a rule, a heading, a quotation."""
    return (_RULE.match(line) or _BREAK.match(line)) is not None
