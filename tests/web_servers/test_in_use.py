"""Servers in use: around a reload, in a browser, and as the Observatory scores them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import urllib3
from playwright.sync_api import Playwright

from plugins.publish import web_servers
from plugins.publish.staging import SITE
from tests.servers import Web, nginx
from tests.web_servers import observatory
from tests.web_servers.conftest import FRAMES, NAME, Release, nginx_includes
from tools.chromium import Chromium

pytestmark = pytest.mark.slow
NEXT = "20261127T000000Z-22acabe"


def policy(web: Web, address: str) -> str:
    """Return the policy that a page is sent with."""
    return urllib3.request("GET", web.url + address).headers["Content-Security-Policy"]


def test_nginx_shows_a_release_before_it_knows_it(release: Release, copied: Path, tmp_path: Path) -> None:
    """Every page gets the widest policy, and after a reload exactly its own."""
    base, page = release.base_path, f"{release.base_path}impressum/"
    exact = release.headers[f"{base.lstrip('/')}impressum/index.html"]["Content-Security-Policy"]
    with nginx(tmp_path / "nginx", copied / "current" / SITE, *nginx_includes(copied / "current")) as web:
        assert policy(web, page) == exact

        (copied / "releases" / NAME).rename(copied / "releases" / NEXT)
        new = web_servers.render_nginx_files(copied / "releases" / NEXT / SITE, release.paths, base, FRAMES, NEXT)
        for path, data in new.items():
            (copied / "releases" / NEXT / "server" / path).write_bytes(data)
        (copied / "next").symlink_to(f"releases/{NEXT}")
        os.replace(copied / "next", copied / "current")  # noqa: PTH105 - a link over a link

        assert all(frame in policy(web, page) for frame in FRAMES)
        web.reload()
        assert policy(web, page) == exact


def test_a_browser_finds_nothing_to_complain_about(
    release: Release, web: Web, playwright: Playwright, chromium: Chromium
) -> None:
    """No policy is broken, nothing is missing, and scripts and search run."""
    browser = playwright.chromium.launch(executable_path=chromium.path, args=list(chromium.switches))
    page = browser.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("response", lambda answer: said.append(answer.url) if answer.status >= 400 else None)
    for address in ("", "sieben/", "clip/", "aktuelles/erster/", "veranstaltungen/treffen/"):
        page.goto(web.url + release.base_path + address, wait_until="networkidle")
    page.goto(f"{web.url}{release.base_path}suche/?q=Artikel", wait_until="networkidle")
    page.locator("main a", has_text="Artikel").first.wait_for()
    browser.close()

    assert set(said) == set()


def test_the_observatory_gives_its_best_grade(release: Release, web: Web) -> None:
    """For every page, as far as its rules allow without the preload list."""
    found = {}
    for path in release.paths:
        if path.endswith("index.html") and path in release.headers:
            answer = urllib3.request("GET", f"{web.url}/{path.removesuffix('index.html')}")
            headers = {name.lower(): value for name, value in answer.headers.items()}
            found[path] = observatory.score(headers, answer.data.decode())

    assert found
    assert {observatory.grade(points) for points, _ in found.values()} == {"A+"}
    assert min(points for points, _ in found.values()) >= 115, min(found.values())


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("content-security-policy", ""),
        ("content-security-policy", "default-src 'none'; script-src 'unsafe-inline'"),
        ("strict-transport-security", "max-age=60"),
        ("x-content-type-options", ""),
        ("referrer-policy", "unsafe-url"),
        ("cross-origin-resource-policy", "cross-origin"),
    ],
)
def test_what_is_weaker_scores_less(release: Release, name: str, value: str) -> None:
    """So the score says something."""
    path = f"{release.base_path.lstrip('/')}impressum/index.html"
    headers = {key.lower(): said for key, said in release.headers[path].items()}

    assert observatory.score({**headers, name: value}, "")[0] < observatory.score(headers, "")[0]
