"""Passages: typed words that know their lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Passage:
    """Words with the line in which they begin; each line end among them is one of the file."""

    line: int
    text: str


def words_of(passages: Sequence[Passage]) -> str:
    """Return *passages* as one text."""
    return "\n".join(passage.text for passage in passages)
