"""Building: Pelican writes the site into a folder, the audit reads it, and all problems come together."""

from __future__ import annotations

import gc
import logging
import re
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from plugins.audit import AuditPatch, AuditState, Finding, inspect, locate
from plugins.build.plan import Plan
from plugins.build.write import OutputRecord
from plugins.core import progress
from plugins.core.problem import Problem, Severity, has_errors, sorted_problems
from plugins.core.project import ROOT
from plugins.core.urls import split_suffix
from plugins.editor_form import form

if TYPE_CHECKING:
    from plugins.build.pelican_host import PelicanRun

PROJECT = ROOT
_NONE: Mapping[str, object] = MappingProxyType({})
_HOST = re.compile(r"(?<=[\\/])[\w-]+(?:\.[\w-]+)+")


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What a build has come to: the problems in order, the number of pages and embeds, and seconds.

    ``remarks`` say what went otherwise than usual without being wrong.
    """

    problems: tuple[Problem, ...]
    pages: int = 0
    embeds: int = 0
    seconds: float = 0.0
    remarks: tuple[str, ...] = ()


def build_into(
    folder: Path,
    content: Path,
    *,
    base_url: str | None = None,
    drafts: bool = False,
    searched: bool = True,
    audited: bool = True,
) -> BuildResult:
    """Build the site from *content* into *folder* and audit what was written.

    Args:
        folder: Empty; whether to keep what it holds afterwards is for the caller to say.
        content: The folder that editors write in.
        base_url: Where the site will stand; its path is the base path.
        drafts: Whether to show drafts and what is not yet due.
        searched: Whether to make the index of the search.
        audited: Whether to run the audit.
    """
    began = time.perf_counter()
    with gc_paused():
        run = write_site(folder, content, base_url=base_url, drafts=drafts, searched=searched)
        problems = run.problems
        if audited:
            problems += audit_output(folder, content, run.plan, problems).problems
    return summarise(content, run.plan, run.records, problems, time.perf_counter() - began)


def summarise(
    content: Path, plan: Plan | None, made: Mapping[str, OutputRecord], problems: Iterable[Problem], seconds: float
) -> BuildResult:
    """Return what a build has come to that has *made* the files of a *plan*."""
    return BuildResult(
        problems=sort_problems(problems, content),
        pages=sum(1 for output in plan.outputs if output.path.endswith(".html")) if plan else 0,
        embeds=sum(one.embeds for one in made.values()),
        seconds=seconds,
    )


@contextmanager
def gc_paused() -> Iterator[None]:
    """Look for no garbage meanwhile: nearly all that is made stays, and looking through it takes long."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def write_site(
    folder: Path,
    content: Path,
    *,
    base_url: str | None = None,
    drafts: bool = False,
    searched: bool = True,
    settings: Mapping[str, object] = _NONE,
) -> PelicanRun:
    """Write the site, and return what came of it; the arguments are those of build_into.

    *settings* are further ones for ``host.py``: what it reads from (SITE_MEMORY), what it takes over (SITE_STANDING),
    and what writes in its place (SITE_WRITER).
    """
    run, logged = _run_pelican(folder, content, base_url, drafts, searched, settings)
    run.problems += logged
    if not run.finished and not run.problems:
        run.problems.append(_nothing_ran())
    return run


@dataclass(frozen=True, slots=True)
class AuditOutcome:
    """What the audit has found, and what it has left for the next one."""

    problems: list[Problem] = field(default_factory=list)
    state: AuditState | None = None


def audit_output(
    folder: Path, content: Path, plan: Plan | None, problems: list[Problem], patch: AuditPatch | None = None
) -> AuditOutcome:
    """Return what the audit finds in *folder* beyond the *problems* that are known, at the place it came from.

    With a *patch*, the folder holds only what is to become different in a former site.
    """
    if plan is not None and not plan.outputs and has_errors(problems):
        return AuditOutcome()  # nothing was there to be shown
    progress.begin("Prüfen")
    done = inspect(
        folder,
        base_path=plan.base_path if plan else "/",
        own_hosts=_own_hosts(plan),
        also_present=plan.claimed if plan else frozenset(),
        form_hosts=form.contacted_hosts(_facts(plan)),
        patch=patch,
    )
    return AuditOutcome(list(_located(done.findings, plan, content, problems)), done.state)


