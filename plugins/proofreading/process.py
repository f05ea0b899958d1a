"""Proofreader: the hints of `check`, worked out in a process of its own while the site is being built."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from plugins.core.problem import Problem, Severity
from plugins.core.project import ROOT

_PROJECT = ROOT


@dataclass(frozen=True, slots=True)
class Proofreader:
    """One that has begun to read."""

    process: subprocess.Popen[str]

    def finish(self) -> list[Problem]:
        """Return the hints once all is read. Raises RuntimeError if it failed, for that is a developer's mistake."""
        told, complained = self.process.communicate()
        if self.process.returncode:
            raise RuntimeError(complained)
        return [Problem(**{**entry, "severity": Severity(entry["severity"])}) for entry in json.loads(told)]


@contextmanager
def start_proofreading(content: Path, folders: Mapping[str, Path]) -> Iterator[Proofreader]:
    """Let somebody read *content* with the dictionaries in *folders*; he is sent away if nobody waits for the end."""
    asked = {"content": str(content.absolute()), "folders": {lang: str(path) for lang, path in folders.items()}}
    command = [sys.executable, "-m", "plugins.proofreading.process", json.dumps(asked)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=_PROJECT, stdout=pipe, stderr=pipe, encoding="utf-8") as process:
        try:
            yield Proofreader(process)
        finally:
            process.kill()


def _main(asked: dict[str, object]) -> None:
    from plugins.core.dates import today
    from plugins.proofreading import proofread

    folders = {lang: Path(path) for lang, path in dict(asked["folders"]).items()}  # type: ignore[call-overload]
    found = proofread.find_warnings(Path(str(asked["content"])), today(), folders)
    print(json.dumps([problem.as_dict() for problem in found]))  # ASCII, whatever the terminal


if __name__ == "__main__":
    _main(json.loads(sys.argv[1]))
