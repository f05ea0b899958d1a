"""The host: the one module that knows Pelican.

Pelican reads the settings, loads the theme and runs our one generator; its own generators for
articles and pages are given no paths and find nothing. So every file of the output comes from
the plan, and the plain ``pelican`` command makes the same site as ``tasks.py build``.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import jinja2
from pelican import signals
from pelican.generators import Generator

from plugins.build.plan import Plan, make_plan
from plugins.build.render import make_environment
from plugins.build.search_index import SearchIndexes, update_indexes
from plugins.build.write import OutputRecord, PreviousOutput, RenderedFile, write_file, write_plan
from plugins.core.dates import today
from plugins.core.problem import Problem, has_errors, sorted_problems
from plugins.core.project import CACHE
from plugins.editor_form import form

_FETCHED = CACHE / "npm"
Writer = Callable[[Plan, jinja2.Environment, Path], Iterable[Problem]]
"""Writes what it likes of a plan into a folder, and returns what could not be shown; the setting is SITE_WRITER."""


@dataclass(slots=True)
class PelicanRun:
    """What one run of Pelican left behind, for the command that started it."""

    plan: Plan | None = None
    records: dict[str, OutputRecord] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    finished: bool = False


class SiteGenerator(Generator):  # type: ignore[misc]  # Pelican has no types
    """Makes the whole site from the plan."""

    def generate_context(self) -> None:
        """Read the content and plan the site."""
        self.run: PelicanRun = self.settings.get("SITE_RUN") or PelicanRun()
        self.plan = make_plan(
            Path(self.settings["PATH"]),
            Path(self.settings["THEME"]),
            today(),
            base_path=urlsplit(str(self.settings.get("SITEURL") or "")).path,
            drafts=bool(self.settings.get("SITE_DRAFTS")),
            search=self._searches,
            trial=bool(self.settings.get("SITE_TRIAL")),
            memory=self.settings.get("SITE_MEMORY"),
        )
        self.run.plan = self.plan
        self.run.problems.extend(self.plan.problems)

    def generate_output(self, _writer: object) -> None:
        """Write the site. Run by hand, Pelican ends with status 1 if there were errors."""
        target = Path(self.output_path)
        writer: Writer | None = self.settings.get("SITE_WRITER")
        if writer is not None:
            self.run.problems.extend(writer(self.plan, self._environment, target))
        else:
            self._write_all(target)
        self.run.finished = True
        if "SITE_RUN" not in self.settings:
            _report(self.run.problems)

    def _write_all(self, target: Path) -> None:
        standing: PreviousOutput = self.settings.get("SITE_STANDING") or PreviousOutput()
        written = write_plan(self.plan, self._environment, target, standing)
        self.run.records = {**written.records, **dict(self._form(target, standing))}
        self.run.problems.extend(written.problems)
        if self._searches:
            indexes = self.settings.get("SITE_INDEXES") or SearchIndexes()
            indexed = update_indexes(self.plan.shards, self.run.records, target, standing, indexes)
            self.run.records |= indexed.records
            self.run.problems.extend(indexed.problems)

    def _form(self, target: Path, standing: PreviousOutput) -> Iterator[tuple[str, OutputRecord]]:
        """Write the editors' form, if site.yaml asks for it, and yield its files."""
        facts = self.plan.globals.get("site")
        if not isinstance(facts, Mapping) or not form.is_published(facts):
            return
        from tools import sveltia  # the one thing a build may have to fetch, by its hash, and only here

        program = sveltia.sveltia(_FETCHED)
        for path, data in form.published_files(facts, Path(self.settings["PATH"]), program):
            yield (whole := f"{form.PREFIX}{path}"), write_file(whole, RenderedFile(data), target, standing)

    @property
    def _environment(self) -> jinja2.Environment:
        """Jinja as the settings want it, without what Pelican adds for templates of its own."""
        return make_environment(Path(self.settings["THEME"]), self.settings["JINJA_ENVIRONMENT"])

    @property
    def _searches(self) -> bool:
        return bool(self.settings.get("SITE_SEARCH", True))


def connect() -> None:
    """Give Pelican our generator."""
    signals.get_generators.connect(_generators)


def _generators(_pelican: object) -> type[SiteGenerator]:
    return SiteGenerator


def _report(problems: list[Problem]) -> None:
    for problem in sorted_problems(problems):
        print(problem, file=sys.stderr)
    if has_errors(problems):
        raise SystemExit(1)
