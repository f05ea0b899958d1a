"""The host: the one module that knows Pelican.

Pelican reads the settings, loads the theme and runs our one generator; its own generators for
articles and pages are given no paths and find nothing. So every file of the output comes from
the plan, and the plain ``pelican`` command makes the same site as ``tasks.py build``.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import jinja2
from pelican import signals
from pelican.generators import Generator

from plugins.build.options import BuildOptions
from plugins.build.plan import make_plan
from plugins.build.render import make_environment
from plugins.build.run_pelican import SETTING, PelicanRun
from plugins.build.search_index import update_indexes
from plugins.build.write import OutputRecord, PreviousOutput, RenderedFile, write_file, write_plan
from plugins.core.problem import Problem, has_errors, sort_problems
from plugins.core.site_part import SitePart


class SiteGenerator(Generator):  # type: ignore[misc]  # Pelican has no types
    """Makes the whole site from the plan."""

    def generate_context(self) -> None:
        """Read the content and plan the site."""
        self.run: PelicanRun = self.settings.get(SETTING) or PelicanRun(_plain_options(self.settings))
        options = self.run.options
        self.plan = make_plan(
            options.content,
            Path(self.settings["THEME"]),
            options.day,
            base_path=urlsplit(str(self.settings.get("SITEURL") or "")).path,
            drafts=options.drafts,
            search=options.search,
            is_preview_build=options.is_preview_build,
            item_cache=self.run.item_cache,
            parts=self._site_parts,
        )
        self.run.plan = self.plan
        self.run.problems.extend(self.plan.problems)

    def generate_output(self, _writer: object) -> None:
        """Write the site. Run by hand, Pelican ends with status 1 if there were errors."""
        target = Path(self.output_path)
        if self.run.writer is not None:
            self.run.problems.extend(self.run.writer(self.plan, self._environment, target))
        else:
            self._write_all(target)
        self.run.is_finished = True
        if SETTING not in self.settings:
            _report(self.run.problems)

    def _write_all(self, target: Path) -> None:
        run = self.run
        written = write_plan(self.plan, self._environment, target, run.previous)
        run.records = {**written.records, **dict(self._write_parts(target, run.previous))}
        run.problems.extend(written.problems)
        if run.options.search and not written.problems:  # else pages are missing of which there could be an index
            indexed = update_indexes(self.plan.shards, run.records, target, run.previous, run.indexes)
            run.records |= indexed.records
            run.problems.extend(indexed.problems)

    def _write_parts(self, target: Path, previous: PreviousOutput) -> Iterator[tuple[str, OutputRecord]]:
        """Write the files of all published parts of the site, and yield their records by path."""
        settings = self.plan.globals.get("site")
        if not isinstance(settings, Mapping):
            return  # site.yaml is missing or wrong
        for part in self._site_parts:
            for path, data in part.files_to_publish(settings, Path(self.settings["PATH"])):
                whole = f"{part.prefix}{path}"
                yield whole, write_file(whole, RenderedFile(data), target, previous)

    @property
    def _site_parts(self) -> tuple[SitePart, ...]:
        return tuple(self.settings.get("SITE_PARTS", ()))

    @property
    def _environment(self) -> jinja2.Environment:
        """Jinja as the settings want it, without Pelican's additions for its own templates."""
        return make_environment(self.settings)


def _plain_options(settings: Mapping[str, Any]) -> BuildOptions:
    """Return the options of the plain ``pelican`` command, which has its settings alone."""
    return BuildOptions(
        Path(settings["PATH"]),
        Path(settings["OUTPUT_PATH"]),
        base_url=str(settings.get("SITEURL") or "") or None,
        drafts=bool(settings.get("WITH_DRAFTS")),
    )


def connect() -> None:
    """Give Pelican our generator."""
    signals.get_generators.connect(_generators)


def _generators(_pelican: object) -> type[SiteGenerator]:
    return SiteGenerator


def _report(problems: list[Problem]) -> None:
    for problem in sort_problems(problems):
        print(problem, file=sys.stderr)
    if has_errors(problems):
        raise SystemExit(1)
