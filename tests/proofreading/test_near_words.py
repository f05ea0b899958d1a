"""Near words: every word one step away is found, without a look at the whole list."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.proofreading import near_words
from plugins.proofreading.near_words import NearWords

LETTERS = "abcdefgäöüß"
WORDS = st.text(LETTERS, min_size=4, max_size=12)


def steps(word: str) -> Iterator[str]:
    """Yield all that one step makes of *word*."""
    for at in range(len(word) + 1):
        yield from (word[:at] + letter + word[at:] for letter in LETTERS)
        yield word[:at] + word[at + 1 :]
        yield from (word[:at] + letter + word[at + 1 :] for letter in LETTERS)
        yield word[:at] + word[at + 1 : at + 2] + word[at : at + 1] + word[at + 2 :]


@given(WORDS, st.randoms())
def test_no_word_one_step_away_is_missed(word: str, choice: random.Random) -> None:
    """Wherever the step is, also at both ends and in words of the shortest kind."""
    typed = choice.choice([step for step in steps(word) if len(step) >= 4 and step != word])

    assert NearWords([word]).find(typed) == [word]


@given(WORDS, WORDS)
def test_a_word_further_away_is_not_offered(word: str, other: str) -> None:
    """„Özdemir“ is no „Trotzdem“; but for two ways to write one sound."""
    found = NearWords([word]).find(other)

    assert found == [] or other in set(steps(word)) | set(near_words._same_sound(word))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("Fussball", "Fußball"), ("Stadtt", "Stadt"), ("Alphabeet", "Alphabet"), ("Gemiende", "Gemeinde")],
)
def test_the_likeliest_comes_first(typed: str, meant: str) -> None:
    """A sound, a double letter, two letters exchanged; then a letter too few; then another."""
    assert NearWords(["Gemeinte", "Städt", "Stadt", "Fußball", "Fusball", "Alphabet", meant]).find(typed)[0] == meant


def test_the_work_grows_with_the_words_and_not_with_its_square(monkeypatch: pytest.MonkeyPatch) -> None:
    """Twice the texts, each with as many unknown words: about twice the comparisons."""
    counted = 0
    rank = near_words._rank

    def count(typed: str, other: str) -> int | None:
        nonlocal counted
        counted += 1
        return rank(typed, other)

    monkeypatch.setattr(near_words, "_rank", count)
    choice = random.Random(16)

    def compare(size: int) -> int:
        nonlocal counted
        counted = 0
        words = ["".join(choice.choices("abcdefghijklmnopqrstuvwxyz", k=choice.randint(7, 12))) for _ in range(size)]
        near = NearWords(words)
        for word in words:
            near.find(word[:2] + "q" + word[3:])
        return counted

    assert compare(1_000) < 3 * compare(500) + 500
    assert counted < 8 * 500, "each word is compared with a few others"
