"""Selection: the files that `check` is asked about, by name or by git."""

from __future__ import annotations

import subprocess
import unicodedata
from pathlib import Path

import pytest

from plugins.cli.selection import Selection, SelectionError, select_changes, select_files
from plugins.core.problem import Problem, Severity


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A content folder within a repository, with everything committed."""
    folder = tmp_path / "project" / "content"
    for name in ("pages/a.md", "pages/b.md", "pages/Größe und Maß.md", "media/bild.jpg"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("Text", "utf-8")
    (folder.parent / "README.md").write_text("x", "utf-8")
    git(folder.parent, "init", "--quiet")
    git(folder.parent, "add", "-A")
    git(folder.parent, "commit", "--quiet", "-m", "x")
    return folder


def git(folder: Path, *arguments: str) -> None:
    """Call git in *folder*."""
    who = ("-c", "user.name=x", "-c", "user.email=x@example.org")
    subprocess.run(["git", "-C", str(folder), *who, *arguments], check=True)


def covered(selection: Selection, content: Path) -> set[str]:
    """Return the files of *content* that are in *selection*."""
    files = (file for file in content.rglob("*") if file.is_file())
    return {file.relative_to(content).as_posix() for file in files if selection.covers(str(file))}


def test_files_and_folders_are_named_as_they_stand(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From here, or whole; a folder with all in it, but none whose name only begins like it."""
    (content / "pages-alt").mkdir()
    (content / "pages-alt" / "c.md").write_text("x", "utf-8")
    monkeypatch.chdir(content.parent)

    assert covered(select_files(["content/pages/a.md", str(content / "media")], content), content) == {
        "pages/a.md",
        "media/bild.jpg",
    }
    assert len(covered(select_files(["content/pages"], content), content)) == 3


def test_a_file_that_is_none_is_told_with_the_nearest(content: Path) -> None:
    """Nobody is told that all is well with a file that was not looked at."""
    with pytest.raises(SelectionError, match=r"Meinten Sie „.*/pages/a.md“"):
        select_files([str(content / "pages" / "aa.md")], content)
    with pytest.raises(SelectionError, match="gehört nicht zu dieser Website"):
        select_files(["/etc/hosts"], content)


def test_git_says_what_is_changed_or_new(content: Path) -> None:
    """Changed, staged, renamed, in a new folder, with umlauts; nothing deleted or elsewhere."""
    (content / "pages" / "Größe und Maß.md").write_text("Neu", "utf-8")
    (content / "articles" / "2016").mkdir(parents=True)
    (content / "articles" / "2016" / "neu.md").write_text("x", "utf-8")
    (content / "media" / "bild.jpg").unlink()
    (content.parent / "README.md").write_text("y", "utf-8")
    git(content.parent, "config", "status.showUntrackedFiles", "no")
    git(content.parent, "mv", "content/pages/a.md", "content/pages/c.md")

    assert covered(select_changes(content), content) == {"pages/Größe und Maß.md", "articles/2016/neu.md", "pages/c.md"}


def test_a_hook_of_git_may_ask(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Git tells its hooks where it is, relative to a folder that is not ours."""
    (content / "pages" / "a.md").write_text("Neu", "utf-8")
    monkeypatch.setenv("GIT_DIR", ".git")
    monkeypatch.setenv("GIT_INDEX_FILE", ".git/index")

    assert covered(select_changes(content), content) == {"pages/a.md"}


def test_nothing_changed_is_an_empty_selection(content: Path) -> None:
    """As after every commit."""
    assert select_changes(content) == Selection(frozenset())


def test_without_git_there_is_a_sentence(content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No repository, or no program: what to do instead, and no traceback."""
    alone = tmp_path / "alone"
    alone.mkdir()
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    with pytest.raises(SelectionError, match="Git kann nicht sagen") as error:
        select_changes(alone)
    assert error.value.remedy.endswith("alles prüfen: python3 tasks.py check")
    monkeypatch.setenv("PATH", str(alone))
    with pytest.raises(SelectionError, match="Git lässt sich nicht aufrufen"):
        select_changes(content)


def test_a_problem_is_told_from_the_place_that_was_asked_about(content: Path) -> None:
    """A word that stands first in another file is told at its place in this one."""
    a, b = str(content / "pages" / "a.md"), str(content / "pages" / "b.md")
    word = Problem(a, 7, "„Diallog“.", "Bitte.", "spelling", Severity.WARNING, ((a, 9), (b, 4), (b, 6)))
    other = Problem(a, 1, "Anderes.", "Bitte.", "link-text", Severity.WARNING)

    (found,) = select_files([b], content).restrict([word, other])

    assert (found.file, found.line) == (b, 4)
    assert found.places == ((b, 6), (a, 7), (a, 9))


def test_a_name_from_a_mac_is_the_same(content: Path) -> None:
    """Decomposed letters are the same file."""
    name = str(content / "pages" / "Größe und Maß.md")

    assert select_files([name], content).covers(unicodedata.normalize("NFD", name))
