"""Commands: what ``tasks.py`` calls. Each returns an exit code and prints for people."""

from __future__ import annotations

import contextlib
import io
import re
import sys
import tempfile
import time
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from plugins.build.cache.up_to_date import BuildOptions, BuildSummary, UpToDateCheck
from plugins.build.lock import lock_output
from plugins.build.output_folder import UnsafeTargetError
from plugins.cli.reports import code_quality as for_gitlab
from plugins.cli.reports import json_lines
from plugins.cli.reports import junit as for_junit
from plugins.core import progress
from plugins.core.dates import today
from plugins.core.problem import Problem, Severity, has_errors, sorted_problems
from plugins.core.project import ROOT
from plugins.proofreading import process

if TYPE_CHECKING:
    from plugins.build.build import BuildResult

PROJECT = ROOT
_BASE_URL = re.compile(
    r"(?:https?://[A-Za-z0-9.-]+(?::\d{1,5})?)?(?:(?:/(?!\.{1,2}(?:/|$))[A-Za-z0-9._~-]+)*/?)", re.ASCII
)


def build(content: Path, output: Path, base_url: str | None, search: bool, audit: bool, *, trial: bool = False) -> int:
    """Build and audit the site, and put it in the place of the former output if nothing is wrong.

    A *trial* says on each page that it only shows what would be published.
    Returns 0 if everything was read, built and passed, else 1; then *output* is untouched.
    """
    refusal = _refusal(content, output, base_url)
    if refusal is not None:
        return _refuse(*refusal)
    order = BuildOptions(content.resolve(), output.resolve(), base_url, search, audit, today().isoformat(), trial)
    try:
        with lock_output(output, lambda: _print_waiting(output)):
            return _build(order, output)
    except UnsafeTargetError:
        return _refuse(
            f"In „{output}“ liegt etwas, das keine gebaute Website ist. Es würde ersetzt.",
            "Bitte einen neuen oder leeren Ordner angeben, zum Beispiel: --output output",
        )
    except OSError as trouble:
        return _refuse(
            f"Die Website ließ sich nicht schreiben: {trouble.strerror or trouble}.",
            f"Bitte prüfen, ob auf dem Datenträger Platz ist und der Ordner „{output}“ Ihnen gehört.",
        )


def _build(order: BuildOptions, output: Path) -> int:
    began = time.perf_counter()
    receipts = UpToDateCheck(PROJECT, PROJECT / ".cache" / "builds")
    inputs = receipts.before(order)
    if (outcome := receipts.outcome(order, inputs)) is not None:
        _print_success(outcome, time.perf_counter() - began, output, audited=order.audit)
        return 0
    from plugins.build.incremental import rebuild  # a second that a build with nothing to do saves

    receipts.forget(order)
    with progress.show_progress(sys.stderr):
        built = rebuild(order, inputs, receipts)
    for remark in built.remarks:
        print(remark, file=sys.stderr)
    if has_errors(built.problems):
        _print_problems(problem for problem in built.problems if problem.severity is Severity.ERROR)
        _print_failure(built, output)
        return 1
    outcome = BuildSummary(built.pages, built.embeds, _counts(built.problems)[1])
    _print_success(outcome, built.seconds, output, audited=order.audit)
    return 0


def check(
    content: Path,
    as_json: bool,
    junit: Path | None = None,
    code_quality: Path | None = None,
    dictionaries: Mapping[str, Path] = MappingProxyType({}),
) -> int:
    """Print everything that can be said about *content* and the site made of it; return 1 if there is an error.

    Args:
        content: The folder that editors write in.
        as_json: Whether to print for programs.
        junit: Where to write the problems as JUnit XML as well.
        code_quality: Where to write them for GitLab's Code Quality as well.
        dictionaries: The folder of each language's dictionary; without one its spelling is not looked at.
    """
    refusal = _refusal(content)
    if refusal is not None:
        return _refuse(*refusal)
    from plugins.build.build import build_into, rebase_problem

    telling = contextlib.nullcontext() if as_json or junit or code_quality else progress.show_progress(sys.stderr)
    with telling, tempfile.TemporaryDirectory() as folder, process.start_proofreading(content, dictionaries) as reading:
        built = build_into(Path(folder), content)
        hints = [rebase_problem(hint, content) for hint in reading.finish()]
    problems = sorted_problems([*built.problems, *hints])
    if as_json:
        print(json_lines.report(problems), end="")
    else:
        _print_problems(problems)
        errors, warnings = _counts(problems)
        print(f"{_number(errors, 'Fehler', 'Fehler')}, {_number(warnings, 'Hinweis', 'Hinweise')}.")
    written = [
        _write(path, form.report(problems)) for path, form in ((junit, for_junit), (code_quality, for_gitlab)) if path
    ]
    return 1 if has_errors(problems) or not all(written) else 0


