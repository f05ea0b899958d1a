"""Delimiters: which stars, underscores and tildes of a text belong together.

They are paired as CommonMark says.

With one rule more: between letters or digits stars stay what they are, as in „Bürger*innen“.

CommonMark 0.31, „Phase 2: inline structure“ (https://spec.commonmark.org/0.31.2/#phase-2-inline-structure).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

RUN = re.compile(r"\*+|_+|~+")
_MAX_STRIKE = 2
_MAX_STRAY = 3


@dataclass(slots=True)
class DelimiterRun:
    """Equal signs in a row; ``begin`` and ``end`` shrink as they find partners."""

    sign: str
    begin: int
    end: int
    opens: bool
    closes: bool
    before: int  # the run before that still looks for a partner, or -1
    after: int = -1
    length: int = 0


@dataclass(frozen=True, slots=True)
class Pair:
    """Two groups of signs with text between them that they mark."""

    tag: str
    begin: int
    inner_begin: int
    inner_end: int
    end: int


@lru_cache(maxsize=4096)
def _kind(sign: str) -> str:
    """Return „space“, „word“ or „other“.

    What Markdown has set aside was punctuation, or ends with some.
    """
    if not sign or sign.isspace():
        return "space"
    return "other" if unicodedata.category(sign)[0] in "PSC" else "word"


def find_runs(text: str) -> list[DelimiterRun]:
    """Return the runs of *text* that may open or close something, or stand beside a word."""
    runs: list[DelimiterRun] = []
    for match in RUN.finditer(text):
        begin, end = match.span()
        sign = text[begin]
        if sign == "~" and end - begin != _MAX_STRIKE:
            continue
        left, right = _kind(text[begin - 1 : begin]), _kind(text[end : end + 1])
        opens = right == "word" or (right == "other" and left != "word")
        closes = left == "word" or (left == "other" and right != "word")
        if opens and closes and sign != "~":
            opens, closes = left == "other", right == "other"
        runs.append(DelimiterRun(sign, begin, end, opens, closes, len(runs) - 1, len(runs) + 1, end - begin))
    return runs


def pair(runs: list[DelimiterRun]) -> Iterator[Pair]:
    """Yield the pairs among *runs*, inner ones first; what is left of a run stays text."""
    no_opener: dict[tuple[str, bool, int], int] = {}  # below these there is none, so none is looked for twice
    at = 0
    while at < len(runs):
        closer = runs[at]
        if not closer.closes or closer.begin == closer.end:
            at += 1
            continue
        key = (closer.sign, closer.opens, closer.length % 3)
        floor = no_opener.get(key, -1)
        found = closer.before
        while found > floor and not _fits(runs[found], closer):
            found = runs[found].before
        if found <= floor:
            no_opener[key] = closer.before
            if not closer.opens:
                _drop(runs, at)
            at += 1
            continue
        opener = runs[found]
        size = 2 if min(opener.end - opener.begin, closer.end - closer.begin) > 1 else 1
        tag = "del" if closer.sign == "~" else "strong" if size > 1 else "em"
        yield Pair(tag, opener.end - size, opener.end, closer.begin, closer.begin + size)
        opener.end -= size
        closer.begin += size
        closer.before = found  # what stood between them has no partner any more
        opener.after = at
        if opener.begin == opener.end:
            _drop(runs, found)
        if closer.begin == closer.end:
            _drop(runs, at)
            at += 1


def is_stray(run: DelimiterRun) -> bool:
    """Return whether what is left of *run* was probably meant to mark something."""
    return 1 < run.length <= _MAX_STRAY and run.begin < run.end and (run.opens or run.closes)


def _fits(opener: DelimiterRun, closer: DelimiterRun) -> bool:
    if not opener.opens or opener.sign != closer.sign:
        return False
    if not (opener.closes or closer.opens):
        return True
    return (opener.length + closer.length) % 3 != 0 or (opener.length % 3 == 0 and closer.length % 3 == 0)


def _drop(runs: list[DelimiterRun], at: int) -> None:
    run = runs[at]
    if run.before >= 0:
        runs[run.before].after = run.after
    if run.after < len(runs):
        runs[run.after].before = run.before
