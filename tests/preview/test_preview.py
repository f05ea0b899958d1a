"""The preview's server: what it adds to pages, what it tells them, and to whom it answers."""

from __future__ import annotations

import http.client
import json
import socket
import struct
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from plugins.preview.routes import Route
from plugins.preview.server import listen
from plugins.preview.state import Preview

TROUBLE = {
    "file": "content/x.md",
    "line": 7,
    "severity": "error",
    "code": "probe",
    "message": "<b>Falsch</b>",
    "remedy": "Richtig",
}
HINT = {**TROUBLE, "severity": "warning", "file": "content/articles/2016/eins.md", "message": "Könnte besser sein"}
DRAFT = {
    "address": "/eins/",
    "title": "Eins & <zwei>",
    "type": "article",
    "source": "content/articles/2016/eins.md",
    "line": "4",
    "state": "draft",
    "due": "",
}


def painted(*problems: dict[str, Any], waiting: tuple[dict[str, str], ...] = (), media: bool = False) -> dict[str, Any]:
    """Return the event that pages are there."""
    pages = {"content/articles/2016/eins.md": "/eins/"}
    return {
        "event": "painted",
        "problems": list(problems),
        "pages": pages,
        "waiting": list(waiting),
        "style": "/assets/style.css",
        "media": media,
    }


@pytest.fixture
def preview(tmp_path: Path) -> Preview:
    """A preview of one page."""
    shown = Preview(tmp_path)
    write(tmp_path, "Gut")
    shown.hear(painted())
    return shown


@pytest.fixture
def url(preview: Preview) -> Iterator[str]:
    """Where the preview is served."""
    server = listen(preview, 0)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def write(folder: Path, text: str) -> None:
    (folder / "eins").mkdir(exist_ok=True)
    for name in ("index.html", "eins/index.html", "404.html"):
        (folder / name).write_text(f"<body class=site>{text}</body>", encoding="utf-8")


def get(url: str) -> str:
    with urllib.request.urlopen(url) as answer:
        return str(answer.read().decode())


def news(url: str, address: str = "/") -> dict[str, Any]:
    """Return what the open page at *address* is told first."""
    with urllib.request.urlopen(f"{url}/.vorschau/news?seite={address}") as answer:
        for line in answer:
            if line.startswith(b"data: "):
                return dict(json.loads(line.removeprefix(b"data: ")))
    raise AssertionError("no news")


def status(url: str, path: str, host: str) -> int:
    """Return the status of the answer to somebody who calls us *host*."""
    connection = http.client.HTTPConnection(url.removeprefix("http://"))
    connection.putrequest("GET", path, skip_host=True)
    connection.putheader("Host", host)
    connection.endheaders()
    with connection.getresponse() as answer:
        found = answer.status
    connection.close()
    return found


def test_a_page_gets_the_panel_and_the_script_that_reloads_it(url: str) -> None:
    """Only the server adds them; the page that was built stays as it is."""
    page = get(f"{url}/eins/")

    assert page.count("<vorschau-panel ") == 1
    assert '<script src="/.vorschau/vorschau.js" defer></script>' in page
    assert "EventSource" in get(f"{url}/.vorschau/vorschau.js")
    assert "vorschau-banner" not in page


def test_a_page_is_told_whether_it_shows_something_else_now(preview: Preview, url: str, tmp_path: Path) -> None:
    """Its script compares both states; a page that stayed the same need not be loaded again."""
    before = news(url, "/eins/")["stand"]
    preview.hear(painted(TROUBLE))
    same = news(url, "/eins/")["stand"]
    write(tmp_path, "Besser")
    changed = news(url, "/eins/")["stand"]

    assert f'data-stand="{changed}"' in get(f"{url}/eins/")
    assert before == same
    assert changed != same


def test_a_page_is_loaded_again_when_a_file_under_the_same_address_has_changed(preview: Preview, url: str) -> None:
    """A drawing or caption file keeps its address; its page must be loaded nevertheless."""
    before = news(url)["stand"]

    preview.hear(painted(media=True))

    assert news(url)["stand"] != before


