"""Run: reads a PDF file in a process of its own; an answer comes in time."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from plugins.core.project import ROOT

SECONDS = 60  # for a file, on a machine that has other things to do
LARGEST = 300_000_000  # bytes; no citizen downloads more
TOO_LARGE, TOO_LONG = "large", "long"


def read_isolated(path: Path) -> tuple[Mapping[str, object], bytes]:
    """Return the facts of the PDF file *path*, and its bytes for the site, b"" for its own.

    The answer has ``refused`` with a reason if the file must not go out.
    """
    if path.stat().st_size > LARGEST:
        return {"refused": TOO_LARGE}, b""
    with tempfile.TemporaryDirectory(prefix="pdf-") as folder:
        cleaned = Path(folder) / "cleaned.pdf"
        command = [sys.executable, "-P", "-m", "plugins.documents.pdf.child", str(path.absolute()), str(cleaned)]
        try:
            done = subprocess.run(
                command,
                env={**os.environ, "PYTHONPATH": str(ROOT)},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                timeout=SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return {"refused": TOO_LONG}, b""
        answer = _parse(done.stdout) if done.returncode == 0 else {"refused": TOO_LONG}
        return answer, cleaned.read_bytes() if "refused" not in answer and cleaned.exists() else b""


def _parse(answer: bytes) -> Mapping[str, object]:
    try:
        found = json.loads(answer)
    except ValueError:
        return {"refused": TOO_LONG}
    return found if isinstance(found, dict) else {"refused": TOO_LONG}
