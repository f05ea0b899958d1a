"""A preview as an editor runs it: a copy of the project, served in a process of its own."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

ROOT = Path(__file__).parents[2]
PARTS = ("plugins", "theme")
SERVE = "import pathlib, sys; from plugins.preview import serve; sys.exit(serve.serve(pathlib.Path('content'), {port}))"
PATIENCE = 60  # seconds; a busy machine is slow


@dataclass(frozen=True)
class Live:
    """A running preview: the copy of the project, and where it is shown."""

    project: Path
    url: str
    process: subprocess.Popen[str]

    @property
    def article(self) -> Path:
        """The article at /aktuelles/erster/."""
        return self.project / "content/articles/2016/erster.md"

    def get(self, address: str) -> str:
        """Return what is answered at *address*, whatever the status."""
        try:
            with urllib.request.urlopen(self.url + address) as answer:
                return str(answer.read().decode())
        except urllib.error.HTTPError as error:
            with error:
                return error.read().decode()

    def state(self, address: str = "/") -> dict[str, Any]:
        """Return what the open page at *address* is told first."""
        with urllib.request.urlopen(f"{self.url}/.vorschau/news?seite={quote(address)}") as answer:
            for line in answer:
                if line.startswith(b"data: "):
                    return dict(json.loads(line.removeprefix(b"data: ")))
        raise AssertionError("no news")

    def messages(self) -> str:
        """Return all that is to be put right."""
        return "\n".join(f"{one['file']}:{one['line']}: {one['message']}" for one in self.state()["errors"])

    def wait(self, until: Callable[[], bool]) -> None:
        """Wait until something is so."""
        deadline = time.monotonic() + PATIENCE
        while not until():
            assert time.monotonic() < deadline, f"not in time; told: {self.messages()}"
            time.sleep(0.05)

    def wait_for(self, text: str, address: str) -> None:
        """Wait until the page at *address* holds *text*."""
        self.wait(lambda: text in self.get(address))

    def wait_for_message(self, text: str) -> None:
        """Wait until *text* is among what is to be put right."""
        self.wait(lambda: text in self.messages())

    def end(self, how: int = signal.SIGINT) -> tuple[int, str]:
        """End it, and return the exit code and what it has printed."""
        self.process.send_signal(how)
        printed, _ = self.process.communicate(timeout=PATIENCE)
        return self.process.returncode, printed


def copy_of_project(folder: Path) -> Path:
    """Return a copy of the project in *folder*, with the tiny site of the tests as its content."""
    for name in PARTS:
        shutil.copytree(ROOT / name, folder / name)  # with what Python has compiled
    for file in ("pelicanconf.py", "publishconf.py"):
        shutil.copy(ROOT / file, folder / file)
    shutil.copytree(ROOT / "tests/site", folder / "content")
    return folder


@contextmanager
def live(project: Path, port: int = 0, ready: bool = True) -> Iterator[Live]:
    """Run the preview of *project*; wait until its pages are there if it shall be *ready*."""
    process = subprocess.Popen(
        [sys.executable, "-u", "-c", SERVE.format(port=port)],
        cwd=project,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert process.stdout is not None
    try:
        url = ""
        while not url:
            line = process.stdout.readline()
            assert line, "the preview did not start"
            url = next((word.rstrip("/") for word in line.split() if word.startswith("http://")), "")
        running = Live(project, url, process)
        if ready:
            running.wait(lambda: running.state()["phase"] == "ready")
        yield running
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
            process.communicate(timeout=PATIENCE)
