"""Names: words that no dictionary can know and that are no typing errors.

Two things tell a name: a title or a first name before it, or a capital within a sentence. Nouns have capitals as well
in German; what is built like one (an ending such as -ung, a known word at its beginning or end) counts as a noun.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

_TITLES = (
    r"Herrn?|Frau|Familie|Dr|Prof|Professor(?:in)?|Dipl|Ing|Minister(?:in)?|Ministers|Ministerpräsident(?:in)?"
    r"|Staatssekretär(?:in)?|Staatsminister(?:in)?|Bürgermeister(?:in)?|Oberbürgermeister(?:in)?|Landrat|Landrätin"
    r"|Präsident(?:in)?|Kanzler(?:in)?|Bundeskanzler(?:in)?|Senator(?:in)?|Abgeordneten?r?|Direktor(?:in)?"
    r"|Beauftragten?r?|Moderator(?:in)?|Autor(?:in)?|Pfarrer(?:in)?|Bischof|Mr|Mrs|Ms|Miss|Sir|Lady|Lord"
)
_BEFORE = re.compile(
    rf"(?:\b(?:{_TITLES})\.?\s+|\b(?P<first>[^\W\d_]+(?:-[^\W\d_]+)?)\s+)(?:[A-ZÄÖÜ]\.\s*)*"
    r"(?:(?:von|van|zu|vom|zum|de|del|della|di|da|dos|den|der|el|al|bin|ibn|ter|ten)\s+){0,3}$"
)
_WITHIN = re.compile(r"(?:[\w,%]|[\w,][)“”»\"'’*]+)\s+[(„“»«\"'*]*$")
_NOUN_ENDING = re.compile(
    r"(?:ung|heit|keit|schaft|tion|tät|ment|nis|tum|ismus|ierer|ologie)(?:s|e|es|en|er|innen)?$"
    r"|(?:ungs|heits|keits|schafts|tions|täts)\w+$"
)
_FEWEST_OF_COMPOUND, _FEWEST_OF_PART = 10, 5


@cache
def first_names() -> frozenset[str]:
    """Return first names that are common in Germany."""
    text = (Path(__file__).parent / "first_names.txt").read_text(encoding="utf-8")
    return frozenset(word for line in text.splitlines() if not line.startswith("#") for word in line.split())


def follows_a_name(before: str) -> bool:
    """Return whether the text *before* a word ends with a title or a first name."""
    found = _BEFORE.search(before[-80:])
    return found is not None and (found["first"] is None or is_first_name(found["first"]))


def is_first_name(word: str) -> bool:
    """Return whether *word* is a first name, or two with a hyphen."""
    return all(part in first_names() for part in word.split("-"))


def is_within_sentence(before: str) -> bool:
    """Return whether the text *before* a word shows that no sentence begins with it."""
    return _WITHIN.search(before[-20:]) is not None


def is_built_like_a_noun(word: str, words: frozenset[str]) -> bool:
    """Return whether *word* ends like a noun, or begins or ends with one of *words* (small)."""
    if _NOUN_ENDING.search(word) and len(word) > 6:
        return True
    small = word.lower()
    if len(small) < _FEWEST_OF_COMPOUND:
        return False
    cuts = range(_FEWEST_OF_PART, len(small) - 3)
    return any(small[:cut] in words or small[-cut:] in words for cut in cuts)
