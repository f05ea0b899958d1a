"""The host: the one module that knows Pelican.

Pelican reads the settings, loads the theme and runs our one generator; its own generators for
articles and pages are given no paths and find nothing. So every file of the output comes from
the plan, and the plain ``pelican`` command makes the same site as ``tasks.py build``.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

import jinja2
from pelican import signals
from pelican.generators import Generator

from plugins import form_site
from plugins.day import today
from plugins.forks import mapped
from plugins.outputs import search
from plugins.pipeline import Plan, make_plan
from plugins.plan import Output
from plugins.problem import Problem, has_errors, in_order
from plugins.rendering import prepared, render

_FETCHED = Path(__file__).parent.parent / ".cache" / "npm"
Writer = Callable[[Plan, jinja2.Environment, Path], Iterable[Problem]]
"""Writes a plan into a folder and returns what could not be shown; the setting SITE_WRITER takes another than ours."""


@dataclass(slots=True)
class Run:
    """What one run of Pelican left behind, for the command that started it."""

    plan: Plan | None = None
    problems: list[Problem] = field(default_factory=list)
    finished: bool = False


class SiteGenerator(Generator):  # type: ignore[misc]  # Pelican has no types
    """Makes the whole site from the plan."""

    def generate_context(self) -> None:
        """Read the content and plan the site."""
        self.run: Run = self.settings.get("SITE_RUN") or Run()
        self.plan = make_plan(
            Path(self.settings["PATH"]),
            Path(self.settings["THEME"]),
            today(),
            base_path=urlsplit(str(self.settings.get("SITEURL") or "")).path,
            drafts=bool(self.settings.get("SITE_DRAFTS")),
            search=self._searches,
            memory=self.settings.get("SITE_MEMORY"),
        )
        self.run.plan = self.plan
        self.run.problems.extend(self.plan.problems)

    def generate_output(self, _writer: object) -> None:
        """Write the site. Run by hand, Pelican ends with status 1 if there were errors."""
        write: Writer = self.settings.get("SITE_WRITER") or _write_all
        self.run.problems.extend(write(self.plan, self.env, Path(self.output_path)))
        if write is _write_all:  # a preview makes neither with every save
            self._write_form(Path(self.output_path))
            if self._searches:
                self.run.problems.extend(search.index(Path(self.output_path), self.plan.searchable))
        self.run.finished = True
        if "SITE_RUN" not in self.settings:
            _report(self.run.problems)

    def _write_form(self, target: Path) -> None:
        """Write the editors' form, if site.yaml asks for it."""
        facts = self.plan.globals.get("site")
        if not isinstance(facts, Mapping) or not form_site.is_published(facts):
            return
        from tools import sveltia  # the one thing a build may have to fetch, by its hash, and only here

        program = sveltia.sveltia(_FETCHED)
        for path, data in form_site.published(facts, Path(self.settings["PATH"]), program):
            _write(target / form_site.PREFIX / path, data)

    @property
    def _searches(self) -> bool:
        return bool(self.settings.get("SITE_SEARCH", True))


def connect() -> None:
    """Give Pelican our generator."""
    signals.get_generators.connect(_generators)


def _generators(_pelican: object) -> type[SiteGenerator]:
    return SiteGenerator


def _write_all(plan: Plan, environment: jinja2.Environment, target: Path) -> Iterator[Problem]:
    """Write every file of *plan* into the empty folder *target*; yield what no template could show."""
    prepared(environment, plan)
    yield from filter(None, mapped(partial(_make, environment=environment, target=target), plan.outputs))
    for path, data in plan.bundle.files.items():
        _write(target / path, data)
    for source, path in plan.copies:
        destination = target / path
        destination.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, destination)


def _make(output: Output, environment: jinja2.Environment, target: Path) -> Problem | None:
    """Write the file *output*, or return what no template could show."""
    made = render(output, environment)
    if isinstance(made, Problem):
        return made
    _write(target / output.path, made)
    return None


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def _report(problems: list[Problem]) -> None:
    for problem in in_order(problems):
        print(problem, file=sys.stderr)
    if has_errors(problems):
        raise SystemExit(1)
