"""Fixtures of publishing: a site that may be published, and the programs that takes."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from plugins.build.cache.up_to_date import UpToDateCheck
from plugins.cli import commands
from tools.environment import ROOT
from tools.servers import find_program

OPEN = 'form: {open: Formular, law: "BGG NRW § 10b"}'


@pytest.fixture(scope="session")
def _programs() -> str:
    """Return a PATH with everything that publishing calls."""
    folders = {str(find_program(name).parent) for name in ("rsync", "ssh")}
    return os.pathsep.join([os.environ.get("PATH", ""), *sorted(folders)])


@pytest.fixture
def programs(_programs: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let publishing find rsync and ssh."""
    monkeypatch.setenv("PATH", _programs)


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """The tiny site, with every fact that the law asks for."""
    folder = Path(shutil.copytree(ROOT / "tests" / "site", tmp_path / "content"))
    facts = (folder / "site.yaml").read_text("utf-8")
    assert OPEN in facts
    (folder / "site.yaml").write_text(facts.replace(OPEN, 'form: "https://formular.example/"'), "utf-8")
    return folder


@pytest.fixture(autouse=True)
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep the cache of builds in a folder of its own."""
    folder = tmp_path / "kept"
    monkeypatch.setattr(commands, "UpToDateCheck", lambda project, _folder: UpToDateCheck(project, folder))
    return folder
