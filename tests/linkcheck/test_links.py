"""Links to others: a server of our own on loopback answers in every way that servers do."""

from __future__ import annotations

import datetime as dt
import json
import re
import socket
import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from plugins.cli import commands
from plugins.embeds import services
from plugins.linkcheck import report
from plugins.linkcheck.batch import AnswerCache
from plugins.linkcheck.client import Answer, AnswerKind, LinkClient

TARGETS = {"/moved": "/ok", "/once": "/ok", "/loop": "/pool", "/pool": "/loop", "/mixed": "/once", "/to-gone": "/404"}
STATUSES = {"/moved": 301, "/once": 302, "/loop": 301, "/pool": 301, "/mixed": 308, "/to-gone": 301}


@dataclass
class Server:
    """A server, the requests to it, and their user agents."""

    address: str
    asked: Counter[tuple[str, str]] = field(default_factory=Counter)
    agents: set[str] = field(default_factory=set)
    at_once: int = 0
    most_at_once: int = 0


@pytest.fixture
def server() -> Iterator[Server]:
    """It runs for one test."""
    running = Server("")

    class Handler(BaseHTTPRequestHandler):
        def do_HEAD(self) -> None:
            self.answer()

        def do_GET(self) -> None:
            self.answer()

        def answer(self) -> None:
            running.asked[self.command, self.path] += 1
            running.agents.add(str(self.headers["User-Agent"]))
            running.at_once += 1
            running.most_at_once = max(running.most_at_once, running.at_once)
            status = STATUSES.get(self.path) or int(self.path[1:4] if self.path[1:4].isdigit() else 200)
            if self.path == "/no-head":
                status = 200 if self.command == "GET" else 405
            if self.path == "/slow":
                time.sleep(1.5)
            self.send_response(status)
            if self.path in TARGETS:
                self.send_header("Location", TARGETS[self.path])
            self.send_header("Content-Length", "0")
            running.at_once -= 1  # before the end, after which the next question may come
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    httpd = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    running.address = f"http://127.0.0.1:{httpd.server_port}"
    thread = threading.Thread(target=httpd.serve_forever)
    thread.start()
    yield running
    httpd.shutdown()
    thread.join()
    httpd.server_close()


@pytest.fixture
def asker() -> LinkClient:
    """One that may ask loopback, and has little patience."""
    return LinkClient("probe", connect=1, read=0.5, private=True)


@pytest.mark.parametrize(
    ("path", "kind", "status"),
    [
        ("/ok", AnswerKind.FINE, 200),
        ("/moved", AnswerKind.MOVED, 200),
        ("/once", AnswerKind.FINE, 200),
        ("/mixed", AnswerKind.FINE, 200),  # one step of it is not for good
        ("/404", AnswerKind.GONE, 404),
        ("/410", AnswerKind.GONE, 410),
        ("/to-gone", AnswerKind.GONE, 404),
        ("/403", AnswerKind.CLOSED, 403),
        ("/429", AnswerKind.CLOSED, 429),
        ("/500", AnswerKind.CLOSED, 500),
        ("/no-head", AnswerKind.FINE, 200),
        ("/loop", AnswerKind.LOOP, 301),
        ("/slow", AnswerKind.SILENT, 0),
    ],
)
def test_every_answer_is_understood(
    server: Server, asker: LinkClient, path: str, kind: AnswerKind, status: int
) -> None:
    """Moved for good or for now, gone, closed, silent, in a circle; HEAD refused but GET right."""
    answer = asker.ask(server.address + path)

    assert (answer.kind, answer.status) == (kind, status)


def test_a_move_for_good_names_the_new_address(server: Server, asker: LinkClient) -> None:
    """So that it can be typed."""
    assert asker.ask(f"{server.address}/moved#part").to == f"{server.address}/ok"


