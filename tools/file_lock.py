"""One at a time: a lock between processes, let go by the system when its holder dies."""

import fcntl
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def hold_lock(lock: Path) -> Iterator[int]:
    """Wait until no other process holds *lock*; yield its number.

    A child started with `pass_fds=(number,)` holds it too: should we be
    killed, nobody begins before the child has ended.
    """
    lock.parent.mkdir(parents=True, exist_ok=True)
    with lock.open("w") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print(f"Ein anderer Lauf ist noch dabei ({lock.name}). Wir warten auf ihn.", file=sys.stderr)
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield handle.fileno()
