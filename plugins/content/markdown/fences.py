"""Fences: blocks of code between two lines of ``` or ~~~, also within lists and quotations."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markdown import Markdown
from markdown.extensions.fenced_code import FencedBlockPreprocessor

_OPENING = re.compile(
    r"(?P<before>(?: *>)*)(?P<marker> *(?:[-*+•] +|[0-9]{1,3}[.)] +)?)(?P<fence>`{3,}(?=[^`]*$)|~{3,})"
)
_SIGNS = ("```", "~~~")


@dataclass(frozen=True, slots=True)
class Fence:
    """A block of code: its first and its last line, and what stands before its signs."""

    first: int
    last: int
    before: str
    marker: str
    signs: str


def find_fences(lines: Sequence[str]) -> Iterator[Fence]:
    """Yield the closed fences of *lines*; an open one is text."""
    open_for: dict[tuple[str, str], int] = {}  # so many signs have found no end, so no more would
    at = 0
    while at < len(lines):
        found = _OPENING.match(lines[at]) if any(map(lines[at].__contains__, _SIGNS)) else None
        if found:
            quote, signs = found["before"].replace(" ", ""), found["fence"]
            if len(signs) < open_for.get((quote, signs[0]), len(signs) + 1):
                last = _find_end(lines, at, quote, signs)
                if last is not None:
                    yield Fence(at, last, found["before"], found["marker"], signs)
                    at = last
                else:
                    open_for[quote, signs[0]] = len(signs)
        at += 1


def _find_end(lines: Sequence[str], first: int, quote: str, signs: str) -> int | None:
    for number in range(first + 1, len(lines)):
        text = lines[number].strip()
        for _ in quote:
            if not text.startswith(">"):
                return None  # the quotation is over
            text = text[1:].lstrip()
        if text.startswith(signs) and not text.strip(signs[0]):
            return number
    return None


class FencePreprocessor(FencedBlockPreprocessor):
    """Markdown's own, for fences that are indented or quoted as well."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md, {"lang_prefix": "language-"})

    def run(self, lines: list[str]) -> list[str]:
        """Return *lines* with each block of code set aside."""
        found: list[str] = []
        at = 0
        for fence in find_fences(lines):
            found += lines[at : fence.first]
            found += self._set_aside(fence, lines)
            at = fence.last + 1
        return [*found, *lines[at:]] if at else lines

    def _set_aside(self, fence: Fence, lines: Sequence[str]) -> Iterator[str]:
        """Yield the lines that stand for *fence*, which belong where it stood."""
        width = len(fence.marker)
        opening = lines[fence.first][len(fence.before) + width :].rstrip()
        code = [_strip(line, fence.before, width) for line in lines[fence.first + 1 : fence.last]]
        kept = [line for line in super().run([opening, *code, fence.signs]) if line]
        if len(kept) != 1:  # Markdown does not understand what stands behind the signs
            yield from lines[fence.first : fence.last + 1]
            return
        if not fence.marker.strip():
            yield fence.before
        yield f"{fence.before}{fence.marker}{kept[0]}"
        yield fence.before
        yield fence.before  # within a quotation the first one only ends the line


def _strip(line: str, before: str, width: int) -> str:
    """Return *line* without the signs of a quotation, and *width* blanks at most."""
    for _ in range(before.count(">")):
        line = line.lstrip(" ").removeprefix(">")
    if before:
        line = line.removeprefix(" ")
    return line[min(len(line) - len(line.lstrip(" ")), width) :]