def _write(path: Path, text: str) -> bool:
    """Write a report; return False after saying why that is not possible."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", errors="replace")
    except OSError as trouble:
        _refuse(
            f"„{path}“ ließ sich nicht schreiben: {trouble.strerror or trouble}.",
            "Bitte eine andere Datei angeben, zum Beispiel: --junit check.xml",
        )
        return False
    return True


def links(content: Path, as_json: bool, *, kept: Path = PROJECT / ".cache" / "links", private: bool = False) -> int:
    """Ask the servers to which *content* links whether its targets are still there, and only report.

    Args:
        content: The folder that editors write in.
        as_json: Whether to print for programs.
        kept: Where answers are kept between runs.
        private: Whether machines of our own network may be asked, for tests.
    """
    refusal = _refusal(content)
    if refusal is not None:
        return _refuse(*refusal)
    from plugins.build.build import rebase_problem
    from plugins.linkcheck import report

    reached = report.check_links(content, kept, private=private)
    if reached.offline:
        _refuse(
            "Kein einziger Server hat geantwortet.",
            "Bitte die Verbindung ins Internet prüfen und noch einmal aufrufen.",
        )
        return 0
    problems = [rebase_problem(problem, content) for problem in reached.problems]
    if as_json:
        print(json_lines.report(problems), end="")
        return 0
    _print_problems(problems)
    print(
        f"{_number(reached.addresses, 'Adresse', 'Adressen')}, davon {reached.asked} jetzt gefragt: "
        f"{_number(len(problems), 'Hinweis', 'Hinweise')}. "
        f"Nicht gefragt: {_number(reached.left_out, 'Adresse', 'Adressen')} sozialer Netzwerke."
    )
    return 0


def serve(port: int, dictionaries: Mapping[str, Path] = MappingProxyType({})) -> int:
    """Show the site with its drafts on this machine until interrupted."""
    from plugins.preview import serve as preview

    refusal = _refusal(PROJECT / "content")
    return _refuse(*refusal) if refusal else preview.serve(PROJECT / "content", port, dictionaries=dictionaries)


def redaktion(program: Path, port: int, dictionaries: Mapping[str, Path] = MappingProxyType({})) -> int:
    """Show the site with its drafts on this machine, and beside it the form, made of *program*, until interrupted."""
    from plugins.editor_form import form as form_site
    from plugins.preview import serve as preview
    from plugins.preview.routes import Route

    content, prefix = PROJECT / "content", f"/{form_site.PREFIX}"
    form = Route("Formular", prefix, form_site.local_route(content, program))
    return preview.serve(content, port, [form], dictionaries)


def new(kind: str, options: dict[str, str], content: Path) -> int:
    """Begin a new text of this *kind*; asks on a terminal for what *options* do not say. Returns an exit code."""
    from plugins.cli import new as scaffold
    from plugins.cli.new.interview import Prompt

    refusal = _refusal(content)
    if refusal is not None:
        return _refuse(*refusal)
    if not sys.stdin.isatty():
        return scaffold.new(kind, options, content, None)
    with contextlib.suppress(ImportError):
        import readline  # noqa: F401 - arrow keys and corrections, where the system has it
    return scaffold.new(kind, options, content, Prompt(input, print))


def _refusal(content: Path, output: Path | None = None, base_url: str | None = None) -> tuple[str, str] | None:
    """Return what is wrong with a call and what to do about it, or None if it can be carried out."""
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


def _print_problems(problems: Iterable[Problem]) -> None:
    """Print *problems* as they come; a warning says of itself that it is one."""
    for problem in problems:
        is_warning = problem.severity is Severity.WARNING
        print(replace(problem, message=f"Hinweis: {problem.message}") if is_warning else problem, file=sys.stderr)


def _counts(problems: Iterable[Problem]) -> tuple[int, int]:
    errors = [problem.severity is Severity.ERROR for problem in problems]
    return sum(errors), len(errors) - sum(errors)


def _number(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"


def _print_failure(built: BuildResult, output: Path) -> None:
    errors, _ = _counts(built.problems)
    print(f"\nNicht gebaut: {_number(errors, 'Fehler', 'Fehler')}. „{output}“ ist unverändert.", file=sys.stderr)


def _print_waiting(output: Path) -> None:
    print(f"Ein anderer Bau schreibt gerade in „{output}“. Dieser wartet, bis jener fertig ist.", file=sys.stderr)


def _print_success(outcome: BuildSummary, seconds: float, output: Path, *, audited: bool) -> None:
    proof = "geprüft" if audited else "UNGEPRÜFT"
    print(
        f"{_number(outcome.pages, 'Seite', 'Seiten')}, "
        f"{_number(outcome.embeds, 'eingebetteter Inhalt', 'eingebettete Inhalte')}, "
        f"{seconds:.1f} Sekunden, {_number(outcome.warnings, 'Hinweis', 'Hinweise')}: {proof} in „{output}“."
    )
    if outcome.warnings:
        print("Die Hinweise zeigt, mit weiteren zu Wortlaut und Bildern: python3 tasks.py check")


def _refuse(message: str, remedy: str) -> int:
    print(f"{message}\n  → {remedy}", file=sys.stderr)
    return 1
