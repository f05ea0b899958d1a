"""Slow expressions: those of a site's own that some addresses would keep busy for years.

They are judged by their structure and not by a trial, which would need the very text that is slow, a process to end,
and a result to keep. Within a repeat, each choice has to be clear from the next character; where it is not, a text can
be divided in more ways than anybody can wait for. A few expressions that would do no harm are refused as well.
"""

from __future__ import annotations

import re
import re._constants as codes  # type: ignore[import-not-found]
import re._parser as parser  # type: ignore[import-not-found]
from collections.abc import Iterator, Sequence
from itertools import combinations

_FEW = 3  # so few repeats make no address too long to try
_ALL = frozenset(map(chr, range(128)))
_REPEATS = (codes.MAX_REPEAT, codes.MIN_REPEAT)
_Node = tuple[object, object]


def is_slow(expression: str) -> bool:
    """Return whether each character of an address may double the time *expression* needs."""
    try:
        return any(_is_unclear(body) for body in _repeated(parser.parse(expression)))
    except (re.error, RecursionError):
        return True


def _repeated(nodes: Sequence[_Node]) -> Iterator[Sequence[_Node]]:
    """Yield what may stand more than a few times, wherever it stands in *nodes*."""
    for code, about in nodes:
        if code in _REPEATS and about[1] > _FEW:  # type: ignore[index]
            yield about[2]  # type: ignore[index]
        for inner in _inner(about):
            yield from _repeated(inner)


def _inner(about: object) -> Iterator[Sequence[_Node]]:
    """Yield the sequences of nodes in what is said *about* one node."""
    if isinstance(about, parser.SubPattern):
        yield about
    elif isinstance(about, tuple | list):
        for one in about:
            yield from _inner(one)


def _is_unclear(body: Sequence[_Node]) -> bool:
    """Return whether a choice in the repeated *body* is not clear from the next character."""
    for number, (code, about) in enumerate(body):
        after = body[(number + 1) % len(body)]
        if code in _REPEATS:
            low, high, inner = about[0], about[1], about[2]  # type: ignore[index]
            if _has_choice(inner) or (low != high and (len(inner) != 1 or _signs(inner[0]) & _signs(after))):
                return True
        elif code is codes.BRANCH:
            ways = [_signs(way[0]) if way and not _has_choice(way) else _ALL for way in about[1]]  # type: ignore[index]
            if any(one & other for one, other in combinations(ways, 2)):
                return True
        elif any(map(_has_choice, _inner(about))):
            return True
    return False


def _has_choice(nodes: Sequence[_Node]) -> bool:
    return any(
        code is codes.BRANCH
        or (code in _REPEATS and about[0] != about[1])  # type: ignore[index]
        or any(map(_has_choice, _inner(about)))
        for code, about in nodes
    )


def _signs(node: _Node) -> frozenset[str]:
    """Return the characters that *node* takes or begins with; all where that is not plain."""
    code, about = node
    if code in _REPEATS and about[0] and about[2]:  # type: ignore[index]
        return _signs(about[2][0])  # type: ignore[index]
    if code not in (codes.LITERAL, codes.NOT_LITERAL, codes.IN):
        return _ALL
    return frozenset(sign for sign in _ALL if _takes(node, sign)) or _ALL


def _takes(node: _Node, sign: str) -> bool:
    code, about = node
    if code is codes.LITERAL:
        return about == ord(sign)
    if code is codes.NOT_LITERAL:
        return about != ord(sign)
    if code is codes.RANGE:
        return about[0] <= ord(sign) <= about[1]  # type: ignore[index, no-any-return]
    if code is codes.CATEGORY:
        return re.match(_CATEGORIES.get(about, "."), sign, re.ASCII | re.DOTALL) is not None
    negated = about[0][0] is codes.NEGATE  # type: ignore[index]
    return negated != any(_takes(one, sign) for one in about[negated:])  # type: ignore[index]


_CATEGORIES: dict[object, str] = {
    codes.CATEGORY_DIGIT: r"\d",
    codes.CATEGORY_NOT_DIGIT: r"\D",
    codes.CATEGORY_WORD: r"\w",
    codes.CATEGORY_NOT_WORD: r"\W",
    codes.CATEGORY_SPACE: r"\s",
    codes.CATEGORY_NOT_SPACE: r"\S",
}
