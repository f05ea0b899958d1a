"""Comparison: typed passages beside words of an output file, and where they differ."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from plugins.proof.alignment import Difference, differences
from plugins.proof.page_words import fragment_text
from plugins.proof.passages import Passage, words_of
from plugins.proof.source_words import source_passages
from plugins.proof.typed_addresses import without_tracking
from plugins.proof.words import CLOSE, OPEN, TokenSpan, is_word, locate_tokens, tokens

_CONTEXT = 4  # tokens among which a word is looked for before and behind it
_LONGEST = 12  # tokens of a place that a message quotes
_EMBED = re.compile(f"{OPEN}embed:([^{CLOSE}]*){CLOSE}")
_NAME = re.compile(f"{OPEN}[^:]*:([^{CLOSE}]*){CLOSE}")


@dataclass(frozen=True, slots=True)
class Deviation:
    """A place that is read otherwise than it was typed.

    ``typed`` and ``read`` are quotations with a word before and behind. ``is_word`` says that a word or a number is
    concerned and not merely signs, ``is_added`` that nothing was lost.
    """

    line: int
    typed: str
    read: str
    is_word: bool
    is_added: bool = False


def compare(source: str, html: str, first_line: int = 1) -> list[Deviation]:
    """Return where the page *html* is not as the Markdown *source* was typed."""
    page = fragment_text(html)
    return deviations(source_passages(source, first_line, page.embeds), page.text)


def deviations(typed: Sequence[Passage], read: str) -> list[Deviation]:
    """Return where *read* is not as *typed*, in order."""
    whole = words_of(typed)
    if whole == read or whole.split() == read.split():
        return []
    if "://" in whole:
        typed = without_tracking(typed, read)
        whole = words_of(typed)
    if OPEN in whole or OPEN in read:
        return _without_embeds(typed, read)
    one, other = tokens(whole), tokens(read)
    if one == other:
        return []
    return _Places(typed, whole, read).describe(list(differences(one, other)))


def _without_embeds(typed: Sequence[Passage], read: str) -> list[Deviation]:
    """Compare words and embeds apart: an embed may move below the sentence that it is in."""
    words = [Passage(one.line, _EMBED.sub(" ", one.text)) for one in typed]
    given = {name: one.line for one in typed for name in _EMBED.findall(one.text)}
    shown = set(_EMBED.findall(read))
    found = [Deviation(line, name, "", is_word=True) for name, line in given.items() if name not in shown]
    found += [Deviation(typed[0].line if typed else 1, "", name, True, True) for name in sorted(shown - given.keys())]
    rest = _EMBED.sub(" ", read)
    one, other = tokens(words_of(words)), tokens(rest)
    if one == other:
        return found
    return [*found, *_Places(words, words_of(words), rest).describe(list(differences(one, other)))]


def begins_with(typed: Sequence[Passage], read: str) -> bool:
    """Return whether *read* begins with the words *typed*."""
    whole = words_of(typed)
    if read.startswith(whole):
        return True
    one, other = tokens(whole), tokens(read)
    return other[: len(one)] == one


def absences(typed: Sequence[Passage], read: str) -> list[Deviation]:
    """Return which of *typed* stand nowhere in *read*, each as a whole."""
    missing = [one for one in without_tracking(typed, read) if one.text not in read]
    whole = f" {' '.join(tokens(read))} " if missing else ""
    return [_absence(one) for one in missing if f" {' '.join(tokens(one.text))} " not in whole]


def _absence(typed: Passage) -> Deviation:
    row = list(locate_tokens(typed.text))
    return Deviation(typed.line, _quote(typed.text, row, 0, len(row)), "", is_word=any(one.is_word for one in row))


class _Places:
    """The places of all tokens, found only if something differs."""

    def __init__(self, typed: Sequence[Passage], whole: str, read: str) -> None:
        self._passages, self._whole, self._read = typed, whole, read
        self._one, self._other = list(locate_tokens(whole)), list(locate_tokens(read))
        self._begins = [0]
        for passage in typed:
            self._begins.append(self._begins[-1] + len(passage.text) + 1)

    def describe(self, found: Sequence[Difference]) -> list[Deviation]:
        return [self._describe(one) for one in found]

    def _describe(self, place: Difference) -> Deviation:
        lost = [token.text for token in self._one[place.begin : place.end]]
        added = [token.text for token in self._other[place.other_begin : place.other_end]]
        return Deviation(
            line=self._line(place),
            typed=_quote(self._whole, self._one, place.begin, place.end),
            read=_quote(self._read, self._other, place.other_begin, place.other_end),
            is_word=any(map(is_word, [*lost, *added])),
            is_added=not lost,
        )

    def _line(self, place: Difference) -> int:
        if not self._passages:
            return 1
        at = min(place.begin, len(self._one) - 1)
        if place.begin == place.end and at:
            at -= 1 if place.begin >= len(self._one) else 0
        begin = self._one[at].begin if self._one else 0
        number = min(max(bisect_right(self._begins, begin) - 1, 0), len(self._passages) - 1)
        passage = self._passages[number]
        return passage.line + self._whole.count("\n", self._begins[number], begin)


def _quote(text: str, row: Sequence[TokenSpan], begin: int, end: int) -> str:
    """Return the tokens from *begin* to *end*, with a word on either side, of many the first."""
    first, last = max(begin - 1, 0), min(end + 1, len(row))
    while first and begin - first < _CONTEXT and not row[first].is_word:
        first -= 1
    while last < len(row) and last - end < _CONTEXT and not row[last - 1].is_word:
        last += 1
    if first >= last:
        return ""
    cut = min(last, first + _LONGEST)
    words = " ".join(text[row[first].begin : row[cut - 1].end].split())
    return _NAME.sub(r"\1", words).strip() + ("" if cut == last else " …")
