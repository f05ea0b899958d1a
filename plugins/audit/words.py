"""Sets of names, written as one line of words."""

from __future__ import annotations


def words(line: str) -> frozenset[str]:
    """Return the words of *line*; a long list of names reads better without quotes and commas."""
    return frozenset(line.split())
