"""Pelican run: Pelican runs our generator, and its errors become problems."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from plugins.build.cache.item_cache import ItemCache
from plugins.build.options import BuildOptions
from plugins.build.plan import Plan
from plugins.build.project_settings import find_override_problems
from plugins.build.search_index import SearchIndexes
from plugins.build.template_overrides import list_overrides
from plugins.build.write import OutputRecord, PreviousOutput
from plugins.core.problem import Problem
from plugins.core.project import ROOT

if TYPE_CHECKING:
    import jinja2

SETTING = "BUILD_RUN"
"""The one setting by which a run reaches our generator."""

Writer = Callable[[Plan, "jinja2.Environment", Path], Iterable[Problem]]
"""Writes files of a plan into a folder, and returns a problem for each that its template cannot render."""


@dataclass(slots=True)
class PelicanRun:
    """One run of Pelican: its options, and afterwards its plan, records and problems.

    ``item_cache``, ``previous`` and ``indexes`` are what it may take over from a former build, ``writer`` writes in
    place of the ordinary step if there is one. ``is_finished`` says that our generator came to its end.
    """

    options: BuildOptions
    item_cache: ItemCache | None = None
    previous: PreviousOutput = field(default_factory=PreviousOutput)
    indexes: SearchIndexes = field(default_factory=SearchIndexes)
    writer: Writer | None = None
    plan: Plan | None = None
    records: dict[str, OutputRecord] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    is_finished: bool = False


def run_pelican(run: PelicanRun, folder: Path) -> PelicanRun:
    """Plan the site and write it into *folder*; return *run* with its results.

    Whatever Pelican logs as an error is a problem, for it would go on and exit with 0.
    """
    import pelican  # half a second that neither a mistake in the command line nor an edited text need wait for
    from pelican.settings import read_settings

    override = {"PATH": str(run.options.content.absolute()), "OUTPUT_PATH": str(folder), SETTING: run}
    if run.options.base_url is not None:
        override["SITEURL"] = run.options.base_url
    pelican.console.quiet = True
    with _collect_log() as records:
        settings = read_settings(str(ROOT / "publishconf.py"), override=override)
        run.problems += find_override_problems(settings)
        if not run.problems:
            run.problems += filter(None, (one.find_problem() for one in list_overrides(run.options.content)))
            pelican.Pelican(settings).run()
    run.problems += map(_log_problem, records)
    if not run.is_finished and not run.problems:
        run.problems.append(_not_run_problem())
    return run


class _Collector(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@contextmanager
def _collect_log() -> Iterator[list[logging.LogRecord]]:
    collector = _Collector()
    root = logging.getLogger()
    root.addHandler(collector)
    try:
        yield collector.records
    finally:
        root.removeHandler(collector)


def _log_problem(record: logging.LogRecord) -> Problem:
    text = " ".join(record.getMessage().split())
    reason = f" ({record.exc_info[1]!r})" if record.exc_info and record.exc_info[1] else ""
    return Problem(
        "pelicanconf.py",
        1,
        f"Beim Bauen ging etwas schief: {text}{reason}",
        "Bitte geben Sie diese Meldung an die Technik weiter.",
        "pelican",
    )


def _not_run_problem() -> Problem:
    return Problem(
        "pelicanconf.py",
        1,
        "Kein Programmteil hat Seiten geschrieben.",
        'Bitte in pelicanconf.py die Zeile wiederherstellen: PLUGINS = ["plugins"]',
        "nothing-built",
    )
