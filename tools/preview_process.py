"""The preview of a copy of the project, in a process of its own, on a fixed day."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tools.environment import ROOT

_PARTS = {"plugins": "plugins", "theme": "theme", "content": "tests/reference"}  # and where each is copied from
_SETTINGS = ("pelicanconf.py", "publishconf.py")
_SERVE = "import pathlib, sys; from plugins.preview import serve; sys.exit(serve.serve(pathlib.Path('content'), 0))"
_DAY = "1780315200"  # 1 June 2026, in seconds since 1970
_PATIENCE = 60  # seconds, to end


@dataclass(frozen=True, slots=True)
class RunningPreview:
    """A running preview: its address without a slash at the end, and its folder content/."""

    address: str
    content: Path

    def save(self, path: str, text: str) -> None:
        """Write *text* to the file at *path* below content/, as an editor would."""
        file = self.content / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


@contextmanager
def run_preview() -> Iterator[RunningPreview]:
    """Run the preview until the block ends. Raises RuntimeError if it does not start."""
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder)
        for name, source in _PARTS.items():
            shutil.copytree(ROOT / source, project / name, ignore=shutil.ignore_patterns("__pycache__"))
        for name in _SETTINGS:
            shutil.copy(ROOT / name, project / name)
        process = subprocess.Popen(
            [sys.executable, "-u", "-c", _SERVE],
            cwd=project,
            env={**os.environ, "SOURCE_DATE_EPOCH": _DAY},
            stdout=subprocess.PIPE,
            text=True,
        )
        try:
            yield RunningPreview(_address(process), project / "content")
        finally:
            process.send_signal(signal.SIGINT)
            process.communicate(timeout=_PATIENCE)


def _address(process: subprocess.Popen[str]) -> str:
    """Return the first address that the preview names."""
    for line in process.stdout or ():
        for word in line.split():
            if word.startswith("http://"):
                return word.rstrip("/")
    raise RuntimeError("the preview did not start")
