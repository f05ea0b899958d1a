"""Listing: what a file system says of many files, without opening one of them."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

_NOT_OURS = frozenset({"__pycache__", ".git", ".ruff_cache", ".mypy_cache"})


@dataclass(frozen=True, slots=True)
class Listing:
    """The digest of all names, kinds, sizes, rights and times, and the latest of these times in nanoseconds."""

    digest: str
    newest: int


def listing(paths: Iterable[Path]) -> Listing:
    """Return the listing of *paths*, files or folders with all that is in them; what is not there is listed as such.

    Links are not followed. Raises OSError if a folder cannot be read.
    """
    lines: list[str] = []
    newest = 0
    for path in paths:
        lines.append(f"{path}\n")
        for name, status in _walk(path):
            lines.append(f"{name}\0{_told(status)}\n")
            if not stat.S_ISDIR(status.st_mode):
                newest = max(newest, status.st_mtime_ns, status.st_ctime_ns)
    whole = "".join(lines).encode("utf-8", "surrogateescape")
    return Listing(hashlib.sha256(whole).hexdigest(), newest)


def _told(status: os.stat_result) -> str:
    """Return what is told of one file; of a folder less, since what comes and goes in it is listed itself."""
    if stat.S_ISDIR(status.st_mode):
        return str(status.st_mode)
    parts = (status.st_mode, status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)
    return "\0".join(map(str, parts))


def _walk(path: Path) -> Iterator[tuple[str, os.stat_result]]:
    try:
        yield "", path.lstat()
    except FileNotFoundError:
        return
    waiting = [str(path)] if path.is_dir() and not path.is_symlink() else []
    while waiting:
        folder = waiting.pop()
        with os.scandir(folder) as entries:
            found = sorted(entries, key=lambda entry: entry.name)
        for entry in found:
            if entry.name in _NOT_OURS:
                continue
            yield entry.path, entry.stat(follow_symlinks=False)
            if entry.is_dir(follow_symlinks=False):
                waiting.append(entry.path)
