"""Writing: a plan becomes files. What a former build has left and still holds is taken over, not made again."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import jinja2

from plugins.fingerprints import digest, digest_of, fingerprint
from plugins.forks import light, mapped
from plugins.pipeline import Plan
from plugins.plan import Output, Shows
from plugins.problem import Problem
from plugins.rendering import prepared, render


@light
@dataclass(frozen=True, slots=True)
class Made:
    """What stands in an output file: the fingerprints of its bytes and of all that it shows, and its placeholders."""

    holds: bytes
    shows: bytes
    embeds: int = 0


@dataclass(frozen=True, slots=True)
class Standing:
    """What a former build has left in *folder*, of files that are as they were, with the same templates and globals."""

    folder: Path = field(default_factory=Path)
    made: Mapping[str, Made] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Written:
    """What stands in each file now, and what no template could show."""

    made: dict[str, Made]
    problems: tuple[Problem, ...]


def write(plan: Plan, environment: jinja2.Environment, target: Path, standing: Standing) -> Written:
    """Write every file of *plan* into the empty folder *target*, or take it over from *standing*."""
    prepared(environment, plan)
    found = mapped(partial(_made, plan=plan, environment=environment, target=target, standing=standing), plan.outputs)
    made = {output.path: one for output, one in zip(plan.outputs, found, strict=True) if isinstance(one, Made)}
    for path, data in plan.bundle.files.items():
        holds = digest(data)
        made[path] = Made(holds, holds)
        if not _taken_over(path, made[path], target, standing):
            put(target / path, data)
    for source, path in plan.copies:
        made[path] = _copied(source, path, target, standing)
    return Written(made, tuple(one for one in found if isinstance(one, Problem)))


def make(output: Output, plan: Plan, environment: jinja2.Environment) -> tuple[Made, bytes] | Problem:
    """Return what *output* holds, or what its template could not show."""
    shows = plan.shown_by(output)
    data = render(output, shows, environment)
    return data if isinstance(data, Problem) else (Made(digest(data), shown_as(output, shows), _embeds(shows)), data)


def put(path: Path, data: bytes) -> None:
    """Write *data* to *path* and the folders it lies in."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def _made(
    output: Output, plan: Plan, environment: jinja2.Environment, target: Path, standing: Standing
) -> Made | Problem:
    shows = plan.shown_by(output)
    shown = shown_as(output, shows)
    known = standing.made.get(output.path)
    if known is not None and known.shows == shown and _taken_over(output.path, known, target, standing):
        return known
    data = render(output, shows, environment)
    if isinstance(data, Problem):
        return data
    put(target / output.path, data)
    return Made(digest(data), shown, _embeds(shows))


def shown_as(output: Output, shows: Shows) -> bytes:
    """Return the fingerprint of all that *output*, which *shows* this, depends on beside templates and globals."""
    maker = output.maker if isinstance(output.maker, str) else output.maker.__qualname__
    return fingerprint((maker, shows))


def _embeds(shows: Shows) -> int:
    return getattr(shows.get("page"), "embeds", 0)


def _copied(source: Path, path: str, target: Path, standing: Standing) -> Made:
    """Copy the file *source*; it is the same as before if the file system says so."""
    status = source.stat()
    shown = fingerprint((str(source), status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino))
    known = standing.made.get(path)
    if known is not None and known.shows == shown and _taken_over(path, known, target, standing):
        return known
    destination = target / path
    destination.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, destination)
    return Made(digest_of(destination), shown)


def _taken_over(path: str, made: Made, target: Path, standing: Standing) -> bool:
    """Return whether the file of the former build that holds the same stands in *target* now as well."""
    known = standing.made.get(path)
    if known is None or known.holds != made.holds:
        return False
    destination = target / path
    destination.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(standing.folder / path, destination)
    except OSError:  # another disk, or one that knows no links
        return False
    return True
