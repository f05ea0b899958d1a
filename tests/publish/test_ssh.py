"""Publishing by ssh to a real server, which readers never see broken, whatever fails."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from random import Random

import pytest
import urllib3

from plugins.cli import publish_commands
from plugins.core.urls import address_of
from plugins.publish import manifest, read_back
from tests.publish.test_publishing import PreparedTarget
from tests.servers import Sshd, free_port, nginx, sshd
from tools.environment import ROOT

PUBLISHES = 20
LONGEST = 2.0  # times what a publish takes: some publishers end before they are killed
pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("programs")]


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Sshd]:
    """A server to publish to."""
    with sshd(tmp_path / "sshd") as running:
        yield running


@pytest.fixture
def target(server: Sshd, content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[PreparedTarget]:
    """A target on that server that nothing was published to yet, shown by nginx."""
    monkeypatch.setattr(publish_commands, "CACHE", tmp_path / "cache")
    monkeypatch.setattr(read_back, "PATIENCE", 1.0)
    monkeypatch.setenv("PUBLISH_SSH_KEY", server.key)
    monkeypatch.setenv("PUBLISH_SSH_KNOWN_HOSTS", server.known_hosts)
    www = tmp_path / "www"
    with nginx(tmp_path / "nginx", www / "current" / "site") as web, (content / "site.yaml").open("a") as facts:
        facts.write(
            f"targets:\n  probe:\n    kind: ssh\n    host: 127.0.0.1\n    port: {server.port}\n"
            f"    user: {server.user}\n    path: {www}\n    url: {web.url}/\n"
        )
        facts.flush()
        yield PreparedTarget(content, www)


@dataclass
class Reader:
    """Reads the site over and over, page by page with all its parts, until it is stopped."""

    url: str
    stop: threading.Event = field(default_factory=threading.Event)
    seen: set[tuple[str, str]] = field(default_factory=set)
    wrong: list[str] = field(default_factory=list)
    answers: int = 0

    def __call__(self) -> None:
        """Read."""
        with urllib3.PoolManager(retries=False) as pool:
            while not self.stop.is_set():
                for path in (
                    "index.html",
                    "aktuelles/index.html",
                    "aktuelles/erster/index.html",
                    "impressum/index.html",
                ):
                    page = self._get(pool, path)
                    time.sleep(0.01)  # the publishers need the machine as well
                    for part in sorted(set(re.findall(rb'(?:href|src)="/(assets/[^"]+)"', page))):
                        self._get(pool, part.decode())

    def _get(self, pool: urllib3.PoolManager, path: str) -> bytes:
        self.answers += 1
        try:
            answer = pool.request("GET", self.url + address_of(path))
        except urllib3.exceptions.HTTPError as trouble:
            self.wrong.append(f"{path}: {trouble}")
            return b""
        if answer.status != 200:
            self.wrong.append(f"{path}: {answer.status}")
        self.seen.add((path, sha256(answer.data).hexdigest()))
        return answer.data


def _publisher(target: PreparedTarget) -> subprocess.Popen[bytes]:
    script = str(ROOT / "tests/publish/publisher.py")
    folder = target.content.parent
    return subprocess.Popen(
        [sys.executable, script, str(target.content), str(folder / "output"), str(folder / "cache"), "probe"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def test_killed_publishers_never_break_what_readers_see(target: PreparedTarget) -> None:
    """Twenty kills at random moments: no answer is missing, an error or mixed of two releases."""
    began = time.monotonic()
    with _publisher(target) as publisher:
        assert publisher.wait() == 0
    longest = LONGEST * (time.monotonic() - began)
    chance, known, shown = Random(5), _known(target.www), [target.live]
    [url] = re.findall(r"url: (http://127\S+)/\n", (target.content / "site.yaml").read_text("utf-8"))
    reader = Reader(url)
    reading = threading.Thread(target=reader)
    reading.start()
    try:
        for number in range(PUBLISHES):
            target.replace("site.yaml", "lead: ", f"lead: {number} ")
            with _publisher(target) as publisher:
                try:
                    publisher.wait(timeout=chance.uniform(0.1, longest))
                except subprocess.TimeoutExpired:
                    publisher.send_signal(signal.SIGKILL)
            if target.live != shown[-1]:
                shown.append(target.live)
            known |= _known(target.www)
    finally:
        reader.stop.set()
        reading.join()

    print(f"{PUBLISHES} publishes, {len(shown) - 1} of them shown, {reader.answers} answers, {len(reader.wrong)} wrong")
    assert reader.wrong == []
    assert reader.seen <= known
    assert shown == sorted(shown)
    assert target.publish() == 0
    assert len(list((target.www / "releases").iterdir())) == 5
    assert {path.name for path in target.www.iterdir()} == {"releases", "current", ".lock"}


def _known(www: Path) -> set[tuple[str, str]]:
    """Return every file of every release that is there, with its hash."""
    found: set[tuple[str, str]] = set()
    for file in www.glob("releases/*/release.json"):
        found |= set(manifest.read_manifest(file.read_bytes()).files.items())
    return found


def test_the_previous_release_comes_back(target: PreparedTarget, capsys: pytest.CaptureFixture[str]) -> None:
    """It prints how long that took; the site is read back after that."""
    assert target.publish() == 0
    first = target.live
    time.sleep(1.1)  # a release is named by its second
    target.replace("articles/2016/erster.md", "- Eins", "- Drei")
    assert target.publish() == 0

    assert publish_commands.rollback("probe", target.content) == 0

    told = capsys.readouterr().out
    assert target.live == first
    assert f"Gezeigt wird wieder {first}, nach " in told
    with capsys.disabled():
        print(f"\n{told.splitlines()[-1]}")


def test_a_list_of_releases_leaves_nothing_there(target: PreparedTarget, capsys: pytest.CaptureFixture[str]) -> None:
    """It opens a connection that locks nobody out."""
    assert publish_commands.releases("probe", target.content) == 0

    assert capsys.readouterr().out == "Noch nichts veröffentlicht.\n"
    assert not target.www.exists()


def test_two_publishers_do_not_meet(target: PreparedTarget) -> None:
    """One of them is shown, the other one is told to wait, or comes after it."""
    publishers = [_publisher(target) for _ in range(2)]
    codes = sorted(publisher.wait() for publisher in publishers)

    assert codes in ([0, 1], [0, 0])
    assert target.publish() in (0, 1)  # within the same second it is refused
    assert (target.site / "index.html").is_file()


@pytest.mark.parametrize("trouble", ["key", "host key", "no key", "vanished", "unwritable", "no rsync"])
def test_trouble_is_told_and_changes_nothing(
    target: PreparedTarget,
    server: Sshd,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    trouble: str,
) -> None:
    """In a sentence, without a traceback and without the key."""
    assert target.publish() == 0
    before = target.live
    capsys.readouterr()
    target.replace("articles/2016/erster.md", "- Eins", "- Drei")
    expected = ""
    if trouble == "key":
        (tmp_path / "other").mkdir()
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(tmp_path / "other/key")], check=True)
        monkeypatch.setenv("PUBLISH_SSH_KEY", str(tmp_path / "other/key"))
        expected = "Der Server 127.0.0.1 nimmt den Schlüssel nicht an."
    elif trouble == "host key":
        monkeypatch.setenv("PUBLISH_SSH_KNOWN_HOSTS", server.known_hosts[:-30] + "A" * 29 + "\n")
        expected = "Der Server 127.0.0.1 weist sich anders aus als erwartet"
    elif trouble == "no key":
        monkeypatch.delenv("PUBLISH_SSH_KEY")
        expected = "Zum Veröffentlichen fehlt PUBLISH_SSH_KEY."
    elif trouble == "vanished":
        monkeypatch.setenv("PUBLISH_PORT", str(free_port()))
        expected = "Die Verbindung zu 127.0.0.1 kam nicht zustande oder ist abgebrochen."
    elif trouble == "unwritable":
        monkeypatch.setenv("PUBLISH_PATH", "/proc/nirgends")
        expected = "Auf 127.0.0.1 "
    else:
        monkeypatch.setenv("PATH", str(_without(tmp_path, "rsync")))
        expected = "Zum Veröffentlichen fehlt auf diesem Rechner das Programm rsync."

    assert target.publish() == 1

    told = capsys.readouterr().err
    assert expected in told
    assert "\n  → Bitte " in told
    assert "Traceback" not in told
    assert "PRIVATE KEY" not in told
    assert target.live == before


def _without(folder: Path, name: str) -> Path:
    """Return a folder of all programs but one."""
    made = folder / "programs"
    made.mkdir()
    for entry in os.environ["PATH"].split(os.pathsep):
        for program in Path(entry).iterdir() if Path(entry).is_dir() else ():
            if program.name != name and not (made / program.name).exists():
                (made / program.name).symlink_to(program)
    return made
