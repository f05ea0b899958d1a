"""Element: a tag with its attributes, and sets of tag names written as one line of words."""

from __future__ import annotations

from dataclasses import dataclass


def words(line: str) -> frozenset[str]:
    """Return the words of *line*; a long list of names reads better without quotes and commas."""
    return frozenset(line.split())


@dataclass(frozen=True, slots=True, eq=False)
class Element:
    """A tag with its attributes, names in lower case, values decoded.

    Equal elements of files read together are one object: the navigation of 15,000
    pages is judged once. Hence no ``eq``: they are compared by identity.
    """

    tag: str
    attributes: tuple[tuple[str, str], ...]

    def get(self, name: str) -> str | None:
        """Return the value of an attribute, None if it is absent."""
        return next((value for key, value in self.attributes if key == name), None)
