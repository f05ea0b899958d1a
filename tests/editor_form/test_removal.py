"""Without the form: its folder and two lines are gone, and everything else works."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.preview.live import copy_of_project, live

COMMANDS = "import pathlib, sys; from plugins.cli import commands; P = pathlib.Path; "
BUILD = f"{COMMANDS} sys.exit(commands.build(P('content'), P('output'), None, True, True))"
CHECK = f"{COMMANDS} sys.exit(commands.check(P('content'), False))"
COUNT = "from plugins.build.project_settings import site_parts; print(len(site_parts()))"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the project without the form."""
    project = copy_of_project(tmp_path / "project")
    shutil.rmtree(project / "plugins" / "editor_form")
    settings = project / "pelicanconf.py"
    lines = settings.read_text(encoding="utf-8").splitlines(keepends=True)
    named = [line for line in lines if "EditorForm" in line]
    assert len(named) == 2
    settings.write_text("".join(line for line in lines if line not in named), encoding="utf-8")
    return project


def run(project: Path, program: str) -> str:
    """Return what *program* prints in *project*; it has to succeed."""
    done = subprocess.run([sys.executable, "-c", program], cwd=project, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr


@pytest.mark.slow
def test_a_site_is_built_and_checked_without_the_form(project: Path) -> None:
    """With the audit and the search, and an edit of one text after it."""
    assert run(project, COUNT) == "0\n"
    assert "geprüft" in run(project, BUILD)
    article = project / "content/articles/2016/erster.md"
    article.write_text(article.read_text("utf-8") + "\nNoch ein Satz.\n", "utf-8")
    assert "geprüft" in run(project, BUILD)

    assert "Noch ein Satz." in (project / "output/aktuelles/erster/index.html").read_text("utf-8")
    assert not (project / "output" / "redaktion").exists()
    assert "0 Fehler" in run(project, CHECK)


@pytest.mark.slow
def test_the_preview_works_without_the_form(project: Path) -> None:
    """Until everything has been rendered, audited and read by the proofreader."""
    with live(project) as preview:
        preview.wait_for("Der erste Artikel", "/aktuelles/erster/")

        assert preview.state()["errors"] == []
