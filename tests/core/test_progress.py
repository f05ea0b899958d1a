"""Progress of a long build: on a terminal in one line, elsewhere in plain lines.

A short build prints nothing.
"""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from plugins.core import progress

ROOT = Path(__file__).parents[2]
WORK = """
import sys, time
from plugins.core import parallel, progress
progress.PATIENCE, progress._PACE, progress._SELDOM = float(sys.argv[1]), 0.05, 0.2
parallel.processes = lambda tasks, fewest: int(sys.argv[2])
with progress.show_progress(sys.stderr):
    for phase in ("Texte lesen", "Seiten schreiben"):
        progress.begin(phase)
        parallel.parallel_map(lambda _: time.sleep(0.01), range(96))
print("fertig", file=sys.stderr)
"""
APART = """
import sys, time
from plugins.core import parallel, progress
progress.PATIENCE, progress._PACE, progress._SELDOM = 0, 0.05, 0.1
with progress.show_progress(sys.stderr):
    progress.begin("Prüfen")
    parallel.run_isolated(parallel.parallel_map, time.sleep, [0.02] * 40)
"""


def on_a_terminal(command: Sequence[str], **variables: str) -> str:
    """Return what *command* writes to stderr if that is a terminal."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        command, cwd=ROOT, stderr=theirs, env={**os.environ, "TERM": "xterm", **variables}
    ) as running:
        os.close(theirs)
        heard = b""
        try:
            while part := os.read(ours, 65536):
                heard += part
        except OSError:  # EIO: nobody has the other end any more
            pass
        assert running.wait() == 0
    os.close(ours)
    return heard.decode()


def elsewhere(command: Sequence[str]) -> list[str]:
    """Return the lines that *command* writes to a file as its stderr."""
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stderr.splitlines()


def work(patience: float, cores: int) -> list[str]:
    return [sys.executable, "-c", WORK, str(patience), str(cores)]


@pytest.mark.parametrize("cores", [1, 2, 3])
def test_a_terminal_shows_one_line(cores: int) -> None:
    """With the phase, a count that grows, and in the end nothing of it."""
    shown = on_a_terminal(work(0, cores))

    assert shown.count("\n") == 1
    assert shown.endswith("\r\x1b[Kfertig\r\n")
    for phase in ("Texte lesen", "Seiten schreiben"):
        counts = [int(count) for count in re.findall(rf"{phase}: (\d+) von 96", shown)]
        assert counts == sorted(counts)
        assert len(set(counts)) > 3


def test_without_a_terminal_there_are_plain_lines() -> None:
    """One when a phase begins, and others now and then."""
    *lines, last = elsewhere(work(0, 2))

    assert last == "fertig"
    begun = dict.fromkeys(line for line in lines if line.endswith("…"))  # a busy machine says one once more
    assert list(begun) == ["Texte lesen …", "Seiten schreiben …"]
    assert len(lines) > 2
    assert not any("\r" in line or "\x1b" in line for line in lines)


def test_a_terminal_that_cannot_go_back_gets_plain_lines() -> None:
    """As an editor's window with TERM=dumb."""
    assert "\x1b" not in on_a_terminal(work(0, 2), TERM="dumb")


def test_of_a_short_build_nothing_is_told() -> None:
    """Neither here nor there."""
    assert elsewhere(work(60, 2)) == ["fertig"]
    assert on_a_terminal(work(60, 2)) == "fertig\r\n"


def test_a_narrow_terminal_is_not_overrun() -> None:
    """A line that wraps could not be written over."""
    shown = on_a_terminal(work(0, 2), COLUMNS="12")

    assert max(len(line) for line in re.split(r"\r|\x1b\[K|\n", shown)) <= 11


def test_work_in_a_process_that_begins_empty_counts_too() -> None:
    """The audit of a large site is one."""
    assert any(
        re.fullmatch(r"Prüfen: \d+ von 40(, noch etwa .*)?", line) for line in elsewhere([sys.executable, "-c", APART])
    )


@pytest.mark.parametrize(
    ("seconds", "told"), [(0.2, "1 Sekunde"), (1.6, "2 Sekunden"), (89.4, "89 Sekunden"), (150.1, "3 Minuten")]
)
def test_time_is_told_as_people_say_it(seconds: float, told: str) -> None:
    """Not to the tenth."""
    assert progress._duration(seconds) == told


def test_nothing_is_counted_where_nothing_is_told() -> None:
    """So that it costs nothing, as in the preview."""
    tasks = [1, 2, 3]

    assert progress.count_tasks(tasks, 0) is tasks
    progress.begin("Prüfen")
    progress.expect(3)
