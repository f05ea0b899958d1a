"""A copy of the tiny site, and a build of it as the command makes it."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from plugins.cli import commands

TINY_SITE = Path(__file__).parent.parent / "site"


@dataclass(frozen=True, slots=True)
class Result:
    """What a build came to."""

    code: int
    said: str
    complained: str


Build = Callable[..., Result]


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A copy of the tiny site's content, to be broken."""
    return Path(shutil.copytree(TINY_SITE, tmp_path / "content"))


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """Where builds go."""
    return tmp_path / "output"


@pytest.fixture
def build(content: Path, output: Path, capsys: pytest.CaptureFixture[str]) -> Build:
    """Build the copy; what was printed comes back with the exit code."""

    def run(base_url: str | None = None, audit: bool = True) -> Result:
        capsys.readouterr()
        code = commands.build(content, output, base_url, search=True, audit=audit)
        printed = capsys.readouterr()
        return Result(code, printed.out, printed.err)

    return run


@pytest.fixture
def check(content: Path, capsys: pytest.CaptureFixture[str]) -> Build:
    """Check the copy; what was printed comes back with the exit code."""

    def run() -> Result:
        capsys.readouterr()
        code = commands.check(content, False)
        printed = capsys.readouterr()
        return Result(code, printed.out, printed.err)

    return run


def fingerprint(folder: Path) -> dict[str, str]:
    """Return every file below *folder* with the hash of its bytes."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
