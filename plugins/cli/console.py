"""Console: printing of problems, counts and refused calls, shared by all commands."""

from __future__ import annotations

import io
import re
import shlex
import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from plugins.core.dates import today
from plugins.core.problem import Problem, Severity
from plugins.core.project import CACHE

SITE = "site.yaml"
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
    if refusal := _find_folder_refusal(content):
        return refusal
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


def _find_folder_refusal(content: Path) -> tuple[str, str] | None:
    """Return what is wrong with the folder of a site, and what to type, None if nothing is."""
    if not content.is_dir():
        wrong = f"„{content}“ ist kein Ordner." if content.exists() else f"Den Ordner „{content}“ gibt es nicht."
        return wrong, f"Bitte den Ordner der Website angeben, zum Beispiel: {_say_site(content)}"
    if CACHE.resolve().is_relative_to(content.resolve()):
        return _find_absence(content) or (
            "Aufgerufen im Ordner der Website: Was das Programm aufhebt (.cache), läge mitten darin.",
            f"Bitte im Ordner darüber aufrufen: cd .. und dort --site {shlex.quote(content.resolve().name)}",
        )
    return None


def find_missing_site(content: Path) -> tuple[str, str] | None:
    """Return the message and the remedy for a folder that holds no site, else None."""
    return find_refusal(content) or _find_absence(content)


def _find_absence(content: Path) -> tuple[str, str] | None:
    if (content / SITE).is_file():
        return None
    return (
        f"Im Ordner „{content}“ liegt keine Website: Dort gibt es keine Datei {SITE}.",
        f"Bitte den Ordner der Website angeben, zum Beispiel: {_say_site(content)}",
    )


def _say_site(asked: Path) -> str:
    """Return the switch with the site nearest to the folder *asked*: above, below or beside it."""
    found = [asked.parent / SITE, *sorted(asked.glob(f"*/{SITE}")), *sorted(Path().glob(f"*/{SITE}")), Path(SITE)]
    folder = next((file.parent for file in found if file.is_file()), asked.parent if asked.name == SITE else None)
    return f"--site {shlex.quote(str(folder or 'content'))}"


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
