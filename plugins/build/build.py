"""Build: a site written from nothing into a folder and audited, with all problems together."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from plugins.audit import AuditPatch, AuditState, Finding, inspect
from plugins.build.explain import Explanation
from plugins.build.locate_findings import locate_findings
from plugins.build.options import BuildOptions
from plugins.build.plan import Plan
from plugins.build.proving import prove_output
from plugins.build.run_pelican import PelicanRun, run_pelican
from plugins.build.write import OutputRecord
from plugins.content.settings.site_settings import pages_by_law
from plugins.core import progress
from plugins.core.problem import Problem, has_errors
from plugins.core.project import ROOT
from plugins.core.rebase import rebase_problems
from plugins.embeds.services import load_for

PROJECT = ROOT
BrowserCheck = Callable[[Path, str], Iterable[Finding]]
"""Yields what a real browser finds in a folder that is shown below a base path."""


@dataclass(frozen=True, slots=True)
class BuildResult:
    """The result of a build: problems in order, the number of pages and embeds, and seconds.

    ``remarks`` say what went otherwise than usual without being wrong, ``explanation`` why one file was made again.
    """

    problems: tuple[Problem, ...]
    pages: int = 0
    embeds: int = 0
    seconds: float = 0.0
    remarks: tuple[str, ...] = ()
    explanation: Explanation | None = None


def build_site(options: BuildOptions, browser_check: BrowserCheck | None = None) -> BuildResult:
    """Build the site from nothing into its empty output folder, and prove it."""
    began = time.perf_counter()
    with gc_paused():
        run = run_pelican(PelicanRun(options), options.output)
        problems = run.problems
        if options.audit:
            found = audit_output(options.output, options.content, run.plan, problems).problems
            problems += found
            problems += prove_output([options.output], options.content, run.plan, problems).problems
    if browser_check and run.plan and run.plan.outputs:
        progress.begin("Im Browser ansehen")
        found_there = browser_check(options.output, run.plan.base_path)
        problems += list(locate_findings(found_there, run.plan, options.content, problems))
    return summarise(options, run.plan, run.records, problems, time.perf_counter() - began)


def summarise(
    options: BuildOptions,
    plan: Plan | None,
    records: Mapping[str, OutputRecord],
    problems: Iterable[Problem],
    seconds: float,
) -> BuildResult:
    """Return the result of a build that has written the *records* of a *plan*."""
    return BuildResult(
        problems=rebase_problems(problems, options.content),
        pages=sum(1 for output in plan.outputs if output.path.endswith(".html")) if plan else 0,
        embeds=sum(record.embeds for record in records.values()),
        seconds=seconds,
    )


@contextmanager
def gc_paused() -> Iterator[None]:
    """Switch garbage collection off meanwhile.

    Nearly all objects stay, and looking through them takes long.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


@dataclass(frozen=True, slots=True)
class AuditOutcome:
    """The problems that an audit has found, and its state for the next one."""

    problems: list[Problem] = field(default_factory=list)
    state: AuditState | None = None


def audit_output(
    folder: Path, content: Path, plan: Plan | None, problems: list[Problem], patch: AuditPatch | None = None
) -> AuditOutcome:
    """Return the further problems that the audit finds in *folder*, at their places.

    *problems* are those that are known already.

    With a *patch*, the folder holds only what is to become different in a former site.
    """
    if plan is not None and not plan.outputs and has_errors(problems):
        return AuditOutcome()  # nothing was there to be shown
    if any(problem.code in ("template", "template-overrides") for problem in problems):
        return AuditOutcome()  # pages are missing to which all the others lead
    progress.begin("Prüfen")
    done = inspect(
        folder,
        base_path=plan.base_path if plan else "/",
        own_hosts=_own_hosts(plan),
        also_present=plan.claimed if plan else frozenset(),
        parts=plan.parts if plan else (),
        services=plan.site.services if plan and plan.site else load_for(content),
        required_pages=pages_by_law(_site_settings(plan)),
        patch=patch,
    )
    return AuditOutcome(list(locate_findings(done.findings, plan, content, problems)), done.state)


def _site_settings(plan: Plan | None) -> Mapping[str, object]:
    settings = plan.globals.get("site") if plan else None
    return settings if isinstance(settings, Mapping) else {}


def _own_hosts(plan: Plan | None) -> frozenset[str]:
    host = urlsplit(str(_site_settings(plan).get("address", ""))).hostname
    return frozenset({host} if host else ())
