"""A copy of the project that a test may change in any way, with builds of it.

Each is compared with one that nothing was kept for.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.documents.samples import pdf

ROOT = Path(__file__).parents[3]
WORKER = Path(__file__).with_name("worker.py")
PARTS = ("plugins", "theme", "tools", "requirements", "pelicanconf.py", "publishconf.py", "tasks.py")
NOON = 1_772_366_400  # 1 March 2026, in seconds


@dataclass
class Project:
    """A project in *folder*, with the switches that its builds are called with."""

    folder: Path
    now: int = NOON
    search: bool = True
    audit: bool = True
    base_url: str | None = None
    worker: subprocess.Popen[str] | None = field(default=None, repr=False)

    @property
    def output(self) -> Path:
        """Where its site is."""
        return self.folder / "output"

    @property
    def store(self) -> Path:
        """What builds keep."""
        return self.folder / ".cache/builds"

    def build(self, **more: object) -> dict[str, Any]:
        """Build it, and return exit code and what was told."""
        return self._ask({"do": "build", **more})

    @contextmanager
    def clean(self, **more: object) -> Iterator[tuple[dict[str, Any], Path]]:
        """Build it from nothing; give what came of it, and the folder."""
        with tempfile.TemporaryDirectory() as folder:
            yield self._ask({"do": "clean", "folder": folder, **more}), Path(folder)

    def restart(self) -> None:
        """Let the next build begin with the code as it is now."""
        if self.worker is not None:
            self.worker.stdin.close()  # type: ignore[union-attr]
            self.worker.wait()
            self.worker.stdout.close()  # type: ignore[union-attr]
        self.worker = None

    def leftovers(self) -> list[str]:
        """Return what builds have left that should not be there."""
        beside = [path.name for path in self.folder.glob(".output*")]
        return (
            beside + [path.name for path in self.store.rglob(".pack.*")] + [p.name for p in self.store.rglob("*.new")]
        )

    def _ask(self, order: dict[str, Any]) -> dict[str, Any]:
        if self.worker is None:
            self.worker = subprocess.Popen(
                [sys.executable, str(WORKER)],
                cwd=self.folder,
                env={"PYTHONPATH": str(self.folder), "PATH": "/usr/bin:/bin", "PYTHONDONTWRITEBYTECODE": "1"},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
        switches = {"now": self.now, "search": self.search, "audit": self.audit, "base_url": self.base_url}
        stdin, stdout = self.worker.stdin, self.worker.stdout
        assert stdin is not None
        assert stdout is not None
        stdin.write(json.dumps({**switches, **order}) + "\n")
        stdin.flush()
        return dict(json.loads(stdout.readline()))


@contextmanager
def project() -> Iterator[Project]:
    """A copy of the project around the tiny site, with an event that the next days bring."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "project"
        folder.mkdir()
        for name in PARTS:
            source = ROOT / name
            if source.is_dir():
                shutil.copytree(source, folder / name)  # with what Python has compiled
            else:
                shutil.copy2(source, folder / name)
        shutil.copytree(ROOT / "tests/site", folder / "content")
        event = folder / "content/events/2016/kommendes.md"
        event.write_text(event.read_text("utf-8").replace("2098-05-", "2026-03-"), "utf-8")
        (folder / "content/media/bericht.pdf").write_bytes(pdf())  # it cannot be read aloud, which is told
        (folder / ".venv").mkdir()
        (folder / ".venv/ready.json").write_text("{}")
        made = Project(folder)
        try:
            yield made
        finally:
            made.restart()


def everything(folder: Path) -> dict[str, bytes]:
    """Return what the files of *folder* hold, and that there are folders without any."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else b"a folder"
        for path in folder.rglob("*")
        if path.is_file() or not any(path.iterdir())
    }
