"""Up-to-date check: a receipt of the latest build of an output, with its inputs and summary.

If all inputs and the output are unchanged, there is nothing to build.

A file counts as unchanged if its size, its times and its inode are: `st_ctime` cannot be set back, and what was
written in the same instant in which a build began is not trusted (https://git-scm.com/docs/racy-git has the reasons).
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterable, Mapping
from dataclasses import asdict, astuple, dataclass
from pathlib import Path

from plugins.build.cache.file_stats import FileStats, clock, collect_stats
from plugins.build.options import BuildOptions
from plugins.build.project_settings import override_folders

_FORM = 2  # of the file; another one counts as none
_CODE = ("plugins", "theme", "tools", "requirements", "pelicanconf.py", "publishconf.py", "tasks.py")
_ENVIRONMENT = ".venv/ready.json"  # which packages there are


@dataclass(frozen=True, slots=True)
class BuildSummary:
    """The summary of a build without an error: its pages, embeds and warnings."""

    pages: int
    embeds: int
    warnings: int


@dataclass(frozen=True, slots=True)
class BuildInputs:
    """The inputs of a build.

    ``settled`` is what is told of all files, with nothing in the place of what must not be trusted.
    """

    listing: FileStats
    settled: Mapping[str, bytes]

    @property
    def is_trusted(self) -> bool:
        """Whether all of it can be trusted."""
        return all(self.settled.values())


class UpToDateCheck:
    """The receipts of one project, each in a file of its own below *folder*."""

    def __init__(self, project: Path, folder: Path) -> None:
        self._project, self._folder = project, folder

    def before(self, order: BuildOptions) -> BuildInputs | None:
        """Return the inputs of a build with these *options*, None if they cannot be listed."""
        roots = {"content": order.content, **{name: self._project / name for name in (*_CODE, _ENVIRONMENT)}}
        roots |= {_name(folder, self._project): folder for folder in override_folders(self._project)}
        try:
            found = collect_stats(roots)
            return BuildInputs(found, found.trusted_at(clock(self._folder)))
        except OSError:
            return None

    def outcome(self, order: BuildOptions, inputs: BuildInputs | None) -> BuildSummary | None:
        """Return the summary of the latest build, if its *inputs* and its output are unchanged."""
        if inputs is None or not inputs.is_trusted:
            return None
        try:
            kept = json.loads(self._file(order).read_text(encoding="utf-8"))
            if kept["key"] != _key(order, inputs) or kept["output"] != collect_stats({"": order.output}).digest:
                return None
            return BuildSummary(**kept["outcome"])
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            return None

    def write(self, order: BuildOptions, inputs: BuildInputs | None, output: FileStats, outcome: BuildSummary) -> None:
        """Keep the receipt of a build; a disk without room for it is no reason to fail.

        One process at a time may build an order.
        """
        if inputs is None or not inputs.is_trusted:
            return
        try:
            kept = {
                "key": _key(order, inputs),
                "output": output.digest,
                "outcome": asdict(outcome),
            }
            self._folder.mkdir(parents=True, exist_ok=True)
            beside = self._file(order).with_suffix(".new")
            beside.write_text(json.dumps(kept), encoding="utf-8")
            beside.replace(self._file(order))
        except OSError:
            self.forget(order)

    def forget(self, order: BuildOptions) -> None:
        """Keep nothing of *order*'s output, which is about to become another."""
        try:
            self._file(order).unlink(missing_ok=True)
        except OSError:
            return

    def place(self, order: BuildOptions) -> Path:
        """Return the folder for the build cache of an output."""
        name = hashlib.sha256(str(order.output).encode("utf-8", "surrogateescape")).hexdigest()
        return self._folder / name

    def _file(self, order: BuildOptions) -> Path:
        return self.place(order).with_suffix(".json")


def _name(folder: Path, project: Path) -> str:
    return folder.relative_to(project).as_posix() if folder.is_relative_to(project) else str(folder)


def _key(order: BuildOptions, inputs: BuildInputs) -> str:
    parts: Iterable[object] = (_FORM, sys.version, *astuple(order), inputs.listing.digest)
    return hashlib.sha256("\0".join(map(repr, parts)).encode()).hexdigest()
