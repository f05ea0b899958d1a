"""Up-to-date check: an entry for the latest build of an output, with its inputs and summary.

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

_FORMAT = 2  # of the file; another one counts as none
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

    ``settled`` are the stats of all files, with b"" for those that must not be trusted.
    """

    stats: FileStats
    settled: Mapping[str, bytes]

    @property
    def is_trusted(self) -> bool:
        """Whether all of it can be trusted."""
        return all(self.settled.values())


class UpToDateCheck:
    """The entries of one project, each in a file of its own below *folder*."""

    def __init__(self, project: Path, folder: Path) -> None:
        self._project, self._folder = project, folder

    def list_inputs(self, options: BuildOptions) -> BuildInputs | None:
        """Return the inputs of a build with these *options*, None if they cannot be listed."""
        roots = {"content": options.content, **{name: self._project / name for name in (*_CODE, _ENVIRONMENT)}}
        roots |= {_name(folder, self._project): folder for folder in override_folders(options.content, self._project)}
        try:
            found = collect_stats(roots)
            return BuildInputs(found, found.drop_untrusted(clock(self._folder)))
        except OSError:
            return None

    def find_summary(self, options: BuildOptions, inputs: BuildInputs | None) -> BuildSummary | None:
        """Return the summary of the latest build, if its *inputs* and its output are unchanged."""
        if inputs is None or not inputs.is_trusted:
            return None
        try:
            entry = json.loads(self._file(options).read_text(encoding="utf-8"))
            if entry["key"] != _key(options, inputs) or entry["output"] != collect_stats({"": options.output}).digest:
                return None
            return BuildSummary(**entry["outcome"])
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            return None

    def write(
        self, options: BuildOptions, inputs: BuildInputs | None, output: FileStats, outcome: BuildSummary
    ) -> None:
        """Keep the entry for a build; a disk without room for it is no reason to fail.

        One process at a time may build an order.
        """
        if inputs is None or not inputs.is_trusted:
            return
        try:
            entry = {
                "key": _key(options, inputs),
                "output": output.digest,
                "outcome": asdict(outcome),
            }
            self._folder.mkdir(parents=True, exist_ok=True)
            beside = self._file(options).with_suffix(".new")
            beside.write_text(json.dumps(entry), encoding="utf-8")
            beside.replace(self._file(options))
        except OSError:
            self.forget(options)

    def forget(self, options: BuildOptions) -> None:
        """Keep nothing of *options*'s output, which is about to become another."""
        try:
            self._file(options).unlink(missing_ok=True)
        except OSError:
            return

    def cache_folder(self, options: BuildOptions) -> Path:
        """Return the folder for the build cache of a site and an output.

        Sites may take turns in one.
        """
        name = hashlib.sha256(f"{options.content}\0{options.output}".encode("utf-8", "surrogateescape")).hexdigest()
        return self._folder / name

    def _file(self, options: BuildOptions) -> Path:
        return self.cache_folder(options).with_suffix(".json")


def _name(folder: Path, project: Path) -> str:
    return folder.relative_to(project).as_posix() if folder.is_relative_to(project) else str(folder)


def _key(options: BuildOptions, inputs: BuildInputs) -> str:
    parts: Iterable[object] = (_FORMAT, sys.version, *astuple(options), inputs.stats.digest)
    return hashlib.sha256("\0".join(map(repr, parts)).encode()).hexdigest()
