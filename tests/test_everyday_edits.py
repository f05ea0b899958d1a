"""Everyday editing breaks nothing: after each edit of a site build and check are fine, and no test looks at it."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from plugins.cli import commands
from tools.environment import ROOT

_REFERENCE = ROOT / "tests" / "reference"
_TINY = ROOT / "tests" / "site"
_DAY = "1795910400"
# What reads sites, the documentation or the project as a whole, and takes neither a browser nor an environment.
_NEAR_CONTENT = ("test_architecture.py", "test_docs.py", "test_handbook.py")

pytestmark = pytest.mark.slow


def change(file: Path, pattern: str, replacement: str) -> None:
    """Replace the first match of *pattern* in a file, which has to have one."""
    text, count = re.subn(pattern, replacement, file.read_text("utf-8"), count=1, flags=re.MULTILINE)
    assert count == 1, (file, pattern)
    file.write_text(text, encoding="utf-8")


def retarget(content: Path, target: str, replacement: str) -> None:
    """Write *replacement* for the *target* of each link; without one only the link's text stays."""
    for file in content.rglob("*.md"):
        link = rf"\[([^\]]+)\]\((?:[\w./-]*/)?{target}(?:\.md|/)\)"
        text = re.sub(link, rf"[\1]({replacement})" if replacement else r"\1", file.read_text("utf-8"))
        file.write_text(re.sub(rf"^event: .*/{target}\.md\n", "", text, flags=re.MULTILINE), encoding="utf-8")


def announce_an_event(content: Path) -> None:
    """The day on which the suite went red."""
    file = content / "events/2027/zweite-werkstatt.md"
    file.parent.mkdir()
    file.write_text(
        "---\ntitle: Zweite Werkstatt\nsummary: Wir sehen nach, was aus den Ideen geworden ist.\n"
        "start: 2027-05-04T17:00\nend: 2027-05-04T20:00\nplace: {name: Rathaus, city: Duisburg}\n"
        "---\n\nKommen Sie vorbei.\n",
        encoding="utf-8",
    )


def exchange_the_film(content: Path) -> None:
    """The real film comes, and all files of its stand-in go."""
    for file in (content / "media/clip").iterdir():
        file.unlink()
    for name in ("film.mp4", "film.vtt"):
        shutil.copyfile(_TINY / "media/clip" / name, content / "media/clip" / name)
    clip = content / "clips/breitbandgedoens.md"
    change(
        clip, r"^video: .*\n(?:.*\n)*?duration: .*\n", "video: /media/clip/film.mp4\ncaptions: /media/clip/film.vtt\n"
    )
    change(clip, r"^## Textfassung\n(?:.*\n)*", "## Textfassung\n\nZwei Sekunden lang ist eine Fläche zu sehen.\n")


def rename_a_page(content: Path) -> None:
    """Its former address leads on, its links follow."""
    (content / "pages/open-nrw.md").rename(content / "pages/offenes-land.md")
    change(content / "pages/offenes-land.md", r"^title: .*$", "title: Offenes Land\naliases: [/open-nrw/]")
    retarget(content, "open-nrw", "/offenes-land/")


def add_a_tag(content: Path) -> None:
    change(content / "articles/2016/kommmach-nrw-in-duisburg.md", r"^tags:$", "tags:\n  - Nachbarschaft")


def rename_the_site(content: Path) -> None:
    change(content / "site.yaml", r"^name: .*$", "name: bildung.digital")


def replace_a_picture(content: Path) -> None:
    shutil.copyfile(_TINY / "media/bild.svg", content / "media/zeichnungen/termin.svg")


def write_an_article(content: Path) -> None:
    """With a picture and a film of a network."""
    shutil.copyfile(_TINY / "media/bild.jpg", content / "media/werkstatt.jpg")
    (content / "articles/2026").mkdir()
    (content / "articles/2026/werkstatt.md").write_text(
        "---\ntitle: Aus der Werkstatt\ndate: 2026-11-02\nsummary: Was an einem Nachmittag entstanden ist.\n"
        'embeds: [{url: "https://youtu.be/O55virF5xk4", title: Rundgang, alternative: Ein Rundgang.}]\n'
        "---\n\nSo sah es aus.\n\n![Ein Tisch mit Plänen](/media/werkstatt.jpg)\n\n"
        "https://youtu.be/O55virF5xk4\n",
        encoding="utf-8",
    )