def test_problems_pass_as_records_and_hints_only_to_their_own_page(preview: Preview, url: str) -> None:
    """Errors come first and everywhere; what could be better stands where it belongs."""
    preview.hear(painted(HINT, TROUBLE))

    assert news(url, "/eins/")["errors"] == [TROUBLE]
    assert news(url, "/eins/")["hints"] == [HINT]
    assert news(url, "/")["hints"] == []


def test_a_page_is_told_how_many_warnings_there_are(preview: Preview, url: str) -> None:
    """Its own, and all of the site; what nobody knows yet is none of them."""
    fact = {**HINT, "file": "content/site.yaml", "code": "open-fact"}
    preview.hear(painted(HINT, {**HINT, "file": "content/pages/andere.md"}, fact, TROUBLE))

    assert (len(news(url, "/eins/")["hints"]), news(url, "/eins/")["warnings"]) == (1, 2)
    assert (news(url, "/")["hints"], news(url, "/")["warnings"]) == ([], 2)
    assert "Eine Angabe ist noch offen." in get(f"{url}/pruefung/")


def test_a_word_that_stands_first_elsewhere_is_told_here_too(preview: Preview, url: str) -> None:
    """With its place in this text; the other places stand behind it."""
    word = {**HINT, "file": "content/articles/2016/davor.md", "line": 3, "code": "spelling"}
    preview.hear(painted({**word, "places": [[HINT["file"], 9]]}))

    (hint,) = news(url, "/eins/")["hints"]

    assert (hint["file"], hint["line"]) == (HINT["file"], 9)
    assert hint["message"].endswith("Auch hier: content/articles/2016/davor.md:3.")


def test_after_a_crash_everything_stays_as_it_was(preview: Preview, url: str) -> None:
    """The reason comes to the open page, and behind it is what was right before."""
    preview.hear(painted(waiting=(DRAFT,)))
    preview.hear({"event": "crashed", "problems": [TROUBLE]})

    assert "Gut" in get(f"{url}/eins/")
    assert "Eins &amp; &lt;zwei&gt;" in get(f"{url}/entwuerfe/")
    assert news(url)["errors"] == [TROUBLE]


def test_a_draft_bears_a_banner(preview: Preview, url: str) -> None:
    """Nobody takes it for public; where to change that stands in it."""
    preview.hear(painted(waiting=(DRAFT,)))

    assert "<strong>Entwurf:</strong>" in get(f"{url}/eins/")
    assert "content/articles/2016/eins.md:4" in get(f"{url}/eins/")
    assert "<strong>Entwurf:</strong>" not in get(f"{url}/")


@pytest.mark.parametrize(
    ("state", "due", "title"), [("draft", "", "Entwürfe"), ("hidden", "", "Versteckt"), ("later", "1. Mai", "1. Mai")]
)
def test_what_readers_do_not_see_is_listed(preview: Preview, url: str, state: str, due: str, title: str) -> None:
    """With its kind, its file, and the day it appears."""
    preview.hear(painted(waiting=({**DRAFT, "state": state, "due": due},)))

    page = get(f"{url}/entwuerfe/")

    assert '<a href="/eins/">Eins &amp; &lt;zwei&gt;</a>' in page
    assert title in page
    assert "Artikel" in page


def test_the_report_holds_everything_file_by_file(preview: Preview, url: str) -> None:
    """With a link to the page, a place to copy, and the numbers; whatever is quoted is text."""
    preview.hear(painted(HINT, TROUBLE))

    page = get(f"{url}/pruefung/")

    assert "Eine Stelle ist zu berichtigen" in page
    assert "kommt ein Hinweis" in page
    assert '<a href="/eins/">Zur Seite /eins/</a>' in page
    assert 'data-copy="content/x.md:7: &lt;b&gt;Falsch&lt;/b&gt;\n  → Richtig"' in page
    assert "<b>" not in page