def sort_problems(problems: Iterable[Problem], content: Path) -> tuple[Problem, ...]:
    """Return *problems* once each and in order, their files named as they can be opened from here."""
    return tuple(sorted_problems(rebase_problem(problem, content) for problem in problems))


def _run_pelican(
    folder: Path,
    content: Path,
    base_url: str | None,
    drafts: bool,
    searched: bool,
    settings: Mapping[str, object],
) -> tuple[PelicanRun, list[Problem]]:
    """Let Pelican write the site; whatever it logs as an error is a problem, for it would go on and exit with 0."""
    import pelican  # half a second that neither a mistake in the command line nor an edited text need wait for
    from pelican.settings import read_settings

    from plugins.build.pelican_host import PelicanRun

    run = PelicanRun()
    override: dict[str, object] = {
        "PATH": str(content.absolute()),
        "OUTPUT_PATH": str(folder),
        "SITE_RUN": run,
        "SITE_DRAFTS": drafts,
        "SITE_SEARCH": searched,
        **settings,
    }
    if base_url is not None:
        override["SITEURL"] = base_url
    pelican.console.quiet = True
    with _collected_log() as records:
        pelican.Pelican(read_settings(str(PROJECT / "publishconf.py"), override=override)).run()
    return run, [_logged(record) for record in records]


