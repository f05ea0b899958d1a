"""Emphasis: the stars and underscores that are markup, and those that are to be read.

The rules are those of CommonMark (https://spec.commonmark.org/0.31.2/#emphasis-and-strong-emphasis), with one more:
between two letters or digits a sign stays a sign, as in „Bürger*innen“.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(slots=True)
class Run:
    """A run of equal signs: its place among pieces, and how many signs are left to be read."""

    at: int
    sign: str
    left: int
    size: int
    opens: bool
    closes: bool


def make_run(at: int, signs: str, before: str, after: str) -> Run:
    """Return the run of *signs* between two characters, "" being the edge of the text."""
    between = before.isalnum() and after.isalnum() and signs[0] != "~"
    blank_before, blank_after = not before or before.isspace(), not after or after.isspace()
    mark_before, mark_after = _is_punctuation(before), _is_punctuation(after)
    left = not blank_after and (not mark_after or blank_before or mark_before)
    right = not blank_before and (not mark_before or blank_after or mark_after)
    opens, closes = left and not between, right and not between
    if signs[0] == "_":
        opens, closes = opens and (not right or mark_before), closes and (not left or mark_after)
    if signs[0] == "~":
        opens, closes = opens and len(signs) == 2, closes and len(signs) == 2
    return Run(at, signs[0], len(signs), len(signs), opens, closes)


def resolve(runs: Sequence[Run]) -> None:
    """Take from each run the signs that open or close an emphasis; ``left`` are the others."""
    waiting: list[Run] = []
    bottom: dict[tuple[str, int, bool], int] = {}
    for run in runs:
        if run.closes:
            _close(run, waiting, bottom)
        if run.left and run.opens:
            waiting.append(run)


def _close(run: Run, waiting: list[Run], bottom: dict[tuple[str, int, bool], int]) -> None:
    while run.left:
        key = (run.sign, run.size % 3, run.opens)
        lowest = min(bottom.get(key, 0), len(waiting))
        at = len(waiting) - 1
        while at >= lowest and not _fits(waiting[at], run):
            at -= 1
        if at < lowest:
            bottom[key] = len(waiting)
            return
        opener = waiting[at]
        taken = 2 if opener.left >= 2 and run.left >= 2 else 1
        opener.left, run.left = opener.left - taken, run.left - taken
        del waiting[at + 1 :]
        if not opener.left:
            waiting.pop()


def _fits(opener: Run, closer: Run) -> bool:
    if opener.sign != closer.sign or not opener.left:
        return False
    both = opener.closes or closer.opens
    return not (both and (opener.size + closer.size) % 3 == 0 and (opener.size % 3 or closer.size % 3))


def _is_punctuation(sign: str) -> bool:
    return bool(sign) and unicodedata.category(sign)[0] in "PS"
