"""Near words: those of a list that one step of typing makes of another word.

A step is a letter too many, too few, or another one, or two neighbours exchanged; or two ways to write one sound.
A word is compared with few others: whoever wrote it got the half before the step or the half behind it right, so
only words of about its length that share one of the halves are looked at. Time grows with the words asked for, not
with their number times that of the list.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property

_FEWEST_LETTERS = 4  # nearly any three letters are one step from a word
_SOUNDS = (
    *(
        ("ss", "ß"),
        ("ae", "ä"),
        ("oe", "ö"),
        ("ue", "ü"),
        ("ph", "f"),
        ("th", "t"),
        ("ck", "k"),
        ("ie", "i"),
        ("tz", "z"),
    ),
    *(("d", "t"), ("v", "f"), ("b", "p"), ("g", "k"), ("s", "ß"), ("ä", "e"), ("eu", "äu"), ("ks", "x")),
)


class NearWords:
    """A list of words that can be asked for the neighbours of another word."""

    def __init__(self, words: Iterable[str] = ()) -> None:
        self._forms: dict[str, str] = {}  # as they are written, by themselves in small letters
        self._halves: defaultdict[tuple[int, str], list[str]] = defaultdict(list)
        for word in words:
            self.add(word)

    def __contains__(self, word: str) -> bool:
        return word.lower() in self._forms

    def add(self, word: str) -> None:
        """Add *word*, unless it is there."""
        small = word.lower()
        if small in self._forms or len(small) < _FEWEST_LETTERS - 1:
            return
        self._forms[small] = word
        half = _half(len(small))
        self._halves[len(small), small[:half]].append(small)
        if small[-half:] != small[:half]:
            self._halves[len(small), small[-half:]].append(small)

    def find(self, word: str) -> list[str]:
        """Return the words one step from *word*, the likeliest first, as the list has them."""
        small = word.lower()
        if len(small) < _FEWEST_LETTERS:
            return []
        ranks = {other: 0 for other in _same_sound(small) if other in self._forms}
        for other in self._candidates(small):
            rank = _rank(small, other)
            if rank is not None:
                ranks.setdefault(other, rank)
        return [self._forms[other] for other in sorted(ranks, key=lambda other: (ranks[other], other))]

    def guess(self, word: str) -> list[str]:
        """Return what may be words one step from *word*, the likeliest first.

        Their groups of three letters all stand in the list. They are for words that a dictionary forms and does not
        list; they are in small letters, but for a first capital.
        """
        small = word.lower()
        steps = {step for step in _steps(small, self._letters) if self._is_plausible(step)}
        ranked = sorted((rank, step) for step in steps if (rank := _rank(small, step)) is not None)
        return [word[0].upper() + step[1:] if word[0].isupper() else step for _, step in ranked]

    @cached_property
    def _trigrams(self) -> frozenset[str]:
        return frozenset(three for small in self._forms for three in _threes(small))

    @cached_property
    def _letters(self) -> str:
        return "".join(sorted({letter for small in self._forms for letter in small if letter.isalpha()}))

    def _is_plausible(self, small: str) -> bool:
        return self._trigrams.issuperset(_threes(small))

    def _candidates(self, small: str) -> Iterator[str]:
        for length in range(len(small) - 1, len(small) + 2):
            half = _half(length)
            yield from self._halves.get((length, small[:half]), ())
            yield from self._halves.get((length, small[-half:]), ())


def _threes(small: str) -> list[str]:
    """Return all groups of three letters in *small*, with those at its ends."""
    text = f"^{small}$"
    return [text[at : at + 3] for at in range(len(text) - 2)]


def _steps(small: str, letters: str) -> Iterator[str]:
    """Yield all texts one step from *small*."""
    for at in range(len(small) + 1):
        before, behind = small[:at], small[at:]
        yield from (f"{before}{letter}{behind}" for letter in letters)
        if behind:
            yield before + behind[1:]
            yield from (f"{before}{letter}{behind[1:]}" for letter in letters)
            yield before + behind[1:2] + behind[:1] + behind[2:]


def _half(length: int) -> int:
    """Return how many letters before or behind any step are right in a word of *length*."""
    return max((length - 1) // 2, 1)


def _same_sound(small: str) -> Iterator[str]:
    """Yield *small* with one sound written in another way."""
    for one, other in _SOUNDS:
        for old, new in ((one, other), (other, one)):
            at = small.find(old)
            while at >= 0:
                yield f"{small[:at]}{new}{small[at + len(old) :]}"
                at = small.find(old, at + 1)


def _rank(typed: str, other: str) -> int | None:
    """Return how unlikely the step from *other* to *typed* is, 1 to 3; None if it is none."""
    same = 0
    for one, two in zip(typed, other, strict=False):
        if one != two:
            break
        same += 1
    a, b = typed[same:], other[same:]
    if len(a) == len(b):
        if a[1:] == b[1:]:
            return 3 if a else None
        return 1 if a[2:] == b[2:] and a[0] == b[1] and a[1] == b[0] else None
    longer, shorter = (a, b) if len(a) > len(b) else (b, a)
    if longer[1:] != shorter:
        return None
    is_double = same > 0 and longer[0] == typed[same - 1]
    return 1 if is_double else 2