class _Collector(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@contextmanager
def _collected_log() -> Iterator[list[logging.LogRecord]]:
    collector = _Collector()
    root = logging.getLogger()
    root.addHandler(collector)
    try:
        yield collector.records
    finally:
        root.removeHandler(collector)


def _logged(record: logging.LogRecord) -> Problem:
    text = " ".join(record.getMessage().split())
    reason = f" ({record.exc_info[1]!r})" if record.exc_info and record.exc_info[1] else ""
    return Problem(
        "pelicanconf.py",
        1,
        f"Beim Bauen ging etwas schief: {text}{reason}",
        "Bitte geben Sie diese Meldung an die Technik weiter.",
        "pelican",
    )


def _nothing_ran() -> Problem:
    return Problem(
        "pelicanconf.py",
        1,
        "Kein Programmteil hat Seiten geschrieben.",
        'Bitte in pelicanconf.py die Zeile wiederherstellen: PLUGINS = ["plugins"]',
        "nothing-built",
    )


def _facts(plan: Plan | None) -> Mapping[str, object]:
    facts = plan.globals.get("site") if plan else None
    return facts if isinstance(facts, Mapping) else {}


def _own_hosts(plan: Plan | None) -> frozenset[str]:
    address = str(_facts(plan).get("address", ""))
    host = urlsplit(address).hostname
    return frozenset({host} if host else ())


def _located(findings: Iterable[Finding], plan: Plan | None, content: Path, known: list[Problem]) -> Iterator[Problem]:
    """Yield each finding as a problem at the place it came from, unless an error there is reported already.

    A warning is no report: it lets the build pass, so it must never stand for an error.
    """
    base_path = plan.base_path if plan else "/"
    source_of = {output.path: output.source for output in plan.outputs} if plan else {}
    texts = _Texts(content, tuple(dict.fromkeys(filter(None, source_of.values()))))
    errors = [problem for problem in known if problem.severity is Severity.ERROR]
    told = {(problem.file, problem.line) for problem in errors if problem.line > 1}
    said = " ".join(problem.message for problem in errors)
    quoted: set[str] = set()
    for finding in sorted(findings, key=_pages_first):
        target = _as_written(finding.quote, plan)
        if finding.path.endswith(".xml") and (target in quoted or (len(target) > 1 and target in said)):
            continue  # an echo of what a page shows
        file, line = _place(finding, texts.candidates(finding.path, source_of.get(finding.path, "")), base_path)
        if (file, line) not in told:
            severity = Severity.WARNING if finding.is_warning else Severity.ERROR
            yield Problem(file, line, finding.message, finding.remedy, finding.check, severity)
            told |= {(file, line)} if finding.check == "frames" else set()
        quoted.add(target)


def _pages_first(finding: Finding) -> tuple[bool, bool, Finding]:
    """Sort what stands on a page before its echo in feeds, and a frame before the request that it makes."""
    return not finding.path.endswith(".html"), finding.check != "frames", finding


def _as_written(quote: str, plan: Plan | None) -> str:
    """Return what *quote* was before the build made it absolute."""
    site = plan.globals.get("site") if plan else None
    address = str(site.get("address", "")) if isinstance(site, Mapping) else ""
    return quote.removeprefix(address.rstrip("/")) if address else quote


def _place(finding: Finding, candidates: list[tuple[str, str]], base_path: str) -> tuple[str, int]:
    """Return file and line of what *finding* quotes, which the source may have written without the base path."""
    if not candidates:
        return f"output/{finding.path}", 1
    quote = finding.quote
    path, suffix = split_suffix(quote)
    host = _HOST.search(quote)
    shorter = [
        f"/{quote.removeprefix(base_path)}",
        path.rstrip("/").rpartition("/")[2],
        suffix,
        host[0] if host else "",
    ]
    for text in (quote, *shorter):
        if len(text) > 1 or text == quote:
            file, line = locate(replace(finding, quote=text), candidates)
            if line > 1 or text in candidates[0][1].split("\n", 1)[0]:
                return file, line
    return locate(finding, candidates)


class _Texts:
    """The files in which the cause of a finding may stand, each read once."""

    def __init__(self, content: Path, sources: tuple[str, ...]) -> None:
        self._content, self._sources = content, sources
        self._known: dict[Path, tuple[str, str] | None] = {}

    def candidates(self, path: str, source: str) -> list[tuple[str, str]]:
        """Return names and texts of what the output file *path* was made from, the content first."""
        files = [self._content / source.partition("/")[2]] if source else []
        if path.startswith("media/"):
            files.append(self._content / path)
        elif path.endswith(".html"):
            files += [self._content / "site.yaml", *self._templates]
        elif path.endswith((".xml", ".ics")):
            # What feeds and calendars hold may come from any text.
            files += [self._content / text.partition("/")[2] for text in self._sources]
        else:
            stem = Path(path).name.partition(".")[0]
            files += [file for file in self._static if file.name.partition(".")[0] == stem]
            files += [file for file in self._static if file.suffix == Path(path).suffix and file not in files]
        return [found for file in files if (found := self._named(file))]

    @cached_property
    def _templates(self) -> list[Path]:
        return sorted((PROJECT / "theme/templates").rglob("*.html"))

    @cached_property
    def _static(self) -> list[Path]:
        return sorted((PROJECT / "theme/static").rglob("*"))

    def _name(self, file: Path) -> str:
        if file.is_relative_to(self._content):
            return f"content/{file.relative_to(self._content).as_posix()}"
        return file.relative_to(PROJECT).as_posix()

    def _named(self, file: Path) -> tuple[str, str] | None:
        """Return the name of *file* and what it holds, or None if it is none."""
        if file not in self._known:
            text = file.read_text(encoding="utf-8", errors="replace") if file.is_file() else None
            self._known[file] = None if text is None else (self._name(file), text)
        return self._known[file]


def rebase_problem(problem: Problem, content: Path) -> Problem:
    """Return *problem* with its file named as it can be opened from where the command was called."""
    folder, _, rest = problem.file.partition("/")
    if folder != "content" or content.absolute() == PROJECT / "content":
        return problem
    return replace(problem, file=f"{content.as_posix().rstrip('/')}/{rest}")
