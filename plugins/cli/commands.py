"""Commands for the whole site: build, check and links. Each returns an exit code."""

from __future__ import annotations

import contextlib
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from plugins.build.cache.up_to_date import BuildSummary, UpToDateCheck
from plugins.build.lock import lock_output
from plugins.build.options import BuildOptions
from plugins.build.output_folder import UnsafeTargetError
from plugins.build.template_overrides import list_overrides
from plugins.cli import reports
from plugins.cli.check_output import print_check, print_others
from plugins.cli.console import count_problems, find_missing_site, find_refusal, format_count, print_problems, refuse
from plugins.cli.selection import Selection, SelectionError, select_changes, select_files
from plugins.content.moved_texts import find_moved_texts
from plugins.core import progress
from plugins.core.git import GitError
from plugins.core.problem import Problem, Severity, has_errors, sort_problems
from plugins.core.project import CACHE, ROOT
from plugins.core.rebase import rebase_problem, rebase_text

if TYPE_CHECKING:
    from plugins.build.build import BrowserCheck, BuildResult
    from plugins.build.explain import Explanation


def build(
    content: Path,
    output: Path,
    base_url: str | None,
    search: bool,
    audit: bool,
    *,
    trial: bool = False,
    explain: str = "",
) -> int:
    """Build and audit the site; replace the previous output if nothing is wrong.

    A *trial* says on each page that it only shows what would be published. *explain* is an address: afterwards it is
    said why the page there was made again.
    Returns 0 if everything was read, built and passed, else 1; then *output* is untouched.
    """
    refusal = find_refusal(content, output, base_url)
    if refusal is not None:
        return refuse(*refusal)
    options = BuildOptions(
        content.resolve(), output.resolve(), base_url, search=search, audit=audit, is_preview_build=trial
    )
    try:
        with lock_for_build(output):
            return _build(options, output, explain)
    except UnsafeTargetError:
        return refuse(
            f"In „{output}“ liegt etwas, das keine gebaute Website ist. Es würde ersetzt.",
            "Bitte einen neuen oder leeren Ordner angeben, zum Beispiel: --output output",
        )
    except OSError as error:
        return refuse(
            f"Die Website ließ sich nicht schreiben: {error.strerror or error}.",
            f"Bitte prüfen, ob auf dem Datenträger Platz ist und der Ordner „{output}“ Ihnen gehört.",
        )


def _build(options: BuildOptions, output: Path, explained_address: str) -> int:
    started = time.perf_counter()
    for override in list_overrides(options.content):
        print(rebase_text(override.describe(), options.content), file=sys.stderr)
    up_to_date = UpToDateCheck(ROOT, CACHE / "builds")
    inputs = up_to_date.list_inputs(options)
    if not explained_address and (summary := up_to_date.find_summary(options, inputs)) is not None:
        _print_success(summary, time.perf_counter() - started, output, options)
        return 0
    from plugins.build.incremental import rebuild  # a second that a build with nothing to do saves

    up_to_date.forget(options)
    with progress.show_progress(sys.stderr):
        built = rebuild(options, inputs, up_to_date, explained_address)
    for remark in built.remarks:
        print(remark, file=sys.stderr)
    if has_errors(built.problems):
        print_problems(problem for problem in built.problems if problem.severity is Severity.ERROR)
        _print_failure(built, output)
        return 1
    summary = BuildSummary(built.pages, built.embeds, count_problems(built.problems)[1])
    _print_success(summary, built.seconds, output, options)
    return _print_explanation(explained_address, built.explanation, options.content) if built.explanation else 0


def check(
    content: Path,
    as_json: bool,
    junit: Path | None = None,
    code_quality: Path | None = None,
    dictionaries: Mapping[str, Path] = MappingProxyType({}),
    *,
    files: Sequence[str] = (),
    changed: bool = False,
    whole: bool = False,
    browser_check: BrowserCheck | None = None,
) -> int:
    """Print all errors and warnings about *content* and its site; return 1 if there is an error.

    Args:
        content: The folder that editors write in.
        as_json: Whether to print for programs.
        junit: Where to write the problems as JUnit XML as well.
        code_quality: Where to write them for GitLab's Code Quality as well.
        dictionaries: The folder of each language's dictionary; without one its spelling is not looked at.
        files: Files and folders whose problems alone are asked for; none for all.
        changed: Whether to ask for those of the files that git calls changed or new.
        whole: Whether to print each warning, however many there are.
        browser_check: Looks at the built site in a real browser, if that is wanted.
    """
    refusal = find_refusal(content)
    if refusal is not None:
        return refuse(*refusal)
    try:
        selection = _select(content, files, changed=changed)
    except SelectionError as error:
        return refuse(rebase_text(error.message, content), rebase_text(error.remedy, content))
    if selection is not None and not selection.paths:
        print(f"Laut Git ist in „{content}“ nichts geändert und nichts neu.", file=sys.stderr)
        found: list[Problem] = []
    else:
        is_quiet = bool(as_json or junit or code_quality)
        found = _find_problems(content, dictionaries, selection, browser_check, is_quiet=is_quiet)
        found = sort_problems([*found, *_find_moves(content)]) if changed else found
    problems = selection.restrict(found) if selection else found
    if as_json:
        print(reports.json_lines(problems), end="")
    else:
        print_check(
            problems, whole=whole, content=content, facts=bool(selection and selection.names(content / "site.yaml"))
        )
    if selection:
        print_others([problem for problem in found if not any(map(selection.covers, problem.files))], content)
    written = [
        _write_report(path, render(problems))
        for path, render in ((junit, reports.junit), (code_quality, reports.code_quality))
        if path
    ]
    return 1 if has_errors(problems) or not all(written) else 0


