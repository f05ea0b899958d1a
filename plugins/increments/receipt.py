"""Receipt: what the latest build of an output came to, and out of what. If all of that is as it was, so is the output.

A file counts as unchanged if its size, its times and its inode are: `st_ctime` cannot be set back, and what was
written in the same instant in which a build began is not trusted (https://git-scm.com/docs/racy-git has the reasons).
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from plugins.increments.listing import Listing, listing

_FORM = 1  # of the file; another one counts as none
_INSTANT = 50_000_000  # nanoseconds; clocks of file systems tick every 4 to 10 milliseconds
_CODE = ("plugins", "theme", "tools", "requirements", "pelicanconf.py", "publishconf.py", "tasks.py")
_ENVIRONMENT = ".venv/ready.json"  # which packages there are


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be built, from where, for which day, and with which switches."""

    content: Path
    output: Path
    base_url: str | None
    search: bool
    audit: bool
    day: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a build without an error came to: pages, embeds and hints."""

    pages: int
    embeds: int
    warnings: int


class Receipts:
    """The receipts of one project, each in a file of its own below *folder*."""

    def __init__(self, project: Path, folder: Path) -> None:
        self._project, self._folder = project, folder

    def before(self, order: Order) -> Listing | None:
        """Return what a build of *order* will be made out of, None if that cannot be told for certain."""
        try:
            found = listing([order.content, *(self._project / name for name in (*_CODE, _ENVIRONMENT))])
            is_certain = found.newest + _INSTANT < self._now()
        except OSError:
            return None
        return found if is_certain else None

    def outcome(self, order: Order, inputs: Listing | None) -> Outcome | None:
        """Return what the latest build of *order* came to, if it was made of *inputs* and its output is as it was."""
        if inputs is None:
            return None
        try:
            kept = json.loads(self._file(order).read_text(encoding="utf-8"))
            if kept["key"] != _key(order, inputs) or kept["output"] != listing([order.output]).digest:
                return None
            return Outcome(**kept["outcome"])
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            return None

    def write(self, order: Order, inputs: Listing | None, outcome: Outcome) -> None:
        """Keep what *order* has come to; a disk that has no room for it is no reason to fail."""
        if inputs is None:
            return
        try:
            kept = {
                "key": _key(order, inputs),
                "output": listing([order.output]).digest,
                "outcome": asdict(outcome),
            }
            self._folder.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile("w", dir=self._folder, delete=False, encoding="utf-8") as file:
                json.dump(kept, file)
            Path(file.name).replace(self._file(order))
        except OSError:
            self.forget(order)

    def forget(self, order: Order) -> None:
        """Keep nothing of *order*'s output, which is about to become another."""
        try:
            self._file(order).unlink(missing_ok=True)
        except OSError:
            return

    def _file(self, order: Order) -> Path:
        name = hashlib.sha256(str(order.output).encode("utf-8", "surrogateescape")).hexdigest()
        return self._folder / f"{name}.json"

    def _now(self) -> int:
        """Return the time by the clock of the file system, which is what times of files are compared with."""
        self._folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=self._folder) as file:
            return os.fstat(file.fileno()).st_mtime_ns


def _key(order: Order, inputs: Listing) -> str:
    parts: Iterable[object] = (
        _FORM,
        sys.version,
        order.content,
        order.output,
        order.base_url,
        order.search,
        order.audit,
        order.day,
        inputs.digest,
    )
    return hashlib.sha256("\0".join(map(repr, parts)).encode()).hexdigest()
