"""Peer: what a builder has to offer to be measured, and how much a run of it costs."""

from __future__ import annotations

import os
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from tests.benchmarks.builds.texts import Text

_MEGABYTE = 1024  # in the KiB that the kernel counts in
_BETWEEN_LOOKS = 0.2  # seconds


@dataclass(frozen=True, slots=True)
class Cost:
    """What a run has cost, its children included: seconds of CPU and of time, megabytes of memory.

    ``largest`` is the largest of its processes, ``together`` all of them at once, what they share counted once.
    """

    cpu: float
    wall: float
    largest: float
    together: float


class Peer(Protocol):
    """A builder of sites."""

    @property
    def name(self) -> str:
        """How the table calls it."""

    def prepare(self, folder: Path, texts: Sequence[Text]) -> None:
        """Write everything that the builder needs into the empty *folder*."""

    def write(self, folder: Path, text: Text) -> None:
        """Write the one *text* anew."""

    def edit_template(self, folder: Path) -> None:
        """Change something in the template of articles."""

    def forget(self, folder: Path) -> None:
        """Remove the output and everything that a build has kept."""

    def build(self, folder: Path) -> Cost:
        """Build the site, raise CalledProcessError if that fails, and return what it has cost."""

    def output(self, folder: Path) -> Path:
        """Return the folder of the built site."""


def run(command: Sequence[str | Path], folder: Path, variables: Mapping[str, str] | None = None) -> Cost:
    """Run *command* in *folder*, raise CalledProcessError with what it said if it fails, and return its cost."""
    began = time.perf_counter()
    with (folder / "said.txt").open("w+b") as said:
        running = subprocess.Popen(
            [str(part) for part in command],
            cwd=folder,
            env={**os.environ, **(variables or {})},
            stdout=said,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        watch = _Watch(running.pid)
        _, status, usage = os.wait4(running.pid, 0)
        wall = time.perf_counter() - began
        running.returncode = os.waitstatus_to_exitcode(status)
        if running.returncode:
            said.seek(0)
            raise subprocess.CalledProcessError(running.returncode, command, said.read().decode(errors="replace"))
    return Cost(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / _MEGABYTE, watch.finish())


class _Watch:
    """Looks at the memory of a session's processes from time to time, as far as the system tells (Linux does)."""

    def __init__(self, session: int) -> None:
        self._session, self._most = session, 0.0
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def finish(self) -> float:
        """Return the most megabytes that were seen."""
        self._ended.set()
        self._thread.join()
        return self._most

    def _look(self) -> None:
        while not self._ended.wait(_BETWEEN_LOOKS):
            shares = (_share(process, self._session) for process in Path("/proc").glob("[0-9]*"))
            self._most = max(self._most, sum(shares) / _MEGABYTE)


def _share(process: Path, session: int) -> int:
    """Return the KiB of a *process* of the *session*, of what it shares only its share: see proc(5), smaps_rollup."""
    try:
        stands_in = process.joinpath("stat").read_text().rpartition(")")[2].split()[3]
        if int(stands_in) != session:
            return 0
        lines = process.joinpath("smaps_rollup").read_text().splitlines()
    except (OSError, IndexError, ValueError):
        return 0  # it has just ended
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)
