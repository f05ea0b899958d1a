"""Lock: one build at a time writes an output. It ends with the process."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

_held: set[Path] = set()  # by this process


@contextmanager
def lock_output(output: Path, tell_waiting: Callable[[], None]) -> Iterator[None]:
    """Keep other builds from writing *output* meanwhile; wait for one that does.

    *tell_waiting* is called before waiting. Who holds the lock may ask for it again, as a publisher that builds.

    Raises OSError if nothing can be written beside *output*.
    """
    output = output.resolve()
    if output in _held:
        yield
        return
    output.parent.mkdir(parents=True, exist_ok=True)
    path = output.with_name(f".{output.name}.lock")
    number = _open_locked(path, tell_waiting)
    _held.add(output)
    try:
        yield
    finally:
        _held.discard(output)
        path.unlink(missing_ok=True)  # while it is held: whoever opened it before will see that it is gone
        os.close(number)


def _open_locked(path: Path, tell_waiting: Callable[[], None]) -> int:
    """Return the descriptor of the file *path*, locked by flock(2), which ends with the process."""
    has_called = False
    while True:
        number = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        try:
            fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if not has_called:
                tell_waiting()
                has_called = True
            fcntl.flock(number, fcntl.LOCK_EX)
        if _is_there(path, number):
            return number
        os.close(number)


def _is_there(path: Path, number: int) -> bool:
    """Return whether *path* still names the open file, and not another one that was made since."""
    try:
        return os.path.samestat(os.fstat(number), path.stat())
    except FileNotFoundError:
        return False