def test_what_is_not_there_is_answered_with_404(preview: Preview, url: str) -> None:
    """Also in a preview a missing page is missing; a folder tells nobody what lies in it."""
    preview.hear({"event": "proofread", "problems": []})

    for path in ("/weg/", "/.vorschau/../server.py", "/.vorschau/"):
        with pytest.raises(urllib.error.HTTPError, match="404") as missing:
            get(f"{url}{path}")
        missing.value.close()


def test_whoever_leaves_or_asks_for_nonsense_is_no_news_for_the_terminal(
    preview: Preview, url: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """Browsers break off loading with quick clicks; the terminal must not fill with tracebacks."""
    (tmp_path / "media").mkdir()
    (tmp_path / "media" / "film.mp4").write_bytes(bytes(20_000_000))
    preview.routes = (Route("Formular", "/redaktion/", lambda path: (tmp_path / path).resolve().read_bytes()),)
    host, port = url.removeprefix("http://").split(":")
    for path in ("/media/film.mp4", f"/{'a' * 5000}", "/redaktion/%00", "http://[::1/"):
        with socket.create_connection((host, int(port))) as visitor:
            visitor.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))  # ends with a reset
            visitor.sendall(f"GET {path} HTTP/1.1\r\nHost: {host}:{port}\r\n\r\n".encode())
            visitor.recv(1)

    assert "Gut" in get(f"{url}/eins/")
    time.sleep(0.2)
    assert capfd.readouterr() == ("", "")


def test_before_the_first_build_a_page_says_so(tmp_path: Path) -> None:
    """Whoever is faster than the build sees a page that becomes the right one by itself."""
    (tmp_path / "leer").mkdir()
    server = listen(Preview(tmp_path / "leer"), 0)
    threading.Thread(target=server.serve_forever, daemon=True).start()

    with pytest.raises(urllib.error.HTTPError, match="503") as early:
        get(f"http://127.0.0.1:{server.server_port}/eins/")
    page = early.value.read().decode()
    early.value.close()
    server.shutdown()
    server.server_close()

    assert "Die Website wird gerade gebaut" in page
    assert "/.vorschau/vorschau.js" in page


def test_the_index_of_the_search_is_made_when_somebody_searches(preview: Preview, url: str, tmp_path: Path) -> None:
    """No save waits for it."""
    asked = []

    def make() -> None:
        asked.append(True)
        (tmp_path / "pagefind").mkdir()
        (tmp_path / "pagefind/words.txt").write_text("Wort")
        preview.hear({"event": "indexed", "problems": []})

    preview.ask_for_index = make

    assert get(f"{url}/pagefind/words.txt") == "Wort"
    assert get(f"{url}/pagefind/words.txt") == "Wort"
    assert asked == [True]


def test_the_preview_is_for_this_machine_only(preview: Preview) -> None:
    """Nobody else in the network can see drafts."""
    server = listen(preview, 0)

    assert server.server_address[0] == "127.0.0.1"
    server.server_close()


@pytest.mark.parametrize("path", ["/eins/", "/entwuerfe/", "/.vorschau/news", "/.vorschau/vorschau.js"])
def test_under_another_name_nobody_gets_anything(url: str, path: str) -> None:
    """A foreign website whose name is made to lead to this machine must not read drafts."""
    port = url.rpartition(":")[2]

    assert status(url, path, "evil.example") == 421
    assert status(url, path, f"evil.example:{port}") == 421
    assert status(url, path, "127.0.0.1:1") == 421
    assert status(url, path, f"localhost:{port}") == 200


def test_no_other_website_can_show_our_files(url: str) -> None:
    """Not even a picture of a draft."""
    with urllib.request.urlopen(f"{url}/eins/") as answer:
        assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"


def test_the_preview_adds_nothing_inline() -> None:
    """The policy of the pages forbids it, and there it is obeyed too."""
    for template in (Path(__file__).parents[2] / "plugins/preview/templates").glob("*.html"):
        text = template.read_text("utf-8")
        assert "<style" not in text, template
        assert " style=" not in text, template
        assert "<script>" not in text, template
