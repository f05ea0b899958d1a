"""Check output for people: errors, then warnings, then one line for open facts.

Errors are always whole. On a terminal there are no more warnings than one reads; a line counts what is left out.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from plugins.cli.console import count_problems, format_count, print_problems
from plugins.core.problem import OPEN_FACT, Problem, Severity
from plugins.core.rebase import rebase_text

MOST_WARNINGS = 20
_ALL = "python3 tasks.py check --all"


def print_check(problems: Sequence[Problem], content: Path, *, whole: bool, facts: bool = False) -> None:
    """Print sorted *problems* to stderr and their number to stdout.

    Args:
        problems: What was found.
        content: The folder that editors write in.
        whole: Whether to print each warning and each open fact, however many there are.
        facts: Whether to print each open fact: somebody asks about their file.
    """
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    warnings = [problem for problem in problems if problem.severity is Severity.WARNING and problem.code != OPEN_FACT]
    open_facts = [problem for problem in problems if problem.severity is Severity.WARNING and problem.code == OPEN_FACT]
    limit = len(warnings) if whole or not is_terminal() else MOST_WARNINGS
    print_problems([*errors, *warnings[:limit], *(open_facts if whole or facts else ())])
    if open_facts and not (whole or facts):
        print(_format_open_facts(open_facts, rebase_text(_ALL, content)), file=sys.stderr)
    if warnings[limit:]:
        print(rebase_text(_format_rest(len(warnings) - limit), content), file=sys.stderr)
    error_count, warning_count = count_problems(problems)
    print(f"{format_count(error_count, 'Fehler', 'Fehler')}, {format_count(warning_count, 'Hinweis', 'Hinweise')}.")


def is_terminal() -> bool:
    """Return whether problems are printed for somebody who looks on."""
    return sys.stderr.isatty()


def print_others(problems: Sequence[Problem], content: Path) -> None:
    """Print to stderr how many errors stand in files that nobody asked about."""
    count, _ = count_problems(problems)
    if count:
        message = (
            f"In anderen Dateien {'steht' if count == 1 else 'stehen'} {format_count(count, 'Fehler', 'Fehler')}; "
            "was dort ist, sagt: python3 tasks.py check"
        )
        print(rebase_text(message, content), file=sys.stderr)


def _format_open_facts(facts: Sequence[Problem], command: str) -> str:
    first, count = facts[0], len(facts)
    subject = "Eine Angabe ist" if count == 1 else f"{count} Angaben sind"
    return f"{first.file}:{first.line}: Hinweis: {subject} noch offen. Welche, sagt: {command}"


def _format_rest(count: int) -> str:
    return (
        f"{format_count(count, 'weiterer Hinweis steht', 'weitere Hinweise stehen')} hier nicht. "
        f"Alle zeigt: {_ALL}; nur die zu Ihren Änderungen: python3 tasks.py check --changed"
    )
