"""`build --explain ADDRESS` says why the page there was made again."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from plugins.build.cache.up_to_date import UpToDateCheck
from plugins.build.explain import find_path
from plugins.cli import commands
from tests.build.conftest import TINY_SITE

pytestmark = pytest.mark.slow

ERSTER = "articles/2016/erster.md"
ZWEITER = "articles/2016/zweiter.md"
PAGE = "/aktuelles/erster/"
Explain = Callable[..., tuple[int, str]]


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A copy of the tiny site."""
    return Path(shutil.copytree(TINY_SITE, tmp_path / "content"))


@pytest.fixture
def explain(content: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Explain:
    """Build the copy and explain a page of it; the exit code and the sentences come back."""
    cache = content.parent / "cache"
    monkeypatch.setattr(commands, "UpToDateCheck", lambda project, _folder: UpToDateCheck(project, cache))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795910400")
    monkeypatch.chdir(content.parent)

    def run(address: str = PAGE) -> tuple[int, str]:
        capsys.readouterr()
        output = content.parent / "output"
        code = commands.build(content, output, None, search=False, audit=False, explain=address)
        printed = capsys.readouterr()
        lines = [line for line in printed.out.splitlines() if line.startswith(("Die Seite /", "Nichts", "Die Datei"))]
        return code, "\n".join(lines) if lines else printed.err

    return run


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def because(reason: str, page: str = PAGE) -> tuple[int, str]:
    return 0, f"Die Seite {page} wurde neu gemacht, weil {reason}."


def test_the_first_build_has_nothing_to_compare_with(explain: Explain) -> None:
    """It says so."""
    assert explain() == (0, f"Die Seite {PAGE} wurde gemacht, weil von einem früheren Bau nichts aufgehoben ist.")


def test_nothing_has_changed(content: Path, explain: Explain) -> None:
    """Neither if nothing has, nor if another text has."""
    explain()
    unchanged = (0, f"Nichts hat sich geändert: {PAGE} steht noch da wie zuvor.")

    assert explain() == unchanged
    change(content / "pages/kontakt.md", "\n---\n", "\n---\n\nNeu.\n")
    assert explain() == unchanged


@pytest.mark.parametrize(("old", "new"), [("- Eins", "- Drei"), ("summary: ", "summary: Neu. ")])
def test_its_own_text(content: Path, explain: Explain, old: str, new: str) -> None:
    """Be it the body or the front matter."""
    explain()
    change(content / ERSTER, old, new)

    assert explain() == because(f"sich ihr Text content/{ERSTER} geändert hat")


def test_a_text_that_it_shows(content: Path, explain: Explain) -> None:
    """The title of a neighbour stands on its page, and in lists."""
    explain()
    change(content / ZWEITER, "title: ", "title: Neu ")

    assert explain() == because(f"sie einen anderen Text zeigt: content/{ZWEITER}")


def test_a_text_that_came_and_went(content: Path, explain: Explain) -> None:
    """A list shows one more, and then one less."""
    explain("/aktuelles/")
    new = content / "articles/2016/dritter.md"
    shutil.copy(content / ZWEITER, new)
    change(new, "title: ", "title: Dritter ")

    assert explain("/aktuelles/") == because(
        "ein Text dazugekommen ist, den sie zeigt: content/articles/2016/dritter.md", "/aktuelles/"
    )
    new.unlink()
    assert explain("/aktuelles/") == because(
        "ein Text weggefallen ist, den sie zeigte: content/articles/2016/dritter.md", "/aktuelles/"
    )


def test_a_key_of_site_yaml(content: Path, explain: Explain) -> None:
    """It is named, and no other."""
    explain()
    change(content / "site.yaml", "name: Probe", "name: Andere Probe")

    assert explain() == because("in content/site.yaml „name“ anders ist")


def test_a_media_file(content: Path, explain: Explain) -> None:
    """Another picture under the same name changes the page that shows it."""
    file = content / "pages/kontakt.md"
    file.write_text(f"{file.read_text('utf-8')}\n![Ein Bild](/media/bild.jpg)\n", encoding="utf-8")
    explain("/kontakt/")
    picture = content / "media/bild.jpg"
    with Image.open(picture) as image:
        image.convert("L").convert("RGB").resize((900, 500)).save(picture, "JPEG")

    assert explain("/kontakt/") == because("die Datei content/media/bild.jpg anders ist", "/kontakt/")


def test_another_day(explain: Explain, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is coming today is past tomorrow, though no file has changed."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1477000000")
    explain("/")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795910400")

    assert explain("/") == because("seit dem letzten Bau der Tag gewechselt hat", "/")


def test_another_hand(content: Path, explain: Explain) -> None:
    """A page that somebody has deleted from the output is there again."""
    explain()
    (content.parent / "output" / PAGE.strip("/") / "index.html").unlink()

    assert explain() == because("sie im Ordner fehlte oder dort von anderer Hand verändert war")


def test_an_unknown_address(explain: Explain) -> None:
    """It says which comes nearest, and ends with status 1."""
    code, said = explain("/aktueles/erster/")

    assert code == 1
    assert said.startswith("Unter „/aktueles/erster/“ steht in dieser Website nichts.\n")
    assert said.rstrip().endswith(f"--explain {PAGE}")


@pytest.mark.parametrize(
    "address", ["aktuelles/erster", "https://probe.example/aktuelles/erster/", "/aktuelles/erster"]
)
def test_an_address_may_be_written_in_other_ways(explain: Explain, address: str) -> None:
    """As it stands in a browser, or without a slash."""
    assert explain(address)[1].startswith(f"Die Seite {PAGE} wurde gemacht")


def test_what_is_no_address_is_found_nowhere() -> None:
    """A bracket in the host ends in the same sentence as any other unknown address."""
    assert find_path("http://[", "/", {"index.html"}) is None
