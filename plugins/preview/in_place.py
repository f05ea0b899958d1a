"""In-place writer: writes a plan over the former one, and only files whose context differs.

What an output shows is all that its file can (see ``plan``), so equal fingerprints are equal files as long as
templates and globals are. Nothing is kept beyond the life of the process.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

import jinja2

from plugins.build.plan import Plan
from plugins.build.render import prepare_environment, render
from plugins.build.write import context_hash
from plugins.core.output import Output
from plugins.core.problem import Problem
from plugins.site.search.shards import FOLDER

_MOST_ALIKE = 20  # pages that one broken template may spoil before the rest is not even tried

Place = tuple[str, int]


class InPlaceWriter:
    """Writer of one folder; a file that cannot be rendered stays as it was."""

    def __init__(self, template_folders: Iterable[Path]) -> None:
        self.plan: Plan | None = None
        self.media_changed = False
        self._template_folders = tuple(template_folders)
        self._first: frozenset[str] = frozenset()
        self._environment: jinja2.Environment | None = None
        self._shared_state: object = None
        self._context_hashes: dict[str, bytes] = {}  # hashes of the contexts of files
        self._files: dict[str, object] = {}
        self._waiting: list[Output] = []
        self._failures: dict[Place, int] = {}
        self._needed: set[str] = set()
        self._target = Path()

    def first(self, paths: Collection[str]) -> None:
        """Remember the output files that somebody is looking at."""
        self._first = frozenset(paths)

    def take(self, plan: Plan, environment: jinja2.Environment, target: Path) -> list[Problem]:
        """Write shared files and the pages looked at; return their problems.

        ``rest`` writes the others.

        A plan without pages is one that could not be made: everything stays as it was.
        """
        self._target, self._failures = target, {}
        self._waiting = []
        if not plan.outputs:
            return []
        self.plan = plan
        self._begin(plan, environment)
        self._write_files(plan)
        return self._begin_with(plan.outputs)

    def take_edit(self, plan: Plan, outputs: Iterable[Output]) -> list[Problem]:
        """Do the same for an edit of the latest plan that can change *outputs* alone."""
        self.plan, self._failures, self.media_changed = plan, {}, False
        return self._begin_with([*outputs, *self._waiting])

    def _begin_with(self, outputs: Iterable[Output]) -> list[Problem]:
        """Write those of *outputs* that are looked at, and keep the others for later."""
        several = {output.path: output for output in outputs}
        first = [several.pop(path) for path in sorted(self._first & several.keys())]
        self._waiting = [*first, *several.values()]
        return [problem for _ in first for problem in self._render_next()]

    def _render_next(self) -> list[Problem]:
        """Render the output that waits longest; it goes on waiting if that raises, on a full disk."""
        problems = self._render(self._waiting[0])
        self._waiting.pop(0)
        return problems

    def rest(self) -> Iterator[Problem | None]:
        """Write one file after the other, and yield after each its problem or None."""
        while self._waiting:
            yield next(iter(self._render_next()), None)
        self._tidy()

    def _begin(self, plan: Plan, environment: jinja2.Environment) -> None:
        """Keep the first environment's compiled templates until something shared changes."""
        words = plan.site.texts if plan.site else {}
        shared_state = (dict(plan.globals), words, [_state(folder) for folder in self._template_folders])
        if self._environment is None or shared_state != self._shared_state:
            # Once and no more: a compiled template keeps the globals that it was loaded with.
            self._environment = prepare_environment(environment, plan)
            self._context_hashes.clear()
            self._shared_state = shared_state

    def _render(self, output: Output) -> list[Problem]:
        if self._environment is None or self.plan is None:
            return []
        if any(count >= _MOST_ALIKE for count in self._failures.values()):
            return []
        context = self.plan.context_of(output)
        digest = context_hash(output, context, self.plan)
        if self._context_hashes.get(output.path) == digest:
            return []
        result = render(output, context, self._environment)
        if isinstance(result, Problem):
            self._context_hashes.pop(output.path, None)
            place = (result.file, result.line)
            self._failures[place] = self._failures.get(place, 0) + 1
            return [result] if self._failures[place] == 1 else []
        replace_file(self._target / output.path, result)
        self._context_hashes[output.path] = digest
        return []

    def _write_files(self, plan: Plan) -> None:
        """Write the theme's assets and copy the media, where they are new."""
        files: dict[str, object] = dict(plan.bundle.files)
        sources = {path: source for source, path in plan.copies}
        files |= {path: _stamp(source) for path, source in sources.items()}
        changed = {path for path, state in files.items() if self._files.get(path) != state}
        self.media_changed = bool(self._files) and bool(changed & sources.keys())
        for path in sorted(changed):
            if path in sources:
                copy_file(sources[path], self._target / path)
            else:
                replace_file(self._target / path, plan.bundle.files[path])
            self._files[path] = files[path]
        self._files = files

    def _tidy(self) -> None:
        """Remove files that belong to no output of the plan any more."""
        if self.plan is None:
            return
        needed = {output.path for output in self.plan.outputs} | self._files.keys()
        if needed == self._needed:
            return
        self._needed = needed
        for path in sorted(self._target.rglob("*"), reverse=True):
            inside = path.relative_to(self._target).as_posix()
            if path.is_dir():
                if not any(path.iterdir()):
                    path.rmdir()
            elif inside not in needed and not inside.startswith(f"{FOLDER}/"):
                path.unlink()
        self._context_hashes = {path: digest for path, digest in self._context_hashes.items() if path in needed}


def replace_file(path: Path, content: bytes) -> None:
    """Write *content*, so that whoever reads *path* finds all of the old or all of the new."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.new")
    beside.write_bytes(content)
    beside.replace(path)


def copy_file(source: Path, path: Path) -> None:
    """Copy *source* to *path* in the same way."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.new")
    shutil.copyfile(source, beside)
    beside.replace(path)


def _stamp(path: Path) -> object:
    found = path.stat()
    return str(path), found.st_mtime_ns, found.st_size


def _state(folder: Path) -> object:
    """Return a value that differs as soon as a file below *folder* does."""
    files = (Path(parent) / name for parent, _, names in os.walk(folder) for name in names)
    return sorted(map(str, map(_stamp, files)))