def test_nobody_there_is_said_in_german(asker: LinkClient) -> None:
    """A refused connection, and a name that nobody has."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]

        refused = asker.ask(f"http://127.0.0.1:{port}/")

    assert (refused.kind, refused.why) == (AnswerKind.SILENT, "Zu diesem Server kam keine Verbindung zustande.")
    assert asker.ask("http://nobody.invalid/").kind is AnswerKind.SILENT
    assert asker.ask("http://[half/").kind is AnswerKind.SILENT


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:{port}/ok",
        "http://localhost:{port}/ok",
        "http://[::1]:{port}/",
        "http://10.0.0.1/",
        "http://127.0.0.1:{port}\\@93.184.216.34/",
        "http://93.184.216.34@127.0.0.1:{port}/",
        "http://2130706433:{port}/",
        "ftp://a.de/",
    ],
)
def test_machines_of_our_own_network_are_never_asked(server: Server, address: str) -> None:
    """Unless a test says so: a link must not make a program open doors inside."""
    port = server.address.rpartition(":")[2]

    answer = LinkClient("probe", connect=1, read=1).ask(address.format(port=port))

    assert answer.kind is AnswerKind.PRIVATE
    assert not server.asked


@pytest.mark.parametrize("host", ["127.1", "0x7f.1", "localhost.", "drucker.local", "drucker", "10.0.0.1."])
def test_nor_are_they_through_a_proxy(monkeypatch: pytest.MonkeyPatch, host: str) -> None:
    """It would look up whatever it is told, and it stands inside."""
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")

    assert LinkClient("probe", connect=1, read=1).ask(f"http://{host}/").kind is AnswerKind.PRIVATE
    assert LinkClient("probe", connect=1, read=1).ask("http://www.beispiel.de/").kind is AnswerKind.SILENT


def test_a_redirection_inward_is_not_followed() -> None:
    """Each step is looked at, not only the first."""
    asked: list[str] = []

    class Redirected(LinkClient):
        def _once(self, method: str, address: str) -> tuple[int, str]:  # noqa: ARG002
            asked.append(address)
            return 301, "http://127.0.0.1/door"

    assert Redirected("probe").ask("http://93.184.216.34/").kind is AnswerKind.PRIVATE
    assert asked == ["http://93.184.216.34/"]


def content(folder: Path, *paths: str, server: Server) -> Path:
    """Write content with a link to each path, and one to a network."""
    (folder / "pages").mkdir(parents=True)
    links = "\n".join(f"- [Ziel {number}]({server.address}{path})" for number, path in enumerate(paths))
    text = f"---\ntitle: x\n---\n\n{links}\n\nhttps://www.youtube.com/watch?v=aqz-KE-bpKQ\n"
    (folder / "pages" / "x.md").write_text(text)
    (folder / "site.yaml").write_text(f"address: https://www.probe.example\nlink: {server.address}/ok\n")
    return folder


def test_networks_of_the_site_are_not_asked_either(
    server: Server, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Neither one that it describes itself nor a server of Mastodon that it names; listed or not, they are networks."""
    folder = content(tmp_path / "content", "/ok", server=server)
    own = (services.HERE / "vimeo.yaml").read_text("utf-8").replace("vimeo.com", "filme.example")
    (folder / "services").mkdir()
    (folder / "services/filme.yaml").write_text(re.sub("^order: .*", "order: 300", own), "utf-8")
    with (folder / "site.yaml").open("a") as facts:
        facts.write("services: [mastodon]\ninstances: {mastodon: [social.example]}\n")
    with (folder / "pages/x.md").open("a") as page:
        page.write("\n[Film](https://filme.example/about) und [Amt](https://social.example/@amt)\n")

    commands.links(folder, False, cache=tmp_path / "cache", private=True)

    assert "Nicht gefragt: 3 Adressen sozialer Netzwerke." in capsys.readouterr().out


