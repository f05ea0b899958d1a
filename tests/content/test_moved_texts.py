"""A text that stands elsewhere since the last commit: git knows, and the line that helps is typed as it stands."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from plugins.cli import commands
from plugins.content.moved_texts import find_moved_texts
from plugins.core.git import GitError
from tools.environment import ROOT
from tools.messages.typing import Edit, in_head, in_place

TEXT = "---\ntitle: Ein Titel\nsummary: Worum es geht.\ndate: 2016-10-26\n{more}---\n" + "Ein Satz des Textes.\n" * 8
HERE = "articles/2016/neu.md"


def git(folder: Path, *arguments: str) -> str:
    who = ("-c", "user.name=x", "-c", "user.email=x@example.org")
    return subprocess.run(
        ["git", "-C", str(folder), *who, *arguments], check=True, capture_output=True, text=True
    ).stdout


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A site in a repository, with one article committed."""
    content = tmp_path / "content"
    (content / "articles" / "2016").mkdir(parents=True)
    (content / "articles" / "2017").mkdir()
    shutil.copy(ROOT / "tests" / "site" / "site.yaml", content)
    (content / "articles" / "2016" / "alt.md").write_text(TEXT.format(more=""), "utf-8")
    git(tmp_path, "init", "--quiet")
    commit(content)
    return content


def commit(content: Path) -> None:
    git(content, "add", "-A")
    git(content, "commit", "--quiet", "-m", "x")


def rename(content: Path, name: str = HERE, more: str = "") -> Path:
    """Give the article another name, and further lines in its head."""
    (content / "articles" / "2016" / "alt.md").unlink()
    (content / name).write_text(TEXT.format(more=more), "utf-8")
    return content / name


@pytest.mark.parametrize(
    ("more", "edit", "typed"),
    [
        ("", in_head, "aliases: [/aktuelles/alt/]"),
        ("aliases: []\ntags: [Haus]\n", in_place, "aliases: [/aktuelles/alt/]"),
        ("tags: [Haus]\naliases: [/frueher/]\n", in_place, "aliases: [/frueher/, /aktuelles/alt/]"),
        ("aliases:\n  - /frueher/\n  - /davor/\ntags: [Haus]\n", in_place, "[/frueher/, /davor/, /aktuelles/alt/]"),
    ],
)
def test_a_renamed_file_is_noticed_and_the_line_helps(content: Path, more: str, edit: Edit, typed: str) -> None:
    """It may be new to git; what else stands in its head stays."""
    file = rename(content, more=more)

    (found,) = find_moved_texts(content)

    problem = found.as_problem()
    assert problem.file == f"content/{HERE}"
    assert "/aktuelles/alt/, wäre nichts mehr. Die Datei hieß „alt.md“." in problem.message
    assert typed in problem.remedy
    text = edit(file.read_text("utf-8"), problem)
    file.write_text(text, "utf-8")
    assert find_moved_texts(content) == []
    assert all(line in text for line in ("tags: [Haus]", "/frueher/") if line in more)


def test_another_slug_is_another_address(content: Path) -> None:
    file = content / "articles" / "2016" / "alt.md"
    file.write_text(TEXT.format(more="slug: neu\n"), "utf-8")

    (found,) = find_moved_texts(content)

    assert found.former_address == "/aktuelles/alt/"
    assert "hieß" not in found.as_problem().message


def _a_draft_before(content: Path) -> None:
    (content / "articles" / "2016" / "alt.md").write_text(TEXT.format(more="status: draft\n"), "utf-8")
    commit(content)
    rename(content)


def _not_yet_due(content: Path) -> None:
    text = TEXT.format(more="").replace("2016-10-26", "2999-01-01")
    (content / "articles" / "2016" / "alt.md").write_text(text, "utf-8")
    commit(content)
    rename(content)


def _only_moved(content: Path) -> None:
    rename(content, "articles/2017/alt.md")


def _replaced(content: Path) -> None:
    rename(content)
    other = "---\ntitle: Etwas anderes\nsummary: Ganz neu.\ndate: 2016-11-01\nslug: alt\n---\nNeu.\n"
    (content / "articles" / "2016" / "nachfolger.md").write_text(other, "utf-8")


def _led_on(content: Path) -> None:
    _replaced(content)
    file = content / "articles" / "2016" / "nachfolger.md"
    file.write_text(file.read_text("utf-8").replace("slug: alt", "aliases: [/aktuelles/alt/]"), "utf-8")


def _edited(content: Path) -> None:
    (content / "articles" / "2016" / "alt.md").write_text(TEXT.format(more="category: Bericht\n"), "utf-8")


@pytest.mark.parametrize("change", [_a_draft_before, _not_yet_due, _only_moved, _replaced, _led_on, _edited])
def test_no_address_is_lost(content: Path, change: Callable[[Path], None]) -> None:
    """Nobody knew it, or something answers there."""
    change(content)

    assert find_moved_texts(content) == []


def test_the_repository_is_as_it_was(content: Path) -> None:
    """Neither its index nor its objects."""
    rename(content)
    folder = content.parent / ".git"
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}

    assert len(find_moved_texts(content)) == 1

    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_an_older_commit_can_be_asked(content: Path) -> None:
    """As publishing does; one that is not there is told."""
    first = git(content, "rev-parse", "HEAD").strip()
    rename(content)
    commit(content)

    assert find_moved_texts(content) == []
    assert [one.former_address for one in find_moved_texts(content, first)] == ["/aktuelles/alt/"]
    with pytest.raises(GitError):
        find_moved_texts(content, "0" * 40)


def test_check_of_what_is_changed_tells_it(
    content: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """With the file as it is called from here."""
    rename(content)
    monkeypatch.setattr(commands, "_find_problems", lambda *_, **__: [])
    monkeypatch.chdir(content.parent)

    assert commands.check(content, False, changed=True) == 0

    told = "".join(capsys.readouterr())
    assert "content/articles/2016/neu.md:1: Hinweis: Unter der bisherigen Adresse" in told
    assert "Bitte im Kopf ergänzen: aliases: [/aktuelles/alt/]" in told
