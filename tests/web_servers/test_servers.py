"""Real servers: every header on every kind of file, once, and no file that is not public."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from urllib.parse import quote

import brotli
import pytest
import urllib3

from plugins.core.urls import address_of
from plugins.publish.web_servers.header_table import ALWAYS, CLOSED, is_text, without_compression
from tests.servers import Web
from tests.web_servers.conftest import Release

pytestmark = pytest.mark.slow
TWINS = (".br", ".gz")


@pytest.fixture(scope="module")
def pool() -> Iterator[urllib3.PoolManager]:
    """The client that asks the servers."""
    with urllib3.PoolManager(retries=False, maxsize=4) as made:
        yield made


def get(
    pool: urllib3.PoolManager, web: Web, address: str, encoding: str = "identity", **headers: str
) -> urllib3.BaseHTTPResponse:
    """Return the answer as it was sent, still packed."""
    return pool.request(
        "GET",
        web.url + quote(address),
        headers={"Accept-Encoding": encoding, **headers},
        redirect=False,
        decode_content=False,
    )


def shown(release: Release) -> list[str]:
    """Return the files that readers can ask for."""
    moved = {line.split(" ")[0] for line in _redirects(release)}
    return [
        path
        for path in release.paths
        if not path.endswith(("404.html", "_redirects", *TWINS)) and address_of(path) not in moved
    ]


def _redirects(release: Release) -> list[str]:
    return (release.root / release.base_path.lstrip("/") / "_redirects").read_text("utf-8").splitlines()


def test_every_file_is_sent_with_its_headers(release: Release, web: Web, pool: urllib3.PoolManager) -> None:
    """As the table says, and each of them once."""
    for path in shown(release):
        answer = get(pool, web, address_of(path))
        assert answer.status == 200, path
        assert answer.data == (release.root / path).read_bytes(), path
        for name, value in release.headers[path].items():
            assert answer.headers.getlist(name) == [value], (path, name)
        assert "Content-Encoding" not in answer.headers, path
        assert ("Access-Control-Allow-Origin" in answer.headers) == (
            "Access-Control-Allow-Origin" in release.headers[path]
        ), path


@pytest.mark.parametrize(
    ("wanted", "sent"),
    [
        ("br", "br"),
        ("gzip", "gzip"),
        ("gzip, deflate, br, zstd", "br"),
        ("gzip;q=1.0, br;q=0", "gzip"),
        ("br;q=0.5, gzip;q=0", "br"),
        ("br;q=0.000,gzip;q=0.0", ""),
        ("GZIP", "gzip"),
        ("identity", ""),
        ("deflate", ""),
        ("xbr, bro", ""),
    ],
)
def test_what_a_browser_can_unpack_is_sent_packed(
    release: Release, web: Web, pool: urllib3.PoolManager, wanted: str, sent: str
) -> None:
    """With the type of the original, and Vary: Accept-Encoding."""
    unpack = {"br": brotli.decompress, "gzip": gzip.decompress, "": bytes}[sent]
    ending = {"br": ".br", "gzip": ".gz", "": ""}[sent]
    checked = 0
    for path in shown(release):
        answer = get(pool, web, address_of(path), wanted)
        has_twin = f"{path}{ending}" in release.paths
        assert answer.headers.getlist("Content-Encoding") == ([sent] if sent and has_twin else []), path
        assert unpack(answer.data) if has_twin else answer.data == (release.root / path).read_bytes(), path
        assert answer.headers["Content-Type"] == release.headers[path]["Content-Type"], path
        assert answer.headers.getlist("Vary") == (["Accept-Encoding"] if is_text(path) else []), path
        assert answer.headers["Content-Security-Policy"] == release.headers[path]["Content-Security-Policy"], path
        checked += has_twin
    assert checked


def test_what_is_not_there_is_answered_with_the_page_for_it(
    release: Release, web: Web, pool: urllib3.PoolManager
) -> None:
    """And with all headers; also files that are not for readers, and folders."""
    base = release.base_path
    page = (release.root / base.lstrip("/") / "404.html").read_bytes()
    policy = release.headers[f"{base.lstrip('/')}404.html"]["Content-Security-Policy"]
    for path in (
        "gibt-es-nicht/",
        "x.html",
        "_redirects",
        "_headers",
        ".htaccess",
        "assets/",
        ".git/config",
        "404.html",
    ):
        answer = get(pool, web, base + path)
        assert answer.status == 404, path
        assert answer.data == page, path
        assert answer.headers["Content-Security-Policy"] == policy, path
        for name, value in ALWAYS.items():
            assert answer.headers.getlist(name) == [value], (path, name)
    for path in release.paths:
        if path.endswith(TWINS):
            assert without_compression(path) != path
            answer = get(pool, web, f"/{path}")
            assert (answer.status, answer.data) == (404, page), path


def test_former_addresses_lead_on(release: Release, web: Web, pool: urllib3.PoolManager) -> None:
    """In one step and for good."""
    lines = _redirects(release)
    assert lines
    for line in lines:
        old, new, _ = line.split(" ")
        answer = get(pool, web, old)
        assert answer.status == 301, line
        assert answer.headers["Location"] in (new, web.url + new), line
        assert answer.headers.getlist("X-Content-Type-Options") == ["nosniff"]


def test_a_part_of_a_film_can_be_asked_for(release: Release, web: Web, pool: urllib3.PoolManager) -> None:
    """Also by browsers that could unpack something."""
    films = [path for path in shown(release) if path.endswith((".mp4", ".webm"))]
    assert films
    for path in films:
        answer = get(pool, web, f"/{path}", "br, gzip", Range="bytes=2-5")
        assert answer.status == 206
        assert answer.data == (release.root / path).read_bytes()[2:6]


def test_an_address_without_its_slash_leads_there(release: Release, web: Web, pool: urllib3.PoolManager) -> None:
    """On the same host."""
    answer = get(pool, web, f"{release.base_path}aktuelles")

    assert answer.status == 301
    assert answer.headers["Location"] in (f"{release.base_path}aktuelles/", f"{web.url}{release.base_path}aktuelles/")


def test_policies_differ_as_pages_do(release: Release) -> None:
    """A page with an embed allows its network, the others none; other files allow nothing."""
    policies = {path: headers["Content-Security-Policy"] for path, headers in release.headers.items()}
    base = release.base_path.lstrip("/")

    assert "https://www.youtube-nocookie.com" in policies[f"{base}sieben/index.html"]
    assert "frame-src 'none'" in policies[f"{base}impressum/index.html"]
    assert policies[f"{base}feed.xml"] == CLOSED
    assert all(policy.endswith("frame-ancestors 'self'") for policy in policies.values())
