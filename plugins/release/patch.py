"""Patch: a few fresh files take their places in the output, each in one step."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable
from pathlib import Path

from plugins.addresses import folders_of


def patch(fresh: Path, written: Iterable[str], removed: Iterable[str], output: Path) -> None:
    """Move the files *written* from *fresh* to *output*, then remove those *removed* there, and folders left empty.

    What pages need comes before the pages, so nobody finds one whose parts are missing. Raises OSError.
    """
    for path in sorted(written, key=lambda path: (path.endswith(".html"), path)):
        (output / path).parent.mkdir(parents=True, exist_ok=True)
        (fresh / path).replace(output / path)
    for path in sorted(removed):
        (output / path).unlink(missing_ok=True)
        for folder in folders_of(path):
            with contextlib.suppress(OSError):  # there is something else in it
                (output / folder).rmdir()


def completed(fresh: Path, paths: Iterable[str], output: Path) -> None:
    """Take over the files *paths* of *output* into *fresh*, as links if the disk knows any. Raises OSError."""
    for path in paths:
        (fresh / path).parent.mkdir(parents=True, exist_ok=True)
        try:
            os.link(output / path, fresh / path)
        except OSError:
            (fresh / path).write_bytes((output / path).read_bytes())
