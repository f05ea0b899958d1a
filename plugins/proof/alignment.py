"""Alignment: where two rows of tokens differ, in time that grows with their length.

Equal ends are taken off. Between them, runs of tokens that occur once on either side are anchors (Cohen's patience
diff); what lies between two anchors is short, and compared closely, or is one difference as a whole.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

_CLOSE = 300  # tokens that are compared with each other closely, whose cost grows with their square
_RUNS = (4, 2, 1)  # tokens of an anchor; shorter ones are tried where there are none of the longer


@dataclass(frozen=True, slots=True)
class Difference:
    """A part of one row, ``begin`` to ``end``, and that of the other row in its place."""

    begin: int
    end: int
    other_begin: int
    other_end: int


def differences(one: Sequence[str], other: Sequence[str]) -> Iterator[Difference]:
    """Yield where *other* is not as *one*, in order."""
    yield from _compare(one, other, Difference(0, len(one), 0, len(other)), 0)


def _compare(one: Sequence[str], other: Sequence[str], part: Difference, level: int) -> Iterator[Difference]:
    part = _without_equal_ends(one, other, part)
    lengths = part.end - part.begin, part.other_end - part.other_begin
    if not any(lengths):
        return
    if not all(lengths):
        yield part
    elif max(lengths) <= _CLOSE:
        yield from _compare_closely(one, other, part)
    elif level == len(_RUNS):
        yield part
    else:
        begin, other_begin, size = part.begin, part.other_begin, _RUNS[level]
        found = _anchors(one, other, part, size)
        for at, other_at in found:
            if at >= begin and other_at >= other_begin:
                yield from _compare(one, other, Difference(begin, at, other_begin, other_at), level + 1)
                begin, other_begin = at + size, other_at + size
        yield from _compare(one, other, Difference(begin, part.end, other_begin, part.other_end), level + 1)


def _without_equal_ends(one: Sequence[str], other: Sequence[str], part: Difference) -> Difference:
    begin, end, other_begin, other_end = part.begin, part.end, part.other_begin, part.other_end
    while begin < end and other_begin < other_end and one[begin] == other[other_begin]:
        begin, other_begin = begin + 1, other_begin + 1
    while begin < end and other_begin < other_end and one[end - 1] == other[other_end - 1]:
        end, other_end = end - 1, other_end - 1
    return Difference(begin, end, other_begin, other_end)


def _compare_closely(one: Sequence[str], other: Sequence[str], part: Difference) -> Iterator[Difference]:
    first, second = one[part.begin : part.end], other[part.other_begin : part.other_end]
    for kind, begin, end, other_begin, other_end in SequenceMatcher(None, first, second, False).get_opcodes():
        if kind != "equal":
            at, there = part.begin, part.other_begin
            yield Difference(at + begin, at + end, there + other_begin, there + other_end)


def _anchors(one: Sequence[str], other: Sequence[str], part: Difference, size: int) -> list[tuple[int, int]]:
    """Return places of runs that occur once in either part, ascending on both sides."""
    first = _once(one, part.begin, part.end, size)
    second = _once(other, part.other_begin, part.other_end, size)
    pairs = [(at, second[run]) for run, at in first.items() if run in second]
    return _longest_ascending(pairs)


def _once(row: Sequence[str], begin: int, end: int, size: int) -> dict[tuple[str, ...], int]:
    """Return the place of each run of *size* tokens that occurs once, in order."""
    found: dict[tuple[str, ...], int] = {}
    for at in range(begin, end - size + 1):
        run = tuple(row[at : at + size])
        found[run] = -1 if run in found else at
    return {run: at for run, at in found.items() if at >= 0}


def _longest_ascending(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest row of *pairs* that ascends by their second numbers as well."""
    tails: list[int] = []  # the last places of the best rows of each length
    rows: list[int] = []  # which pair ends each of them
    before = [-1] * len(pairs)
    for number, (_, place) in enumerate(pairs):
        length = bisect_left(tails, place)
        before[number] = rows[length - 1] if length else -1
        if length == len(tails):
            tails.append(place)
            rows.append(number)
        else:
            tails[length], rows[length] = place, number
    found = []
    number = rows[-1] if rows else -1
    while number >= 0:
        found.append(pairs[number])
        number = before[number]
    return found[::-1]
