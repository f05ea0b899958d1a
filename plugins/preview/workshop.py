"""Workshop: builds the preview in a process of its own: changed code counts, and nothing ends the server."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

_PROJECT = Path(__file__).parent.parent.parent


@dataclass(frozen=True, slots=True)
class Edition:
    """One state of the preview: the folder it stands in, and the problems as printed, errors first."""

    folder: Path
    problems: tuple[str, ...]


def rebuild(content: Path) -> Edition:
    """Return the site built from *content* with drafts; it never raises, whatever went wrong is a problem."""
    (_PROJECT / ".cache").mkdir(exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="preview-", dir=_PROJECT / ".cache"))
    done = subprocess.run(
        [sys.executable, "-m", "plugins.preview.workshop", str(folder), str(content)],
        cwd=_PROJECT,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode == 0:
        return Edition(folder, tuple(json.loads(done.stdout)))
    last = (done.stderr.strip().splitlines() or ["ohne Meldung"])[-1]
    return Edition(folder, (f"Die Vorschau ließ sich nicht bauen: {last}",))


def _main(folder: str, content: str) -> None:
    from plugins.building import build_into
    from plugins.problem import Severity

    built = build_into(Path(folder), Path(content), drafts=True)
    ordered = sorted(built.problems, key=lambda problem: problem.severity is not Severity.ERROR)
    errors = [str(problem) for problem in ordered if problem.severity is Severity.ERROR]
    print(json.dumps(errors, ensure_ascii=False))


if __name__ == "__main__":
    _main(sys.argv[1], sys.argv[2])
