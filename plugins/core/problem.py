"""Problem: a message to an editor, with its place and its remedy."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")

OPEN_FACT = "open-fact"  # the code of a fact that nobody knows yet: there may be many, and no author can help it
_PLACES_PRINTED = 4  # further places in a message for people; programs get all of them


class Severity(StrEnum):
    """How much a problem weighs: an error stops a build, a warning never does."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to put right, with its place and its remedy, both in German.

    ``file`` is relative to the project, with forward slashes; ``line`` counts
    from 1, and 1 also stands for the file as a whole. ``code`` names the kind
    of problem for machines and never changes once published. ``places`` are
    further files and lines where the same is to be put right.
    """

    file: str
    line: int
    message: str
    remedy: str
    code: str
    severity: Severity = Severity.ERROR
    places: tuple[tuple[str, int], ...] = ()

    def __post_init__(self) -> None:
        # A problem is two lines, whatever it quotes: a terminal must not take part of it for an order.
        for name in ("file", "message", "remedy"):
            value = getattr(self, name)
            if not value.isprintable():
                object.__setattr__(self, name, _UNPRINTABLE.sub(" ", value))

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.describe(_PLACES_PRINTED)}\n  → {self.remedy}"

    def describe(self, most_places: int | None = None) -> str:
        """Return the message with all further places, or *most_places* and how many more."""
        if not self.places:
            return self.message
        named = [_UNPRINTABLE.sub(" ", f"{file}:{line}") for file, line in self.places[:most_places]]
        more = len(self.places) - len(named)
        if more:
            named.append("an einer weiteren Stelle" if more == 1 else f"an {more} weiteren Stellen")
        return f"{self.message} Auch hier: {', '.join(named[:-1])}{' und ' if len(named) > 1 else ''}{named[-1]}."

    def as_dict(self) -> dict[str, str | int]:
        """Return the fields in the order in which ``check --json`` prints them."""
        return {
            "file": self.file,
            "line": self.line,
            "severity": str(self.severity),
            "code": self.code,
            "message": self.describe(),
            "remedy": self.remedy,
        }

    def as_record(self) -> dict[str, Any]:
        """Return the fields as JSON has them, for ``from_record`` in another process."""
        return {**self.as_dict(), "message": self.message, "places": self.places}

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> Problem:
        """Return the problem of a record by ``as_record``; one without places has none."""
        places = tuple((file, line) for file, line in record.get("places", ()))
        return cls(**{**record, "severity": Severity(record["severity"]), "places": places})

    @property
    def files(self) -> frozenset[str]:
        """All files where this is to be put right."""
        return frozenset((self.file, *(file for file, _ in self.places)))

    def view_from(self, files: Iterable[str]) -> Problem:
        """Return the problem at its first place in one of *files*, with the others behind."""
        wanted = frozenset(files)
        if self.file in wanted or not self.places:
            return self
        ordered = sorted(((self.file, self.line), *self.places), key=lambda place: (place[0] not in wanted, place))
        (file, line), *others = ordered
        return replace(self, file=file, line=line, places=tuple(others))


def sort_problems(problems: Iterable[Problem]) -> list[Problem]:
    """Return *problems* without repetitions, sorted by file and line."""
    return sorted(set(problems), key=lambda p: (p.file, p.line, p.severity, p.message, p.remedy))


def has_errors(problems: Iterable[Problem]) -> bool:
    """Return whether any of *problems* must stop a build."""
    return any(problem.severity is Severity.ERROR for problem in problems)


@dataclass(slots=True)
class ProblemCollector:
    """Problems of one source file, in the order in which they were found."""

    file: str
    problems: list[Problem] = field(default_factory=list)

    def error(self, line: int, code: str, message: str, remedy: str) -> None:
        """Note something that must stop a build."""
        self.problems.append(Problem(self.file, line, message, remedy, code))

    def warning(self, line: int, code: str, message: str, remedy: str) -> None:
        """Note something that could be better and stops nothing."""
        self.problems.append(Problem(self.file, line, message, remedy, code, Severity.WARNING))
