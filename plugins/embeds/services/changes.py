"""Changes: what became another in the words that citizens agree to, and on which day.

changes:           # the newest first; its day is the version that citizens read of
  - day: 2026-11-30
    what: Seither steht hier auch, in welche Länder die Angaben gelangen können.
    english: Since then it is also stated which countries the data can reach.   # may be missing
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any


@dataclass(frozen=True, slots=True)
class Change:
    """A day on which the text of a service became another, and what changed: a sentence."""

    day: dt.date
    what: str
    english: str = ""

    def in_language(self, lang: str) -> tuple[str, str]:
        """Return what changed as a page in *lang* says it, and the language it is in."""
        return (self.english, "en") if self.english and lang.partition("-")[0] == "en" else (self.what, "de")


def read_changes(given: Sequence[dict[str, Any]]) -> tuple[Change, ...]:
    """Return the changes of a file. Raises ValueError unless they are days with sentences."""
    changes = tuple(Change(**one) for one in given)
    for change in changes:
        if type(change.day) is not dt.date:
            raise ValueError(f"{change.day!r} is no day")
        if any(not isinstance(text, str) or text[-1:] not in ("", ".") for text in (change.what, change.english)):
            raise ValueError(f"what changed on {change.day} is no sentence")
    if not changes or not all(change.what for change in changes):
        raise ValueError("each text has a first day, and each day says what changed")
    if not all(newer.day > older.day for newer, older in pairwise(changes)):
        raise ValueError("the newest day stands first")
    return changes
