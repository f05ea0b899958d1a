"""Handing in and taking back: the lines for Git in the handbook do what is said beside them."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.handbook import CHAPTERS, FIRST, blocks

FETCH, HAND_IN, FETCH_AGAIN, SEND_AGAIN, ABORT = blocks("sh", CHAPTERS["Abgeben"])
DISCARD, FORMER = blocks("sh", CHAPTERS["Zurücknehmen"])


class Desk:
    """An editor's copy of a project whose only file is a text, and where it is handed in."""

    def __init__(self, folder: Path) -> None:
        self.copy = folder / "website"
        self._home = folder / "home"
        self._home.mkdir()
        origin = folder / "origin.git"
        subprocess.run(["git", "init", "--quiet", "--bare", "--initial-branch=main", origin], check=True)
        begin, setting_up, cloning, *_ = blocks("sh", CHAPTERS["Was Sie einmal brauchen"])
        self.type(begin + setting_up, folder)
        self.type(cloning.splitlines()[0].replace("ADRESSE", str(origin)), folder)
        self.file = self.copy / FIRST
        self.save("Eins.\n")
        self.type("git switch -c main; git add . && git commit -qm Anfang && git push -qu origin main", self.copy)

    def save(self, text: str) -> None:
        """Save the text."""
        self.file.parent.mkdir(parents=True, exist_ok=True)
        self.file.write_text(text, encoding="utf-8")

    def type(self, lines: str, folder: Path | None = None, *, works: bool = True) -> str:
        """Type *lines*, one after the other, and return all that is answered."""
        told = ""
        for line in lines.splitlines():
            ran = subprocess.run(
                line,
                shell=True,
                cwd=folder or self.copy,
                env={"HOME": str(self._home), "PATH": "/usr/local/bin:/usr/bin:/bin", "LANGUAGE": "en"},
                capture_output=True,
                text=True,
                check=False,
            )
            told += ran.stdout + ran.stderr
            assert not works or ran.returncode == 0, f"{line}\n{told}"
        return told


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """An editor who has set everything up as the handbook says."""
    return Desk(tmp_path)


def somebody_else(desk: Desk, text: str) -> None:
    """Hand in another text from another desk."""
    other = desk.copy.parent / "other"
    desk.type(f"rm -rf {other}; git clone -q {desk.copy.parent / 'origin.git'} {other}", desk.copy.parent)
    (other / FIRST).write_text(text, encoding="utf-8")
    desk.type("git commit -qam Anders && git push -q", other)


def test_handing_in_goes_as_it_is_told(desk: Desk) -> None:
    """Nothing new at first; then it is sent, and the last line has its arrow."""
    assert "Already up to date." in desk.type(FETCH)
    desk.save("Zwei.\n")

    told = desk.type(HAND_IN)

    assert "Artikel: Ideen gesucht" in told
    assert "main -> main" in told.splitlines()[-1]


def test_who_comes_second_fetches_first(desk: Desk) -> None:
    """In another place of the text, that is all."""
    desk.save("Eins.\n\n\n\n\nEnde.\n")
    desk.type(HAND_IN)
    somebody_else(desk, "Anders.\n\n\n\n\nEnde.\n")
    desk.save("Eins.\n\n\n\n\nSchluss.\n")

    assert "rejected" in desk.type(HAND_IN, works=False)
    assert "CONFLICT" not in desk.type(FETCH_AGAIN)
    desk.type(SEND_AGAIN)

    assert desk.file.read_text("utf-8") == "Anders.\n\n\n\n\nSchluss.\n"


def test_a_conflict_costs_nothing(desk: Desk) -> None:
    """The own text stands as before."""
    somebody_else(desk, "Anders.\n")
    desk.save("Meins.\n")
    desk.type(HAND_IN, works=False)

    assert "CONFLICT" in desk.type(FETCH_AGAIN, works=False)
    desk.type(ABORT)

    assert desk.file.read_text("utf-8") == "Meins.\n"


def test_taking_back_goes_as_it_is_told(desk: Desk) -> None:
    """What was not handed in, what was, and what was deleted."""
    desk.save("Versehen.\n")
    desk.type(DISCARD)
    assert desk.file.read_text("utf-8") == "Eins.\n"

    desk.save("Zwei.\n")
    desk.type(HAND_IN)
    desk.file.unlink()
    desk.type(HAND_IN)
    names, restore = FORMER.splitlines()
    _, before, first = (line.split()[0] for line in desk.type(names).splitlines())

    desk.type(restore.replace("KENNUNG", before))
    assert desk.file.read_text("utf-8") == "Zwei.\n"
    desk.type(restore.replace("KENNUNG", first))
    assert desk.file.read_text("utf-8") == "Eins.\n"
