"""Golden cases: a title, a lone dot, what is given, a dot, what is expected, a dot."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

_FOLDER = Path(__file__).parent / "golden"


@dataclass(frozen=True, slots=True)
class Case:
    """One golden case."""

    title: str
    given: str
    expected: str

    def __str__(self) -> str:
        return self.title


def cases(name: str) -> list[Case]:
    """Return the cases of the file *name* in the golden folder. Raises ValueError if a dot is missing."""
    found = []
    pieces = (_FOLDER / name).read_text(encoding="utf-8").split("\n.\n")
    if len(pieces) % 3 not in (0, 1):
        raise ValueError(f"{name}: a case has no end, or two lone dots stand together")
    for title, given, expected in zip(pieces[::3], pieces[1::3], pieces[2::3], strict=False):
        found.append(Case(title.strip(), given, expected))
    return found
