"""Session: the folder in which one preview keeps its site, and what is left of those that were killed."""

from __future__ import annotations

import fcntl
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_PREFIX = "preview-"
_LOCK = "lock"


@contextmanager
def session(cache: Path) -> Iterator[Path]:
    """Give an empty folder below *cache* that is gone afterwards. Raises OSError if there can be none.

    A lock that the system lets go with its process tells the folders of the living from those left behind.
    """
    cache.mkdir(exist_ok=True)
    _clear(cache)
    home = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=cache))
    try:
        with (home / _LOCK).open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            (home / "site").mkdir()
            yield home / "site"
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _clear(cache: Path) -> None:
    """Remove what killed previews have left."""
    for home in cache.glob(f"{_PREFIX}*"):
        if home.is_dir() and not _is_held(home / _LOCK):
            shutil.rmtree(home, ignore_errors=True)


def _is_held(lock: Path) -> bool:
    try:
        with lock.open("r+") as handle:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        return False  # none was taken: killed before it could, or from before there were locks
    return False
