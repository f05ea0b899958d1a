"""Console: printing of problems, counts and refused calls, shared by all commands."""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from plugins.core.dates import today
from plugins.core.problem import Problem, Severity

_BASE_URL = re.compile(
    r"(?:https?://[A-Za-z0-9.-]+(?::\d{1,5})?)?(?:(?:/(?!\.{1,2}(?:/|$))[A-Za-z0-9._~-]+)*/?)", re.ASCII
)


def refuse(message: str, remedy: str) -> int:
    """Print a message and its remedy to stderr; return the exit code 1."""
    print(f"{message}\n  → {remedy}", file=sys.stderr)
    return 1


def find_refusal(content: Path, output: Path | None = None, base_url: str | None = None) -> tuple[str, str] | None:
    """Return the message and the remedy for a call that cannot be carried out, else None."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal without umlauts must not stop a build
    if not content.is_dir():
        return f"Den Ordner „{content}“ gibt es nicht.", "Bitte den Ordner mit den Inhalten angeben."
    try:
        today()
    except (ValueError, OverflowError, OSError):
        return "In SOURCE_DATE_EPOCH steht kein Tag.", "Bitte ganze Sekunden seit 1970 angeben oder nichts."
    if base_url is not None and not _BASE_URL.fullmatch(base_url):
        return (
            f"„{base_url}“ ist keine Adresse, unter der die Website erscheinen kann.",
            "Bitte so schreiben: --base-url https://www.beispiel.de/unterordner/",
        )
    if output is not None and _overlap(content.resolve(), output.resolve()):
        return (
            f"„{output}“ und die Inhalte in „{content}“ liegen ineinander.",
            "Bitte einen anderen Ordner angeben, zum Beispiel: --output output",
        )
    return None


def _overlap(content: Path, output: Path) -> bool:
    return content == output or content.is_relative_to(output) or output.is_relative_to(content)


def print_problems(problems: Iterable[Problem]) -> None:
    """Print *problems* as they come; a warning says of itself that it is one."""
    for problem in problems:
        is_warning = problem.severity is Severity.WARNING
        print(replace(problem, message=f"Hinweis: {problem.message}") if is_warning else problem, file=sys.stderr)


def count_problems(problems: Iterable[Problem]) -> tuple[int, int]:
    """Return the number of errors and of warnings."""
    errors = [problem.severity is Severity.ERROR for problem in problems]
    return sum(errors), len(errors) - sum(errors)


def format_count(count: int, one: str, many: str) -> str:
    """Return *count* and its noun, such as "1 Seite" or "3 Seiten"."""
    return f"{count} {one if count == 1 else many}"
