"""Write: a plan becomes files. Unchanged files of a former build are not written again."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import jinja2

from plugins.build.plan import Plan
from plugins.build.render import prepare_environment, render
from plugins.core import progress
from plugins.core.hashing import hash_bytes, hash_file, hash_value
from plugins.core.output import Context, Output
from plugins.core.parallel import fast_pickle, parallel_map
from plugins.core.problem import Problem


@fast_pickle
@dataclass(frozen=True, slots=True)
class OutputRecord:
    """Record of an output file: the fingerprints of its bytes and its context, and its embeds."""

    content_hash: bytes
    context_hash: bytes = b""
    embeds: int = 0


@dataclass(frozen=True, slots=True)
class PreviousOutput:
    """Files of a former build in *folder* that nobody has changed.

    With ``frames``, templates and globals are the same as well, so what shows the same holds the same.
    """

    folder: Path = field(default_factory=Path)
    records: Mapping[str, OutputRecord] = field(default_factory=dict)
    layout_unchanged: bool = False

    def find_by_context(self, path: str, shows: bytes) -> OutputRecord | None:
        """Return the record of *path*, if it has this context."""
        known = self.records.get(path) if self.layout_unchanged else None
        return known if known is not None and known.context_hash == shows else None

    def has_content(self, path: str, made: OutputRecord) -> bool:
        """Return whether *path* holds the bytes of *record*."""
        known = self.records.get(path)
        return known is not None and known.content_hash == made.content_hash


@dataclass(frozen=True, slots=True)
class WriteResult:
    """The record of each file, written or there already, and problems of templates."""

    records: dict[str, OutputRecord]
    problems: tuple[Problem, ...]


def write_plan(plan: Plan, environment: jinja2.Environment, target: Path, standing: PreviousOutput) -> WriteResult:
    """Write into the empty folder *target* every file of *plan* that *standing* does not hold."""
    progress.begin("Seiten schreiben")
    prepare_environment(environment, plan)
    work = partial(_made, plan=plan, environment=environment, target=target, standing=standing)
    found = parallel_map(work, plan.outputs)
    made = {output.path: one for output, one in zip(plan.outputs, found, strict=True) if isinstance(one, OutputRecord)}
    made |= {path: write_file(path, RenderedFile(data), target, standing) for path, data in plan.bundle.files.items()}
    made |= {path: _copied(source, path, target, standing) for source, path in plan.copies}
    return WriteResult(made, tuple(_first_of_each_place(one for one in found if isinstance(one, Problem))))


def _first_of_each_place(problems: Iterable[Problem]) -> Iterable[Problem]:
    """Return one problem for each line of a template, which may spoil thousands of pages."""
    return {(problem.file, problem.line): problem for problem in reversed(list(problems))}.values()


@dataclass(frozen=True, slots=True)
class RenderedFile:
    """The bytes of a file before it is written."""

    data: bytes
    context_hash: bytes = b""
    embeds: int = 0


def render_file(output: Output, plan: Plan, environment: jinja2.Environment) -> RenderedFile | Problem:
    """Return the file of *output*, or the problem of its template."""
    return _file(output, plan.context_of(output), environment)


def write_file(path: str, file: RenderedFile, target: Path, standing: PreviousOutput) -> OutputRecord:
    """Write *file* to *path* in *target*, unless *previous* holds the same; return its record."""
    made = OutputRecord(hash_bytes(file.data), file.context_hash, file.embeds)
    if not standing.has_content(path, made):
        (target / path).parent.mkdir(parents=True, exist_ok=True)
        (target / path).write_bytes(file.data)
    return made


def context_hash(output: Output, shows: Context) -> bytes:
    """Return the fingerprint of all that *output* depends on beside templates and globals."""
    maker = output.renderer if isinstance(output.renderer, str) else output.renderer.__qualname__
    return hash_value((maker, shows))


def _made(
    output: Output, plan: Plan, environment: jinja2.Environment, target: Path, standing: PreviousOutput
) -> OutputRecord | Problem:
    """Write *output*, unless its context is unchanged; return its record or problem."""
    shows = plan.context_of(output)
    if (
        standing.layout_unchanged
        and (known := standing.find_by_context(output.path, context_hash(output, shows))) is not None
    ):
        return known
    file = _file(output, shows, environment)
    return file if isinstance(file, Problem) else write_file(output.path, file, target, standing)


def _file(output: Output, shows: Context, environment: jinja2.Environment) -> RenderedFile | Problem:
    data = render(output, shows, environment)
    if isinstance(data, Problem):
        return data
    return RenderedFile(data, context_hash(output, shows), getattr(shows.get("page"), "embeds", 0))


def _copied(source: Path, path: str, target: Path, standing: PreviousOutput) -> OutputRecord:
    """Copy the file *source*, unless the file system says that it is the one that stands there."""
    status = source.stat()
    shown = hash_value((str(source), status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino))
    if (known := standing.find_by_context(path, shown)) is not None:
        return known
    made = OutputRecord(hash_file(source), shown)
    if not standing.has_content(path, made):
        (target / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target / path)
    return made
