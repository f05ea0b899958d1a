"""The preview: drafts are shown, problems too, and the last good page stays."""

from __future__ import annotations

import json
import shutil
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from plugins.preview.server import Preview, listen
from plugins.preview.workshop import Edition, rebuild

TINY_SITE = Path(__file__).parent.parent / "site"


@pytest.fixture
def preview() -> Iterator[Preview]:
    """A preview without an edition, closed in the end."""
    shown = Preview()
    yield shown
    shown.close()


@pytest.fixture
def url(preview: Preview) -> Iterator[str]:
    """Where the preview is served."""
    server = listen(preview, 0)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def edition(folder: Path, text: str, *problems: str) -> Edition:
    folder.mkdir()
    (folder / "index.html").write_text(f"<body>{text}</body>", encoding="utf-8")
    return Edition(folder, problems)


def get(url: str) -> str:
    with urllib.request.urlopen(url) as answer:
        return str(answer.read().decode())


def first_news(url: str) -> tuple[str, list[str]]:
    """Return the first event that an open page hears, and its problems."""
    with urllib.request.urlopen(f"{url}/.vorschau/news") as answer:
        event, data = answer.readline().decode(), answer.readline().decode()
    return event.removeprefix("event: ").strip(), json.loads(data.removeprefix("data: "))


def test_a_page_gets_the_script_that_reloads_it(preview: Preview, url: str, tmp_path: Path) -> None:
    """Only the preview adds it; the published pages know nothing of it."""
    preview.take(edition(tmp_path / "one", "Text"))

    page = get(f"{url}/")

    assert page == '<body>Text<script src="/.vorschau/reload.js" defer></script></body>'
    assert "EventSource" in get(f"{url}/.vorschau/reload.js")
    assert first_news(url) == ("ready", [])


def test_after_a_mistake_the_last_good_page_stays(preview: Preview, url: str, tmp_path: Path) -> None:
    """The problems come to the open page, and behind them is what was right before."""
    preview.take(edition(tmp_path / "one", "Gut"))
    preview.take(edition(tmp_path / "two", "Kaputt", "x.md:1: Falsch\n  → Richtig"))

    assert "Gut" in get(f"{url}/")
    assert first_news(url) == ("problems", ["x.md:1: Falsch\n  → Richtig"])
    assert not (tmp_path / "two").exists()


def test_what_is_not_there_is_answered_with_404(preview: Preview, url: str, tmp_path: Path) -> None:
    """Also in a preview a missing page is missing."""
    preview.take(edition(tmp_path / "one", "Text"))

    with pytest.raises(urllib.error.HTTPError, match="404"):
        get(f"{url}/weg/")


def test_drafts_and_what_is_not_yet_due_are_shown() -> None:
    """In the preview an editor sees everything."""
    built = rebuild(TINY_SITE)

    assert built.problems == ()
    assert (built.folder / "aktuelles/entwurf/index.html").exists()
    assert (built.folder / "aktuelles/morgen/index.html").exists()
    shutil.rmtree(built.folder)


def test_a_broken_file_is_a_problem_and_no_exception(tmp_path: Path) -> None:
    """Whatever happens in the build, the preview goes on."""
    content = Path(shutil.copytree(TINY_SITE, tmp_path / "content"))
    (content / "articles/2016/x.md").write_text("kaputt", encoding="utf-8")

    built = rebuild(content)

    assert any("/articles/2016/x.md:1: " in problem for problem in built.problems)
    shutil.rmtree(built.folder)


def test_the_preview_is_for_this_machine_only(preview: Preview) -> None:
    """Nobody else in the network can see drafts."""
    server = listen(preview, 0)

    assert server.server_address[0] == "127.0.0.1"
    server.server_close()
