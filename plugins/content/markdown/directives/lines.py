"""Directive lines: finds the lines that open and close directives.

The syntax is that of pymdownx.blocks: https://facelessuser.github.io/pymdown-extensions/extensions/blocks/. Beyond it
names may be typed in capitals and without umlauts, and a directive within another may have as many slashes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from plugins.core.urls import slugify

DEEPEST = 3
_OPENING = re.compile(r"(?P<signs>/{3,})[ \t]*(?P<name>[^\s|/][^|/]*?)[ \t]*(?:\|[ \t]*(?P<argument>.*?)[ \t]*)?")
_CLOSING = re.compile(r"(/{3,})[ \t]*")


@dataclass(frozen=True, slots=True)
class Directive:
    """A directive of a text.

    ``first`` and ``last`` are the indexes of the lines that open and close it; ``last`` is None if nothing closes it.
    ``name`` is as it was typed, ``key`` as kinds are looked up. ``depth`` counts the directives around it.
    """

    first: int
    last: int | None
    signs: str
    name: str
    argument: str
    depth: int

    @property
    def key(self) -> str:
        """The name in small letters without umlauts."""
        return slugify(self.name)


def find_directives(lines: Sequence[str]) -> tuple[list[Directive], list[int]]:
    """Return the directives of *lines*, and the indexes of lines that close nothing."""
    found: list[Directive] = []
    strays: list[int] = []
    waiting: list[int] = []  # places in found
    for number, line in enumerate(lines):
        if not line.startswith("///"):
            continue
        if closing := _CLOSING.fullmatch(line):
            _close(closing[1], number, found, waiting, strays)
        elif opening := _OPENING.fullmatch(line):
            waiting.append(len(found))
            name, argument = opening["name"], opening["argument"] or ""
            found.append(Directive(number, None, opening["signs"], name, argument, len(waiting) - 1))
    return found, strays


def _close(signs: str, number: int, found: list[Directive], waiting: list[int], strays: list[int]) -> None:
    """Close the innermost directive with these *signs*; those within it stay open."""
    at = next((n for n in range(len(waiting) - 1, -1, -1) if found[waiting[n]].signs == signs), None)
    if at is None:
        strays.append(number)
        return
    one = found[waiting[at]]
    found[waiting[at]] = Directive(one.first, number, one.signs, one.name, one.argument, one.depth)
    del waiting[at:]