def _select(content: Path, files: Sequence[str], *, changed: bool) -> Selection | None:
    """Return the files that are asked about, None for all."""
    if not files and not changed:
        return None
    paths = select_files(files, content).paths
    return Selection(paths | select_changes(content).paths if changed else paths)


def _find_moves(content: Path) -> list[Problem]:
    """Return a warning for each text that git knows under another address."""
    try:
        return [rebase_problem(one.as_problem(), content) for one in find_moved_texts(content)]
    except GitError:
        return []  # a repository without a commit knows no former address


def _find_problems(
    content: Path,
    dictionaries: Mapping[str, Path],
    selection: Selection | None,
    browser_check: BrowserCheck | None,
    *,
    is_quiet: bool,
) -> list[Problem]:
    """Build into a temporary folder and proofread meanwhile; return all problems in order.

    With a *selection* only its files are proofread, and no index for the search is made: no text can spoil it.
    """
    from plugins.build.build import build_site
    from plugins.proofreading.proofread import start_proofreading

    progress_display = contextlib.nullcontext() if is_quiet else progress.show_progress(sys.stderr)
    asked = None if selection is None else selection.paths
    with (
        progress_display,
        tempfile.TemporaryDirectory() as folder,
        start_proofreading(content, dictionaries, asked) as proofreader,
    ):
        built = build_site(BuildOptions(content, Path(folder), search=selection is None), browser_check)
        warnings = [rebase_problem(warning, content) for warning in proofreader.finish()]
    return sort_problems([*built.problems, *warnings])


def _write_report(path: Path, text: str) -> bool:
    """Write a report; return False after printing why that is not possible."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", errors="replace")
    except OSError as error:
        refuse(
            f"„{path}“ ließ sich nicht schreiben: {error.strerror or error}.",
            "Bitte eine andere Datei angeben, zum Beispiel: --junit check.xml",
        )
        return False
    return True


def links(content: Path, as_json: bool, *, cache: Path = CACHE / "links", private: bool = False) -> int:
    """Ask other servers whether our links still lead anywhere; only report, return 0.

    Args:
        content: The folder that editors write in.
        as_json: Whether to print for programs.
        cache: The folder of answers from earlier runs.
        private: Whether machines of our own network may be asked, for tests.
    """
    refusal = find_missing_site(content)
    if refusal is not None:
        return refuse(*refusal)
    from plugins.linkcheck.report import check_links

    report = check_links(content, cache, private=private)
    if report.offline:
        refuse(
            "Kein einziger Server hat geantwortet.",
            "Bitte die Verbindung ins Internet prüfen und noch einmal aufrufen.",
        )
        return 0
    problems = [rebase_problem(problem, content) for problem in report.problems]
    if as_json:
        print(reports.json_lines(problems), end="")
        return 0
    print_problems(problems)
    print(
        f"{format_count(report.addresses, 'Adresse', 'Adressen')}, davon {report.asked} jetzt gefragt: "
        f"{format_count(len(problems), 'Hinweis', 'Hinweise')}. "
        f"Nicht gefragt: {format_count(report.left_out, 'Adresse', 'Adressen')} sozialer Netzwerke."
    )
    return 0


def _print_failure(built: BuildResult, output: Path) -> None:
    errors, _ = count_problems(built.problems)
    print(f"\nNicht gebaut: {format_count(errors, 'Fehler', 'Fehler')}. „{output}“ ist unverändert.", file=sys.stderr)


def _print_explanation(address: str, explanation: Explanation, content: Path) -> int:
    """Print why the page at *address* was made again; return 1 if there is none."""
    if not explanation.sentences:
        return refuse(
            f"Unter „{address}“ steht in dieser Website nichts.",
            f"Bitte eine Adresse angeben, die es gibt, zum Beispiel: --explain {explanation.nearest}",
        )
    print(*(rebase_text(sentence, content) for sentence in explanation.sentences), sep="\n")
    return 0


def lock_for_build(output: Path) -> contextlib.AbstractContextManager[None]:
    """Return the lock of *output*; whoever has to wait for it is told. Raises OSError."""
    message = f"Ein anderer Bau schreibt gerade in „{output}“. Dieser wartet, bis jener fertig ist."
    return lock_output(output, lambda: print(message, file=sys.stderr))


def _print_success(summary: BuildSummary, seconds: float, output: Path, options: BuildOptions) -> None:
    audit_note = "geprüft" if options.audit else "UNGEPRÜFT"
    print(
        f"{format_count(summary.pages, 'Seite', 'Seiten')}, "
        f"{format_count(summary.embeds, 'eingebetteter Inhalt', 'eingebettete Inhalte')}, "
        f"{seconds:.1f} Sekunden, {format_count(summary.warnings, 'Hinweis', 'Hinweise')}: {audit_note} in „{output}“."
    )
    if summary.warnings:
        message = "Die Hinweise zeigt, mit weiteren zu Wortlaut und Bildern: python3 tasks.py check"
        print(rebase_text(message, options.content))
