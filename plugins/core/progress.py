"""Progress: the phase of a long build, how far it is and how long it will take, on stderr.

On a terminal one line is written over and over, without a spinner, which screen readers would read out; elsewhere
there are plain lines. Nothing is printed for a build that is done in two seconds, nor where nobody asked for it.

The counts lie in memory that forked processes share, a place for each, so that counting costs next to nothing. They
are read by a timer's signal: no thread that a fork would have to mind.
"""

from __future__ import annotations

import mmap
import os
import shutil
import signal
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import TextIO, TypeVar

PATIENCE = 2.0  # seconds in which nothing is printed
_PACE = 1.0  # seconds between two looks
_SELDOM = 10.0  # seconds between two plain lines about the same
_PLACES = 64  # the first for how many things there are, one for each process that works on them
_SIZE = 8 * _PLACES
Task = TypeVar("Task")


@dataclass(slots=True)
class _Printer:
    """Printer of the counts on a stream."""

    stream: TextIO
    counts: memoryview
    began: float = field(default_factory=time.monotonic)
    phase: str = ""
    since: float = 0.0
    printed: str = ""
    printed_at: float = float("-inf")

    def begin(self, phase: str) -> None:
        """Count from nothing, in another phase."""
        for place in range(_PLACES):
            self.counts[place] = 0
        self.phase, self.since = phase, time.monotonic()
        self.look()

    def look(self) -> None:
        """Print the progress as it is now."""
        now = time.monotonic()
        if now - self.began < PATIENCE or not self.phase:
            return
        line = self._line(now)
        if _is_rewritable(self.stream):
            self._write(f"\r{line[: shutil.get_terminal_size().columns - 1]}\x1b[K")
        elif self.phase != self.printed or now - self.printed_at >= _SELDOM:
            self._write(f"{line}\n")
        else:
            return
        self.printed, self.printed_at = self.phase, now

    def end(self) -> None:
        """Leave nothing on a terminal."""
        if self.printed and _is_rewritable(self.stream):
            self._write("\r\x1b[K")

    def _line(self, now: float) -> str:
        done, together = sum(self.counts[1:]), self.counts[0]
        if not together or done >= together:
            return f"{self.phase} …"
        line = f"{self.phase}: {done} von {together}"
        passed = now - self.since
        return f"{line}, noch etwa {_duration(passed / done * (together - done))}" if done and passed >= _PACE else line

    def _write(self, text: str) -> None:
        """Write past the stream's buffer: the signal may have interrupted whoever holds that."""
        with suppress(OSError):
            os.write(self.stream.fileno(), text.encode(self.stream.encoding or "utf-8", "replace"))


_printer: _Printer | None = None
_counts: memoryview | None = None
_shared = -1  # the descriptor of the memory, where processes that begin empty can be given it


@contextmanager
def show_progress(stream: TextIO) -> Iterator[None]:
    """Print the progress on *stream* meanwhile. Only the main thread can; others do without."""
    global _printer, _counts, _shared  # noqa: PLW0603 - the progress is that of the whole process
    if threading.current_thread() is not threading.main_thread() or _printer is not None:
        yield
        return
    _shared, memory = _memory()
    _counts = memoryview(memory).cast("Q")
    _printer = printer = _Printer(stream, _counts)
    former = signal.signal(signal.SIGALRM, lambda *_: printer.look())
    signal.setitimer(signal.ITIMER_REAL, _PACE, _PACE)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, former)
        printer.end()
        _printer = _counts = None
        if _shared >= 0:
            os.close(_shared)
            _shared = -1


def begin(phase: str) -> None:
    """Begin a phase, under the name that people call it by („Seiten schreiben“)."""
    if _printer is not None:
        _printer.begin(phase)


def expect(count: int) -> None:
    """Say that so many more things are to be done in this phase."""
    if _counts is not None:
        _counts[0] += count


def count_tasks(tasks: Iterable[Task], worker: int) -> Iterable[Task]:
    """Return *tasks*; each counts as done when the next one is asked for.

    *worker* is the number of the process, from 0.
    """
    return tasks if _counts is None else _counting(tasks, _counts, 1 + worker % (_PLACES - 1))


def descriptors_to_share() -> tuple[int, ...]:
    """Return the descriptors that a process that begins empty has to be given to ``join``."""
    return (_shared,) if _shared >= 0 else ()


def join(descriptors: Iterable[int]) -> None:
    """Count where the process counts that has passed on these *descriptors*."""
    global _counts  # noqa: PLW0603 - as above
    for number in descriptors:
        _counts = memoryview(mmap.mmap(number, _SIZE)).cast("Q")


def _counting(tasks: Iterable[Task], counts: memoryview, place: int) -> Iterator[Task]:
    for task in tasks:
        yield task
        counts[place] += 1


def _memory() -> tuple[int, mmap.mmap]:
    """Return memory that forked processes share, and its descriptor if the system has one."""
    if not hasattr(os, "memfd_create"):
        return -1, mmap.mmap(-1, _SIZE)
    number = os.memfd_create("progress")
    os.ftruncate(number, _SIZE)
    return number, mmap.mmap(number, _SIZE)


def _is_rewritable(stream: TextIO) -> bool:
    return stream.isatty() and os.environ.get("TERM", "dumb") != "dumb"


def _duration(seconds: float) -> str:
    if seconds < 90:
        whole = max(1, round(seconds))
        return f"{whole} Sekunde{'n' if whole > 1 else ''}"
    return f"{round(seconds / 60)} Minuten"
