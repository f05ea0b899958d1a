"""List points: which lines begin a point of a list, and what they say."""

from __future__ import annotations

import re
from collections.abc import Sequence

from plugins.proof.numbered_points import OrderedLists, PointNumber
from plugins.proof.passage_writer import PassageWriter

POINT = re.compile(r"^([ \t]*)(?:([-*+•·–\uf076\uf0a7\uf0b7\uf0d8\uf0fc])|(\d{1,9})[.)]|([a-zA-Z])\))(?:[ \t]+|$)")
_DASHES = "–·"  # signs that begin points only beside others, or below a colon
# With a minus, or between dashes as in an address.
_DASHED = re.compile(r"(?:[0-9][0-9.,]*+ ?(?:°C?|%|€|Euro|EUR|Grad)|.* [-–])[ ]*")
_BOX = re.compile(r"^\[([ xX])\](?=\s)")


class PointReader:
    """Reads the points of the lists of a text, line by line."""

    def __init__(self, writer: PassageWriter, lines: Sequence[str]) -> None:
        self._writer, self._lines = writer, lines
        self._ordered = OrderedLists()
        self._in_dashes = False

    def count_up(self) -> None:
        """Let the lists count of which every point has a one."""
        self._ordered.count_up()

    def end_all(self) -> None:
        """End all ordered lists."""
        self._ordered.end_all()

    def end(self, indent: int) -> None:
        """End the lists that stand as far in as *indent*, or farther."""
        self._ordered.end(indent)
        self._in_dashes = False

    def read(self, number: int, point: re.Match[str], indent: int, above: str) -> bool:
        """Read the line *number* as the *point* that POINT found; return False if it is none.

        *above* is the line before it that held words.
        """
        below = self._lines[number + 1].strip() if number + 1 < len(self._lines) else ""
        if not self._begins(point, above, below):
            return False
        self._writer.flush()
        rest = point.string[point.end() :].strip()
        if box := _BOX.match(rest):
            rest = f"{'☐' if box[1] == ' ' else '☑'}{rest[box.end() :]}"
        if point[3] and not (point[3][0] == "0" and len(point[3]) > 1):
            self._ordered.add(indent, PointNumber(len(self._writer.into), int(point[3]), self._writer.into))
            self._writer.add(number, f"{int(point[3])}. {rest}")
            return True
        self._ordered.end(indent)
        if not point[2]:
            self._writer.add(number, f"{point[3] or point[4]}. {rest}")
            return True
        inner = POINT.match(rest)
        if inner is None or not self.read(number, inner, indent + len(point[0].lstrip()), above):
            self._writer.add(number, rest)
        return True

    def _begins(self, point: re.Match[str], above: str, below: str) -> bool:
        """Return whether a line begins a point of a list, and not merely a sentence with a sign."""
        sign, rest = point[2], point.string[point.end() :]
        if point[3] or point[4]:
            return True
        if not rest.strip():
            return False  # nothing but the sign: what was typed is the sign
        if (sign == "+" and rest[:1].isdigit()) or rest.startswith("= "):
            return False
        if sign in _DASHES:
            self._in_dashes = self._in_dashes or above.endswith(":") or below.startswith(sign)
            return self._in_dashes
        if point.string.startswith("-") and _DASHED.fullmatch(rest):
            return above.endswith(":") or above.startswith(f"{sign} ") or below.startswith(f"{sign} ")
        return True