def test_the_task_only_reports(server: Server, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Two lines for each, with file and line; the end is a good one whatever is found."""
    folder = content(tmp_path / "content", "/ok", "/404", "/moved", server=server)

    code = commands.links(folder, False, cache=tmp_path / "cache", private=True)

    printed = capsys.readouterr()
    assert code == 0
    assert printed.err.splitlines() == [
        f"{folder}/pages/x.md:6: Hinweis: „{server.address}/404“ gibt es nicht mehr (Antwort 404).",
        "  → Bitte auf der Website des Anbieters nach der neuen Adresse suchen oder den Link entfernen.",
        f"{folder}/pages/x.md:7: Hinweis: „{server.address}/moved“ ist dauerhaft umgezogen.",
        f"  → Bitte schreiben: {server.address}/ok",
    ]
    assert (
        printed.out == "3 Adressen, davon 3 jetzt gefragt: 2 Hinweise. Nicht gefragt: 1 Adresse sozialer Netzwerke.\n"
    )
    assert all("website-links" in agent and "www.probe.example" in agent for agent in server.agents)


def test_as_json_it_prints_what_check_prints(
    server: Server, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One object a line."""
    folder = content(tmp_path / "content", "/410", server=server)

    assert commands.links(folder, True, cache=tmp_path / "cache", private=True) == 0

    (line,) = capsys.readouterr().out.splitlines()
    assert json.loads(line)["code"] == "link-gone"
    assert json.loads(line)["severity"] == "warning"


def test_a_second_round_asks_nobody(server: Server, tmp_path: Path) -> None:
    """Good answers hold a week, others a day."""
    folder = content(tmp_path / "content", "/ok", "/404", "/moved", server=server)
    first = report.check_links(folder, tmp_path / "kept", private=True)
    asked = server.asked.copy()

    second = report.check_links(folder, tmp_path / "kept", private=True)

    assert server.asked == asked
    assert (first.asked, second.asked) == (3, 0)
    assert second.problems == first.problems


@pytest.mark.parametrize(
    ("kind", "days", "is_fresh"),
    [
        (AnswerKind.FINE, 6, True),
        (AnswerKind.FINE, 7, False),
        (AnswerKind.MOVED, 6, True),
        (AnswerKind.GONE, 0, True),
        (AnswerKind.GONE, 1, False),
        (AnswerKind.FINE, -1, False),
    ],
)
def test_answers_grow_old(tmp_path: Path, kind: AnswerKind, days: int, is_fresh: bool) -> None:
    """A broken link is asked for again on the next day."""
    asked = dt.date(2016, 10, 26)
    AnswerCache(tmp_path, asked).write(Answer("https://a.example/", kind))

    found = AnswerCache(tmp_path, asked + dt.timedelta(days)).find("https://a.example/")

    assert (found is not None) == is_fresh


def test_a_damaged_answer_counts_as_none(tmp_path: Path) -> None:
    """Whatever is in the file."""
    memory = AnswerCache(tmp_path, dt.date(2016, 10, 26))
    memory.write(Answer("https://a.example/", AnswerKind.FINE))
    (path,) = tmp_path.glob("*.json")
    for text in ("", "[]", "{}", '{"day": "2016-10-26", "kind": "x", "address": "y"}'):
        path.write_text(text)
        assert memory.find("https://a.example/") is None


def test_one_server_gets_one_question_at_a_time(server: Server, tmp_path: Path) -> None:
    """However many links lead there."""
    folder = content(tmp_path / "content", *(f"/200-{n}" for n in range(20)), server=server)

    report.check_links(folder, tmp_path / "kept", private=True)

    assert sum(server.asked.values()) == 21
    assert server.most_at_once == 1


def test_without_a_network_nothing_is_kept(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One sentence instead of a page of hints, and the next round asks again."""
    folder = tmp_path / "content"
    (folder / "pages").mkdir(parents=True)
    links = " ".join(f"[Ziel {n}](http://nobody{n}.invalid/)" for n in range(3))
    (folder / "pages" / "x.md").write_text(f"---\ntitle: x\n---\n\n{links}\n")
    (folder / "site.yaml").write_text("address: https://www.probe.example\n")

    assert commands.links(folder, False, cache=tmp_path / "cache") == 0

    assert capsys.readouterr().err.startswith("Kein einziger Server hat geantwortet.\n  → ")
    assert not (tmp_path / "kept").exists()
