"""File stats: size, times and inode of many files, without opening one of them."""

from __future__ import annotations

import hashlib
import os
import stat
import struct
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from plugins.core.urls import folders_of

_IGNORED = frozenset({"__pycache__", ".git", ".ruff_cache", ".mypy_cache"})
_INSTANT = 50_000_000  # nanoseconds; clocks of file systems tick every 4 to 10 milliseconds
_FILE = struct.Struct("<IQqqQ")  # rights and kind, size, times, inode
_FOLDER = struct.Struct("<I")


@dataclass(frozen=True)
class FileStats:
    """The stats of each file and folder, by name.

    Two values are equal if nothing has touched the file in between: its rights, size, times and inode are part of
    them. Those of a folder are fewer, since all that is in it is listed itself.
    """

    stats: Mapping[str, bytes]

    def drop_untrusted(self, now: int) -> Mapping[str, bytes]:
        """Return the stats, with b"" for files that must not be trusted at *now*, in nanoseconds.

        What was saved just before could be saved once more and look the same. The stats of a link do not matter.
        """
        since = now - _INSTANT
        return {name: stats if _is_trusted(stats, since) else b"" for name, stats in self.stats.items()}

    @cached_property
    def digest(self) -> str:
        """A text that differs as soon as any of the stats does."""
        names = sorted(self.stats)
        whole = hashlib.sha256("\0".join(names).encode("utf-8", "surrogateescape"))
        whole.update(b"".join(map(self.stats.__getitem__, names)))
        return whole.hexdigest()

    def refresh(self, folder: Path, paths: Iterable[str]) -> FileStats:
        """Return the stats of *folder* once the files *paths* have changed, come or gone.

        These are its stats from before.
        """
        stats = dict(self.stats)
        for path in {above for one in paths for above in (one, *folders_of(one))}:
            try:
                stats[path] = stat_of(folder / path)
            except OSError:
                stats.pop(path, None)
        return FileStats(stats)


def collect_stats(roots: Mapping[str, Path]) -> FileStats:
    """Return the stats of all *roots*, files or folders with all that is in them.

    Those that are not there are left out.

    Names begin with that of their root, and a slash if that has a name. Links are not followed. Raises OSError if a
    folder cannot be read.
    """
    return FileStats({name: stats for root, path in roots.items() for name, stats in _walk(root, path)})


def stat_of(path: Path) -> bytes:
    """Return the stats of one file. Raises OSError if it is not there."""
    return _pack_stats(path.lstat())


def clock(folder: Path) -> int:
    """Return the time in nanoseconds by the clock of the disk of *folder*. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryFile(dir=folder) as file:
        return os.fstat(file.fileno()).st_mtime_ns


def _is_trusted(stats: bytes, since: int) -> bool:
    if is_folder(stats):
        return True
    mode, _, written, changed, _ = _FILE.unpack(stats)
    return max(written, changed) < since and not stat.S_ISLNK(mode)


def is_folder(stats: bytes) -> bool:
    """Return whether these are the stats of a folder."""
    return len(stats) == _FOLDER.size


def is_file(stats: bytes) -> bool:
    """Return whether these are the stats of a file, and not of a link to one."""
    return not is_folder(stats) and stat.S_ISREG(_FILE.unpack(stats)[0])


def _pack_stats(status: os.stat_result) -> bytes:
    if stat.S_ISDIR(status.st_mode):
        return _FOLDER.pack(status.st_mode)
    return _FILE.pack(status.st_mode, status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)


def _walk(root: str, path: Path) -> Iterator[tuple[str, bytes]]:
    try:
        status = path.lstat()
    except FileNotFoundError:
        return
    if not stat.S_ISDIR(status.st_mode):
        yield root, _pack_stats(status)
        return
    waiting = [(str(path), f"{root}/" if root else "")]
    while waiting:
        folder, prefix = waiting.pop()
        with os.scandir(folder) as entries:
            for entry in entries:
                name = entry.name
                if name in _IGNORED:
                    continue
                stats = _pack_stats(entry.stat(follow_symlinks=False))
                yield prefix + name, stats
                if len(stats) == _FOLDER.size:
                    waiting.append((entry.path, f"{prefix}{name}/"))
