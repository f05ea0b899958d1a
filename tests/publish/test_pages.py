"""Publishing a folder for a host: its files, and its questions to the site online."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from plugins.cli import publish_commands
from plugins.core.dates import now
from plugins.publish import staged_release
from tools.serving import Served, served

ERSTER = "articles/2016/erster.md"


@pytest.fixture
def online(content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Served]:
    """The host, below a sub-path, with the target in site.yaml; each test has its own folder."""
    monkeypatch.setattr(publish_commands, "CACHE", tmp_path / "cache")
    monkeypatch.chdir(content.parent)  # as in a pipeline
    (tmp_path / "host").mkdir()
    with served(tmp_path / "host") as server, (content / "site.yaml").open("a", encoding="utf-8") as facts:
        facts.write(f'targets:\n  seiten: {{kind: pages, path: public, url: "{server.url}/projekt/"}}\n')
        facts.flush()
        yield server


def publish(content: Path, *gone: str) -> int:
    return publish_commands.publish("seiten", content, content.parent / "output", allow_gone=gone)


def goes_online(online: Served) -> Path:
    """Let the host take the folder over."""
    target = online.folder / "projekt"
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree("public", target)
    return target


@pytest.mark.usefixtures("online")
def test_the_folder_holds_the_site_of_a_sub_path(content: Path) -> None:
    """Its addresses begin with the path, its files do not; a second time it is written anew."""
    for _ in range(2):
        assert publish(content) == 0
        page = Path("public/index.html").read_text("utf-8")

        assert 'href="/projekt/' in page
        assert {".nojekyll", "release.json", "index.html.br"} <= {path.name for path in Path("public").iterdir()}
    assert "erster" not in Path("public/release.json").read_text("utf-8")


@pytest.mark.slow
def test_an_address_that_was_online_must_still_answer(
    online: Served, content: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The manifest online holds no names, but an address that is allowed to go is recognised."""
    assert publish(content) == 0
    goes_online(online)
    (content / ERSTER).unlink()
    for file in content.rglob("*.md"):
        file.write_text(file.read_text("utf-8").replace("/aktuelles/erster/", "/aktuelles/"), "utf-8")
    before = Path("public/release.json").read_bytes()
    capsys.readouterr()

    assert publish(content) == 1
    assert "Adresse mit der Kennung" in capsys.readouterr().err
    assert Path("public/release.json").read_bytes() == before
    monkeypatch.setattr(staged_release, "now", lambda: now() + timedelta(minutes=1))
    assert publish(content, "/projekt/aktuelles/erster/", "/projekt/alt/") == 0


@pytest.mark.parametrize("answer", ["kein JSON", "{}"])
def test_a_host_that_answers_something_else_is_told(
    online: Served, content: Path, capsys: pytest.CaptureFixture[str], answer: str
) -> None:
    """So nothing is published without the comparison."""
    (online.folder / "projekt").mkdir()
    (online.folder / "projekt/release.json").write_text(answer)

    assert publish(content) == 1

    assert "steht nicht das Verzeichnis einer Veröffentlichung" in capsys.readouterr().err
    assert not Path("public").exists()


@pytest.mark.slow
@pytest.mark.usefixtures("online")
def test_a_folder_of_somebody_else_is_left_alone(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It might be work."""
    Path("public").mkdir()
    Path("public/arbeit.txt").write_text("wichtig")

    assert publish(content) == 1

    assert "liegt etwas, das nicht von „publish“ stammt" in capsys.readouterr().err
    assert Path("public/arbeit.txt").read_text() == "wichtig"


@pytest.mark.usefixtures("online")
def test_there_is_no_way_back(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """And that is said, with the other way."""
    assert publish_commands.rollback("seiten", content) == 1

    assert "keine früheren Veröffentlichungen" in capsys.readouterr().err
