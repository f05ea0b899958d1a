"""Atomic files: they appear with all their bytes or not at all, even if a process is killed."""

from __future__ import annotations

import fcntl
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def write_atomic(path: Path, data: bytes, unfinished: Path) -> None:
    """Write *data* to *path* by way of the folder *unfinished* on the same disk. Raises OSError.

    What killed processes have left there goes away, but never what somebody is writing.
    """
    for folder in (path.parent, unfinished):
        folder.mkdir(parents=True, exist_ok=True)
    with _writing_in(unfinished):
        number, name = tempfile.mkstemp(dir=unfinished)
        try:
            with os.fdopen(number, "wb") as file:
                file.write(data)
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise


@contextmanager
def _writing_in(folder: Path) -> Iterator[None]:
    """Hold *folder* meanwhile, together with all who write there; the first one clears it."""
    number = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    try:
        try:
            fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            pass  # somebody writes, or this disk knows no such lock
        else:
            for left in folder.iterdir():
                left.unlink(missing_ok=True)
        fcntl.flock(number, fcntl.LOCK_SH)
        yield
    finally:
        os.close(number)
