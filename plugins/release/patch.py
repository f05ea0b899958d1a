"""Patch: a few fresh files take their places in the output, each in one step."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterable
from pathlib import Path

from plugins.addresses import folders_of


def patch(fresh: Path, written: Iterable[str], removed: Iterable[str], output: Path) -> None:
    """Move the files *written* from *fresh* to *output*, then remove those *removed* there, and folders left empty.

    What pages need comes before the pages, so nobody finds one whose parts are missing. What stands in the way was
    put there by somebody else, and goes. Raises OSError.
    """
    for path in sorted(written, key=_rank):
        _make_way(path, output)
        (output / path).parent.mkdir(parents=True, exist_ok=True)
        (fresh / path).replace(output / path)
    for path in sorted(removed, reverse=True):
        with contextlib.suppress(NotADirectoryError, IsADirectoryError):  # it stood in the way, and is gone
            (output / path).unlink(missing_ok=True)
        tidy(folders_of(path), output)


def _rank(path: str) -> tuple[int, str]:
    """Return what files are sorted by: those that name others come after them."""
    return (2 if path.endswith(".html") else 1 if path.endswith("-entry.json") else 0), path


def tidy(folders: Iterable[str], output: Path) -> None:
    """Remove those of *folders* in *output* that are empty, innermost first."""
    for folder in sorted(folders, key=len, reverse=True):
        with contextlib.suppress(OSError):  # there is something in it
            (output / folder).rmdir()


def _make_way(path: str, output: Path) -> None:
    """Remove files and links where a folder of *path* is to be, and a folder where it is to be itself."""
    for folder in folders_of(path):
        if (output / folder).is_symlink() or (output / folder).is_file():
            (output / folder).unlink()
    if (output / path).is_dir() and not (output / path).is_symlink():
        shutil.rmtree(output / path)


def completed(fresh: Path, paths: Iterable[str], output: Path) -> None:
    """Take over the files *paths* of *output* into *fresh*, as links if the disk knows any. Raises OSError."""
    for path in paths:
        (fresh / path).parent.mkdir(parents=True, exist_ok=True)
        try:
            os.link(output / path, fresh / path)
        except OSError:
            (fresh / path).write_bytes((output / path).read_bytes())
