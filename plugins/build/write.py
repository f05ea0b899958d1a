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

    With ``layout_unchanged``, templates and globals are the same as well: files with the same context are the same.
    """

    folder: Path = field(default_factory=Path)
    records: Mapping[str, OutputRecord] = field(default_factory=dict)
    layout_unchanged: bool = False

    def find_by_context(self, path: str, context: bytes) -> OutputRecord | None:
        """Return the record of *path*, if it has this context."""
        known = self.records.get(path) if self.layout_unchanged else None
        return known if known is not None and known.context_hash == context else None

    def has_content(self, path: str, record: OutputRecord) -> bool:
        """Return whether *path* holds the bytes of *record*."""
        known = self.records.get(path)
        return known is not None and known.content_hash == record.content_hash


@dataclass(frozen=True, slots=True)
class WriteResult:
    """The record of each file, written or there already, and problems of templates."""

    records: dict[str, OutputRecord]
    problems: tuple[Problem, ...]


def write_plan(plan: Plan, environment: jinja2.Environment, target: Path, previous: PreviousOutput) -> WriteResult:
    """Write into the empty folder *target* every file of *plan* that *previous* does not hold."""
    progress.begin("Seiten schreiben")
    prepare_environment(environment, plan)
    work = partial(_write_output, plan=plan, environment=environment, target=target, previous=previous)
    results = parallel_map(work, plan.outputs)
    records = {
        output.path: one for output, one in zip(plan.outputs, results, strict=True) if isinstance(one, OutputRecord)
    }
    records |= {
        path: write_file(path, RenderedFile(data), target, previous) for path, data in plan.bundle.files.items()
    }
    records |= {path: _copy_file(source, path, target, previous) for source, path in plan.copies}
    return WriteResult(records, tuple(_first_of_each_place(one for one in results if isinstance(one, Problem))))


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
    return _render(output, plan.context_of(output), plan, environment)


def write_file(path: str, file: RenderedFile, target: Path, previous: PreviousOutput) -> OutputRecord:
    """Write *file* to *path* in *target*, unless *previous* holds the same; return its record."""
    record = OutputRecord(hash_bytes(file.data), file.context_hash, file.embeds)
    if not previous.has_content(path, record):
        (target / path).parent.mkdir(parents=True, exist_ok=True)
        (target / path).write_bytes(file.data)
    return record


def context_hash(output: Output, context: Context, plan: Plan) -> bytes:
    """Return the fingerprint of all that *output* depends on beside templates and settings."""
    if not isinstance(output.renderer, str):
        return hash_value((output.renderer.__qualname__, context))
    return hash_value((output.renderer, context, plan.lists_hash))


def _write_output(
    output: Output, plan: Plan, environment: jinja2.Environment, target: Path, previous: PreviousOutput
) -> OutputRecord | Problem:
    """Write *output*, unless its context is unchanged; return its record or problem."""
    context = plan.context_of(output)
    if (
        previous.layout_unchanged
        and (known := previous.find_by_context(output.path, context_hash(output, context, plan))) is not None
    ):
        return known
    file = _render(output, context, plan, environment)
    return file if isinstance(file, Problem) else write_file(output.path, file, target, previous)


def _render(output: Output, context: Context, plan: Plan, environment: jinja2.Environment) -> RenderedFile | Problem:
    data = render(output, context, environment)
    if isinstance(data, Problem):
        return data
    return RenderedFile(data, context_hash(output, context, plan), getattr(context.get("page"), "embeds", 0))


def _copy_file(source: Path, path: str, target: Path, previous: PreviousOutput) -> OutputRecord:
    """Copy the file *source*, unless its stats say that it is the one that was copied before."""
    status = source.stat()
    stamp = hash_value((str(source), status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino))
    if (known := previous.find_by_context(path, stamp)) is not None:
        return known
    record = OutputRecord(hash_file(source), stamp)
    if not previous.has_content(path, record):
        (target / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target / path)
    return record
