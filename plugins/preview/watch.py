"""Watch: changes of files, also while folders vanish and come back."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from pathlib import Path

from watchfiles import watch
from watchfiles.main import FileChange

# Milliseconds. An editor saves one file: twenty are enough to see whether another follows, as when git moves many.
_STEP, _LONGEST, _GLANCE = 20, 400, 500


def watch_changes(paths: Iterable[Path], ended: threading.Event) -> Iterator[set[Path]]:
    """Yield the files changed below *paths*, each time some were, until *ended* is set.

    The system tells of changes in what was there when asked. So one of *paths* that is deleted, comes
    back or is replaced by a file of the same name is looked for twice a second.
    """
    wanted = tuple(paths)
    while not ended.is_set():
        state = _state(wanted)
        there = [path for path in wanted if state[path]]
        for found in _watch(there, ended):
            if found:
                yield {Path(path) for _, path in found}
            gone = {path for path, now in _state(wanted).items() if now != state[path]}
            if gone:
                yield gone
                break


def _watch(paths: list[Path], ended: threading.Event) -> Iterator[set[FileChange]]:
    """Yield sets of changes, empty ones if there were none for a while.

    Polls if the system cannot tell of changes.
    """
    wanted = {
        "step": _STEP,
        "debounce": _LONGEST,
        "rust_timeout": _GLANCE,
        "yield_on_timeout": True,
        "stop_event": ended,
    }
    try:
        yield from watch(*paths, **wanted)  # type: ignore[arg-type]  # one dictionary of several types
    except OSError:  # no more watches to be had, or a folder vanished at this very moment
        yield from watch(*filter(Path.exists, paths), force_polling=True, **wanted)  # type: ignore[arg-type]


def _state(paths: Iterable[Path]) -> dict[Path, object]:
    """Return for each path which file it is now, or None."""
    return {path: _identity(path) for path in paths}


def _identity(path: Path) -> object:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
