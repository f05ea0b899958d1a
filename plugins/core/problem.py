"""Problem: a message to an editor, with its place and its remedy."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from enum import StrEnum

_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")


class Severity(StrEnum):
    """How much a problem weighs: an error stops a build, a warning never does."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to put right, with its place and its remedy, both in German.

    ``file`` is relative to the project, with forward slashes; ``line`` counts
    from 1, and 1 also stands for the file as a whole. ``code`` names the kind
    of problem for machines and never changes once published.
    """

    file: str
    line: int
    message: str
    remedy: str
    code: str
    severity: Severity = Severity.ERROR

    def __post_init__(self) -> None:
        # A problem is two lines, whatever it quotes: a terminal must not take part of it for an order.
        for name in ("file", "message", "remedy"):
            value = getattr(self, name)
            if not value.isprintable():
                object.__setattr__(self, name, _UNPRINTABLE.sub(" ", value))

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}\n  → {self.remedy}"

    def as_dict(self) -> dict[str, str | int]:
        """Return the fields in the order in which ``check --json`` prints them."""
        fields = asdict(self)
        names = ("file", "line", "severity", "code", "message", "remedy")
        return {name: str(fields[name]) if name == "severity" else fields[name] for name in names}


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
