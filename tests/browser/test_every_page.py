"""What must hold for every page of the reference site, in a real browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tools import validators
from tools.browser_check import scripts
from tools.serving import Served, served
from tools.visiting import Visits

PARTS = 4  # so that two workers have something to share
MODES = {  # colours, width of the window, size of the text in percent
    "light": ("light", 1280, 100),
    "narrow": ("dark", 320, 100),
    "large": ("light", 1280, 200),
}
# Larger letters have the colours, names and order of small ones: what can go wrong with them is room.
ROOM = """async () => (await axe.run(document, { runOnly: ["scrollable-region-focusable", "target-size"] }))
    .violations.flatMap(rule => rule.nodes.map(node => `${rule.id}: ${node.html.slice(0, 120)}`))"""
PATH = "/vorschau/mr-7/"
FOCUSABLE = """() => {
    window.order = [...document.querySelectorAll(
        "a[href], button, input, select, textarea, summary, video[controls], [tabindex='0']")]
        .filter(one => one.checkVisibility({ visibilityProperty: true }) && !one.disabled && one.tabIndex >= 0);
    return window.order.length;
}"""
FOCUSED = """() => {
    const one = document.activeElement;
    if (one === document.body || one === document.documentElement) return null;
    const box = one.getBoundingClientRect();
    const style = getComputedStyle(one);
    return {
        what: `${one.tagName} ${one.textContent.trim().slice(0, 40)}`,
        order: window.order.indexOf(one),
        shown: box.width > 0 && box.bottom > 0 && box.top < innerHeight,
        marked: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0,
    };
}"""
OUTSIDE = """path => [...document.querySelectorAll("[href], [src]")]
    .filter(one => !["canonical", "alternate"].includes(one.rel))
    .map(one => one.getAttribute("href") ?? one.getAttribute("src"))
    .filter(target => target.startsWith("/") && !target.startsWith(path))"""


@pytest.fixture(scope="module")
def below(build_once: Callable[[str, str, str], Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The reference site, built for a path and standing there."""
    folder = tmp_path_factory.mktemp("below")
    (folder / PATH.strip("/")).parent.mkdir()
    (folder / PATH.strip("/")).symlink_to(build_once("below", "tests/reference", f"https://vorschau.example{PATH}"))
    with served(folder) as running:
        yield running


def addresses(folder: Path, part: int = 0, parts: int = 1) -> list[str]:
    """Return the addresses of the pages in *folder*, or every *parts*-th of them."""
    found = sorted(
        f"/{path.relative_to(folder).as_posix().removesuffix('index.html')}" for path in folder.rglob("*.html")
    )
    assert len(found) > 30, "the reference site has more pages than that"
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
        assert page.evaluate(scripts.STORED) == [], address


@pytest.mark.parametrize(
    ("mode", "part"),
    [
        pytest.param(mode, part, marks=[] if mode == "light" or part == 0 else [pytest.mark.slow])
        for mode in MODES
        for part in range(PARTS)
    ],
)
def test_no_page_has_a_barrier_that_axe_finds(visit: Visits, site_folder: Path, mode: str, part: int) -> None:
    """WCAG 2.2 AA and good practice, as far as a machine can tell; and no page scrolls sideways."""
    scheme, width, text = MODES[mode]
    page, _ = visit("/", colour_scheme=scheme, width=width)
    axe = validators.axe_source()
    found: dict[str, list[Any]] = {}

    for address in each(page, site_folder, part):
        page.evaluate("size => { document.documentElement.style.fontSize = `${size}%` }", text)
        page.evaluate(axe)
        found[address] = page.evaluate(scripts.BARRIERS if text == 100 else ROOM)
        found[address] += page.evaluate(scripts.TOO_WIDE)

    assert {address: problems for address, problems in found.items() if problems} == {}


@pytest.mark.parametrize("part", range(PARTS))
def test_every_page_is_whole_without_java_script(visit: Visits, site_folder: Path, part: int) -> None:
    """Title and text are seen, and no button is there that could do nothing; only forms have one."""
    page, _ = visit("/", java_script=False)

    for address in each(page, site_folder, part):
        assert page.get_by_role("heading", level=1).is_visible(), address
        assert len(page.locator("main").inner_text()) > 60, address
        assert page.evaluate(scripts.PLAIN) == {"empty": [], "dead": []}, address
        assert page.get_by_role("switch").count() == 0, address


@pytest.mark.parametrize("part", range(PARTS))
def test_every_page_is_right_on_paper(visit: Visits, site_folder: Path, part: int) -> None:
    """Dark letters on white, no navigation, no button, nothing cut off; the text, its links' and its own address."""
    page, _ = visit("/", colour_scheme="dark", width=718)  # 190 mm at 96 points an inch
    page.emulate_media(media="print", color_scheme="dark")

    for address in each(page, site_folder, part):
        assert page.get_by_role("heading", level=1).is_visible(), address
        assert page.evaluate(scripts.PAPER) == {"dark": [], "pale": [], "idle": [], "cut": []}, address
        assert page.locator(".site-footer-source").is_visible(), address
        links = page.locator(".prose > p > a[href^='https:']").all()
        shown = [link.evaluate("link => getComputedStyle(link, '::after').content") for link in links[:3]]
        assert all("https:" in text or "attr(href)" in text for text in shown), (address, shown)


@pytest.mark.parametrize("part", [0, *(pytest.param(part, marks=pytest.mark.slow) for part in range(1, PARTS))])
def test_the_keyboard_walks_through_every_page(visit: Visits, site_folder: Path, part: int) -> None:
    """Each link and control has its turn once, in the order of the page, is seen and shows that it is meant."""
    page, _ = visit("/", reduced_motion="reduce")

    for address in each(page, site_folder, part):
        wanted = page.evaluate(FOCUSABLE)
        walked: list[dict[str, Any]] = []
        for _step in range(2 * wanted):
            page.keyboard.press("Tab")
            stop = page.evaluate(FOCUSED)
            if stop is None or (walked and stop["order"] == walked[0]["order"]):
                break  # behind the last one comes the browser's own bar, or the first again
            if not walked or stop["order"] != walked[-1]["order"]:  # a player has several stops of its own
                walked.append(stop)
        assert [stop["order"] for stop in walked] == list(range(wanted)), address
        assert [stop["what"] for stop in walked if not stop["shown"] or not stop["marked"]] == [], address


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS))
def test_every_page_is_right_below_a_path(browser: Browser, below: Served, part: int) -> None:
    """A preview below /vorschau/mr-7/ finds all of its files, leads nowhere else, and obeys its own policy."""
    with Visits(browser, below.url) as visit:
        page, foreign = visit(PATH)
        lost: list[str] = []
        page.on("response", lambda answer: lost.append(answer.url) if answer.status >= 400 else None)
        for address in addresses(below.folder / PATH.strip("/"), part, PARTS):
            page.goto(PATH.rstrip("/") + address)
            outside = page.evaluate(OUTSIDE, PATH)
            assert outside == [], address

        assert lost == []
        assert foreign == []
        assert visit.violations == []
        assert visit.console == []


def test_a_missing_page_is_answered_with_our_own(visit: Visits) -> None:
    """Whoever follows a wrong link finds the way on, at any depth."""
    page, foreign = visit("/gibt/es/nicht/")

    assert page.get_by_role("heading", level=1).inner_text() == "Seite nicht gefunden"
    assert page.get_by_role("link", name="Aktuelles").first.is_visible()
    assert foreign == []
