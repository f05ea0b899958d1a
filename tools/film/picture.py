"""The pictures of the title film, one for each twenty-fifth of a second, drawn by Chromium."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Route, sync_playwright

from tools.chromium import find_chromium

RATE = 25  # pictures a second
SECONDS = 12
_HERE = Path(__file__).parent
_FONT = _HERE.parents[1] / "theme/static/fonts/bricolage.woff2"
# Software rendering, grey edges and no subpixels: the same picture on every machine with this Chromium
_SWITCHES = (
    "--disable-gpu",
    "--disable-lcd-text",
    "--font-render-hinting=none",
    "--force-color-profile=srgb",
)


def draw_pictures() -> Iterator[bytes]:
    """Yield the pictures as PNG files of 1280 by 720 points."""
    browser = find_chromium()
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=browser.path, args=[*browser.switches, *_SWITCHES])
        page = running.new_page(viewport={"width": 1280, "height": 720})
        page.route("**/*", _serve)
        page.goto("http://film.invalid/picture.html")
        page.evaluate("document.fonts.load('700 92px Bricolage').then(() => document.fonts.ready)")
        for number in range(RATE * SECONDS):
            page.evaluate(f"show({number / RATE})")
            yield page.screenshot()
        running.close()


def _serve(route: Route) -> None:
    """Answer from this folder; nothing asks the network."""
    route.fulfill(path=_FONT if route.request.url.endswith(".woff2") else _HERE / "picture.html")
