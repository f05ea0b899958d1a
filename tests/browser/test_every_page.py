"""What must hold for every page of the real site, in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.visiting import Visits
from tools import validators

PARTS = 4  # so that two workers have something to share
AXE = """async () => (await axe.run(document, {runOnly: [
    "wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]})).violations.map(
    v => `${v.id}: ${v.nodes.map(n => n.target.join(" ")).join(" | ")}`)"""


def addresses(folder: Path, part: int = 0, parts: int = 1) -> list[str]:
    """Return the addresses of the pages in *folder*, or every *parts*-th of them."""
    found = sorted(
        f"/{path.relative_to(folder).as_posix().removesuffix('index.html')}" for path in folder.rglob("*.html")
    )
    assert len(found) > 30, "the real site has more pages than that"
    return found[part::parts]


def each(page: Page, folder: Path, part: int) -> Iterator[str]:
    """Open one page after the other and yield its address."""
    for address in addresses(folder, part, PARTS):
        page.goto(address)
        yield address


@pytest.mark.parametrize("part", range(PARTS))
def test_no_page_contacts_anybody_else(visit: Visits, site_folder: Path, part: int) -> None:
    """Opening, hovering, tabbing, scrolling and printing a page asks our own server and nobody else."""
    page, foreign = visit("/")

    for _ in each(page, site_folder, part):
        for link in page.locator("main a, main button, consent-embed").all()[:8]:
            if link.is_visible():
                link.hover()
        page.keyboard.press("Tab")
        page.mouse.wheel(0, 20000)
        page.emulate_media(media="print")
        page.emulate_media(media="screen")

    assert foreign == []
    assert visit.violations == []
    assert visit.console == []


@pytest.mark.parametrize("part", range(PARTS))
def test_no_page_stores_anything(visit: Visits, site_folder: Path, part: int) -> None:
    """Reading leaves no cookie and no entry in any storage of the browser."""
    page, _ = visit("/")

    for address in each(page, site_folder, part):
        stored: list[Any] = page.evaluate(
            "async () => [document.cookie, localStorage.length, sessionStorage.length,"
            " (await indexedDB.databases()).length, (await caches.keys()).length]"
        )
        assert stored == ["", 0, 0, 0, 0], address


@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize(
    ("scheme", "width"), [("light", 1280), ("dark", 1280), ("light", 320)], ids=["light", "dark", "narrow"]
)
def test_no_page_has_a_barrier_that_axe_finds(
    visit: Visits, site_folder: Path, scheme: str, width: int, part: int
) -> None:
    """WCAG 2.2 AA and good practice, as far as a machine can tell; and no page scrolls sideways."""
    page, _ = visit("/", colour_scheme=scheme, width=width)
    axe = validators.axe_source()
    found: dict[str, list[str]] = {}

    for address in each(page, site_folder, part):
        page.evaluate(axe)
        found[address] = page.evaluate(AXE)
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            found[address].append("scrolls sideways")

    assert {address: problems for address, problems in found.items() if problems} == {}


def test_a_missing_page_is_answered_with_our_own(visit: Visits) -> None:
    """Whoever follows a wrong link finds the way on, at any depth."""
    page, foreign = visit("/gibt/es/nicht/")

    assert page.get_by_role("heading", level=1).inner_text() == "Seite nicht gefunden"
    assert page.get_by_role("link", name="Aktuelles").first.is_visible()
    assert foreign == []