def correct_an_article(content: Path) -> None:
    file = content / "articles/2016/breitbandgedoens.md"
    change(file, r"^date: 2016-10-26$", "date: 2016-10-26\nupdated: 2026-11-03")
    change(file, r"^## Ein Film, der übertreibt$", "## Ein Film übertreibt")


def fill_in_an_open_fact(content: Path) -> None:
    change(content / "site.yaml", r"^  phone: .*$", '  phone: "0211 123456"')


def shorten_the_navigation(content: Path) -> None:
    change(content / "site.yaml", r"^  - \{title: KommMach\.nrw, .*\n", "")


def take_an_article_back(content: Path) -> None:
    change(content / "articles/2016/film-premiere-in-duisburg.md", r"^date: ", "status: draft\ndate: ")
    retarget(content, "film-premiere-in-duisburg", "")


def hide_an_article(content: Path) -> None:
    change(content / "articles/2016/kommmach-nrw-in-duisburg.md", r"^date: ", "status: hidden\ndate: ")


def delete_an_article(content: Path) -> None:
    (content / "articles/2016/rueckblick-auf-den-open-nrw-kongress.md").unlink()
    retarget(content, "rueckblick-auf-den-open-nrw-kongress", "")


def delete_an_event(content: Path) -> None:
    (content / "events/2016/kongress-leben-in-nrw.md").unlink()
    retarget(content, "kongress-leben-in-nrw", "")


def delete_a_picture(content: Path) -> None:
    (content / "media/zeichnungen/termin.svg").unlink()
    file = content / "articles/2016/kommmach-nrw-in-duisburg.md"
    change(file, r"^image:\n(?:  .*\n)+", "")


EDITS: tuple[Callable[[Path], None], ...] = (
    announce_an_event,
    exchange_the_film,
    rename_a_page,
    add_a_tag,
    rename_the_site,
    replace_a_picture,
    write_an_article,
    correct_an_article,
    fill_in_an_open_fact,
    shorten_the_navigation,
)
WITHDRAWALS: tuple[Callable[[Path], None], ...] = (
    take_an_article_back,
    hide_an_article,
    delete_an_article,
    delete_an_event,
    delete_a_picture,
)


@pytest.fixture
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the reference site, on a day of its own."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", _DAY)
    return Path(shutil.copytree(_REFERENCE, tmp_path / "content"))


@pytest.mark.parametrize("edit", [*EDITS, *WITHDRAWALS], ids=lambda edit: edit.__name__)
def test_the_site_is_sound_after_an_edit(
    content: Path, capsys: pytest.CaptureFixture[str], edit: Callable[[Path], None]
) -> None:
    """`check` builds the site, audits it and compares it word for word."""
    edit(content)

    code = commands.check(content, as_json=True)

    assert (code, [line for line in capsys.readouterr().out.splitlines() if '"error"' in line]) == (0, [])


def test_a_site_is_sound_after_a_year_of_edits(content: Path, tmp_path: Path) -> None:
    """All of them, one after the other, each built beside the last."""
    output = tmp_path / "output"

    for edit in (*EDITS, *WITHDRAWALS):
        edit(content)
        assert commands.build(content, output, None, True, True) == 0, edit.__name__


def test_the_engine_is_proved_without_any_content(tmp_path: Path) -> None:
    """Whoever empties or removes content/ has the same tests, and they pass."""
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for name in tracked.splitlines():
        if not name.startswith("content/") and (ROOT / name).is_file():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, tmp_path / name)
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    subprocess.run(["git", "add", "-A"], cwd=tmp_path, check=True)
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"]

    done = subprocess.run(
        [*command, *(f"tests/{name}" for name in _NEAR_CONTENT)],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout
