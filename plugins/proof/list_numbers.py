"""List numbers: the markers that a browser counts for the points of a list."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

_ROMAN = (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl")
_ROMAN_BELOW = (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")
_NUMBER = re.compile(r"-?\d{1,9}")


@dataclass(slots=True)
class OpenList:
    """An open list: how its numbers look, "" for none, and the next one."""

    style: str = ""
    next: int = 1

    @classmethod
    def of(cls, name: str, attributes: Mapping[str, str]) -> OpenList:
        """Return the list that a tag *name* with these attributes opens."""
        begin = attributes.get("start", "1")
        return cls(attributes.get("type", "1") if name == "ol" else "", int(begin) if _NUMBER.fullmatch(begin) else 1)

    @property
    def number(self) -> str:
        """The next number as a browser shows it."""
        return _format(self.next, self.style)

    def take_marker(self, attributes: Mapping[str, str]) -> str:
        """Return the marker of a point with these attributes, and count on."""
        value = attributes.get("value", "")
        if _NUMBER.fullmatch(value):
            self.next = int(value)
        shown = f"{self.number}. " if self.style else ""
        self.next += 1
        return shown


def _format(number: int, style: str) -> str:
    if style in ("a", "A") and number > 0:
        letters = ""
        while number:
            number, rest = divmod(number - 1, 26)
            letters = chr(ord("a") + rest) + letters
        return letters if style == "a" else letters.upper()
    if style in ("i", "I") and 0 < number < 4000:
        roman = ""
        for value, sign in (*_ROMAN, *_ROMAN_BELOW):
            roman, number = roman + sign * (number // value), number % value
        return roman if style == "i" else roman.upper()
    return str(number)
