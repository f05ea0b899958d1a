"""Report: where the editorial stage collects problems, so that none hides another."""

from __future__ import annotations

from dataclasses import dataclass, field

from plugins.problem import Problem, Severity


@dataclass(slots=True)
class Report:
    """Problems of one source file, in the order in which they were found."""

    file: str
    problems: list[Problem] = field(default_factory=list)

    def error(self, line: int, code: str, message: str, remedy: str) -> None:
        """Note something that must stop a build."""
        self.problems.append(Problem(self.file, line, message, remedy, code))

    def warning(self, line: int, code: str, message: str, remedy: str) -> None:
        """Note something that could be better and stops nothing."""
        self.problems.append(Problem(self.file, line, message, remedy, code, Severity.WARNING))
