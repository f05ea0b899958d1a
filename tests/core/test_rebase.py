"""A message names the folder that the site really lies in, and the command for it."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from plugins.core import rebase
from plugins.core.problem import Problem
from plugins.core.rebase import rebase_problem, rebase_text
from tests.test_architecture import ROOT


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("Bitte in content/site.yaml eintragen.", "Bitte in meine stadt/site.yaml eintragen."),
        ("content/pages/, content/media/", "meine stadt/pages/, meine stadt/media/"),
        ("Das Bild „content/media/a.jpg“ gibt es nicht.", "Das Bild „content/media/a.jpg“ gibt es nicht."),
        ("Der Link „siehe content/a“ ist tot.", "Der Link „siehe content/a“ ist tot."),
        ("https://a.example/content/b", "https://a.example/content/b"),
        ("Alle zeigt: python3 tasks.py check --all", "Alle zeigt: python3 tasks.py check --site 'meine stadt' --all"),
        ("python3 tasks.py build --site x", "python3 tasks.py build --site x"),
    ],
)
def test_what_is_said_of_content_is_said_of_the_folder(said: str, meant: str) -> None:
    """But what somebody typed, and what only looks like it, stays."""
    assert rebase_text(said, Path("meine stadt")) == meant
    assert rebase_text(said, Path("content")) == said


def test_a_problem_names_files_that_can_be_opened_from_here(here: Path) -> None:
    """Also if the folder was given from the root of the disk, or lies elsewhere."""
    problem = Problem("content/a.md", 3, "Falsch.", "In content/b.md.", "x", places=(("content/b.md", 1),))

    within = rebase_problem(problem, here / "stadt")
    elsewhere = rebase_problem(problem, here.parent / "stadt")

    assert (within.file, within.remedy, within.places) == ("stadt/a.md", "In stadt/b.md.", (("stadt/b.md", 1),))
    assert elsewhere.file == f"{here.parent}/stadt/a.md"
    assert rebase_problem(problem, here / "content") == problem
    assert rebase_problem(problem, Path()).file == "./a.md"


def test_files_of_an_installed_engine_are_named_where_they_lie(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A repository of its own has neither theme/ nor plugins/; the site's own files keep their names."""
    engine = here / ".venv" / "dialogseite"
    (engine / "theme").mkdir(parents=True)
    (engine / "theme/de.yaml").touch()
    said = Problem("theme/de.yaml", 1, "Statt „theme/de.yaml“.", "Wie theme/de.yaml, in content/theme/de.yaml.", "x")

    assert rebase_problem(said, Path("content")) == said

    monkeypatch.setattr(rebase, "IS_INSTALLED", True)
    monkeypatch.setattr(rebase, "ROOT", engine)
    told = rebase_problem(said, Path("stadt"))

    assert told.file == ".venv/dialogseite/theme/de.yaml"
    assert told.message == said.message
    assert told.remedy == "Wie .venv/dialogseite/theme/de.yaml, in stadt/theme/de.yaml."


def test_no_message_names_a_file_of_the_handbooks() -> None:
    """The wheel has none: they are called by their titles."""
    found = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in (ROOT / "tasks.py", *sorted((ROOT / "plugins").rglob("*.py")))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        if re.search(r"\bdocs/\w+\.md", node.value) and " steht" in node.value
    ]

    assert found == []
