"""Run: reads a PDF file in a process of its own; an answer comes in time."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from plugins.core.project import ROOT
from plugins.documents.pdf.limits import OUT_OF_MEMORY, WAITING_SECONDS

_SHOWN = 4_000  # bytes of what the reader says of its end
TOO_LONG = "long"


def read_isolated(path: Path) -> tuple[Mapping[str, object], bytes]:
    """Return the properties of the PDF file *path*, and its bytes for the site, b"" for its own.

    The answer has ``refused`` with a reason if the file must not go out.

    Raises:
        RuntimeError: If the reader ends in a way that is no file's doing; what it said is in the message.
    """
    with tempfile.TemporaryDirectory(prefix="pdf-") as folder:
        cleaned, said = Path(folder) / "cleaned.pdf", Path(folder) / "said.txt"
        try:
            done = _run([str(path.absolute()), str(cleaned)], said)
        except subprocess.TimeoutExpired:
            return {"refused": TOO_LONG}, b""
        # A file that takes too much ends the reader by a signal of the system, or leaves it without memory
        if done.returncode < 0 or done.returncode == OUT_OF_MEMORY:
            return {"refused": TOO_LONG}, b""
        answer = _parse(done.stdout) if done.returncode == 0 else None
        if answer is None:
            words = said.read_bytes()[-_SHOWN:].decode(errors="replace")
            raise RuntimeError(f"The reader of {path} ended with code {done.returncode} and no answer:\n{words}")
        return answer, cleaned.read_bytes() if "refused" not in answer and cleaned.exists() else b""


def _run(arguments: Sequence[str], said: Path) -> subprocess.CompletedProcess[bytes]:
    """Run the reader; what it says goes to a file, for a library may say a lot."""
    with said.open("wb") as stderr:
        return subprocess.run(
            [sys.executable, "-P", "-m", "plugins.documents.pdf.child", *arguments],
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=stderr,
            timeout=WAITING_SECONDS,
            check=False,
        )


def _parse(answer: bytes) -> Mapping[str, object] | None:
    try:
        found = json.loads(answer)
    except ValueError:
        return None
    return found if isinstance(found, dict) else None
