"""What a visit costs a server: our release with its rules, beside stock Pelican's output with nginx's own, in one run.

Both are the same hundred texts. A page view is an article with all that it loads by itself, as a browser asks for it.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin

import pytest
import urllib3

from plugins.publish import web_servers
from plugins.publish.staging import SITE, stage_files
from tests.benchmarks.builds import texts
from tests.benchmarks.builds.ours import Ours
from tests.benchmarks.builds.pelican import Pelican
from tests.servers import Web, nginx
from tools.servers import find_program

ARTICLES = 100
ROUNDS = 3
SECONDS = 3
NAME = "20261126T231500Z-22acabe"
# nginx's own file of types, and no compression: so it is installed, see /etc/nginx/nginx.conf of nginx.org.
AS_INSTALLED = "types { text/html html; text/css css; application/javascript js; text/xml xml; image/jpeg jpg; }"
_LOADED = re.compile(r'<(?:link[^>]+rel="?(?:stylesheet|preload|icon)[^>]*href|script[^>]+src|img[^>]+src)="?([^" >]+)')


@dataclass(frozen=True)
class Served:
    """A site on a server, and the article that is visited."""

    name: str
    web: Web
    article: str

    def loaded(self) -> Iterator[str]:
        """Yield the addresses of a page view: the article, and what it names."""
        page = self._get(self.article)
        yield self.article
        for found in dict.fromkeys(_LOADED.findall(page.decode())):
            if not re.match(r"(?:https?:)?//", found):
                yield urljoin(self.article, found)

    def weight(self) -> tuple[int, int]:
        """Return how many requests a page view is, and how many bytes of content come, as they are sent."""
        sizes = [len(self._get(address, decode=False)) for address in self.loaded()]
        return len(sizes), sum(sizes)

    def rate(self) -> float:
        """Return the answers in a second when eight browsers ask for the article as fast as they can."""
        wrk = [str(find_program("wrk")), "-t", "1", "-c", "8", "-d", f"{SECONDS}s"]
        command = [*wrk, "-H", "Accept-Encoding: br, gzip"]
        done = subprocess.run([*command, self.web.url + self.article], capture_output=True, text=True, check=True)
        found = re.search(r"Requests/sec:\s*([\d.]+)", done.stdout)
        assert found, done.stdout
        assert "Non-2xx" not in done.stdout
        return float(found[1])

    def _get(self, address: str, *, decode: bool = True) -> bytes:
        answer = urllib3.request(
            "GET", self.web.url + address, headers={"Accept-Encoding": "br, gzip"}, decode_content=decode
        )
        assert answer.status == 200, address
        return answer.data


def _ours(folder: Path) -> tuple[Path, str, str]:
    """Return document root and rules of our release."""
    peer = Ours()
    folder.mkdir()
    peer.prepare(folder, list(texts.texts(ARTICLES)))
    peer.build(folder)
    release = folder / "releases" / NAME
    paths = stage_files(peer.output(folder), release, "/", folder / "kept")
    for name, data in web_servers.render_nginx_files(release / SITE, paths, "/", frozenset(), NAME).items():
        (release / "server" / name).write_bytes(data)
    server = release / "server"
    http = f"include {server}/nginx-once.conf; include {server}/nginx-http.conf;"
    return release / SITE, http, f"include {server}/nginx-server.conf;"


def _pelican(folder: Path) -> Path:
    peer = Pelican()
    folder.mkdir()
    peer.prepare(folder, list(texts.texts(ARTICLES)))
    peer.build(folder)
    return peer.output(folder)


@pytest.mark.benchmark
def test_a_visit_beside_that_of_stock_pelican(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Requests in a second, and bytes of a page view."""
    root, http, server = _ours(tmp_path / "ours")
    other = _pelican(tmp_path / "pelican")
    slug = next(text.slug for text in texts.texts(ARTICLES) if not text.is_event and not text.embed)
    article = f"/aktuelles/{slug}/"
    with (
        nginx(tmp_path / "nginx-ours", root, http, server) as one,
        nginx(tmp_path / "nginx-pelican", other, AS_INSTALLED) as two,
    ):
        sites = (Served("ours", one, article), Served("pelican", two, article))
        rates: dict[str, list[float]] = {site.name: [] for site in sites}
        for _ in range(ROUNDS):
            for site in sites:
                rates[site.name].append(site.rate())
        weights = {site.name: site.weight() for site in sites}
    best = {name: max(found) for name, found in rates.items()}
    with capsys.disabled():
        print("\n               requests/s   requests a view   bytes a view   views/s of one core, at most")
        for name, (requests, size) in weights.items():
            print(f"{name:12}{best[name]:13.0f}{requests:18}{size:15}{best[name] / requests:15.0f}")
        faster, heavier = best["ours"] / best["pelican"], weights["ours"][1] / weights["pelican"][1]
        print(f"ours/pelican{faster:13.2f}{'':18}{heavier:15.2f}")
    assert weights["ours"][1] > 0
