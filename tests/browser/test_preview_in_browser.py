"""The preview in a real browser: saved is seen, and what a reader has done to the page stays."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.consent import ALWAYS, ONCE, button, frames, placeholder, press
from tests.preview.live import Live, copy_of_project, live
from tools import validators
from tools.browser_check.scripts import BARRIERS
from tools.visiting import Visits

ERSTER = "/aktuelles/erster/"
PANEL = "vorschau-panel"
TROUBLE = f"{PANEL} .trouble"
LONG = "\n\n".join(f"Absatz {number}" for number in range(80))


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    """The preview of a copy of the project."""
    with live(copy_of_project(tmp_path_factory.mktemp("preview") / "project")) as one:
        yield one


@pytest.fixture
def saved(running: Live) -> Iterator[Live]:
    """The same, with the article as it was before the test and after it."""
    before = running.article.read_text("utf-8")
    yield running
    if running.article.read_text("utf-8") != before:
        running.article.write_text(before, "utf-8")
        time.sleep(1)  # until it has noticed
    running.wait(lambda: running.state()["phase"] == "ready" and not running.messages())


@pytest.fixture
def visit(browser: Browser, saved: Live) -> Iterator[Visits]:
    """Open pages of the preview."""
    with Visits(browser, saved.url) as visits:
        yield visits


def save(running: Live, old: str, new: str) -> None:
    text = running.article.read_text("utf-8")
    assert old in text
    running.article.write_text(text.replace(old, new), "utf-8")


def trouble(page: Page) -> str:
    """Return what the page says has to be put right, once it does."""
    expect(page.locator(TROUBLE)).to_be_visible(timeout=20_000)
    return page.locator(TROUBLE).inner_text()


def test_a_saved_text_is_shown_without_a_hand(visit: Visits, saved: Live) -> None:
    """And nothing in the preview offends the policy of the page."""
    page, foreign = visit(ERSTER)

    save(saved, "- Eins", "- Gespeichert")

    expect(page.get_by_text("Gespeichert")).to_be_visible(timeout=20_000)
    assert foreign == []
    assert visit.violations == []
    assert visit.console == []


@pytest.mark.slow
def test_the_place_that_was_read_stays(visit: Visits, saved: Live) -> None:
    """Whoever works at the end of a long text is not sent to its beginning."""
    save(saved, "## Eine Liste", f"{LONG}\n\n## Eine Liste")
    page, _ = visit(ERSTER)
    expect(page.get_by_text("Absatz 79")).to_be_attached(timeout=20_000)
    page.wait_for_load_state("load")
    page.evaluate("scrollTo({top: 1500, behavior: 'instant'})")

    save(saved, "Absatz 79", "Absatz neu")

    expect(page.get_by_text("Absatz neu")).to_be_attached(timeout=20_000)
    page.wait_for_load_state("load")
    assert abs(page.evaluate("scrollY") - 1500) < 3


@pytest.mark.slow
def test_what_was_let_in_stays(visit: Visits, saved: Live) -> None:
    """For good or for this visit: a reload by the preview is not a new visit."""
    save(
        saved, "## Eine Liste", "https://www.youtube.com/watch?v=HOJqNArkiNo\n\nhttps://vimeo.com/148029119\n\n## Liste"
    )
    page, foreign = visit(ERSTER)
    expect(placeholder(page, "vimeo")).to_be_attached(timeout=20_000)
    saved.wait(lambda: saved.state()["phase"] == "ready")
    press(button(placeholder(page, "vimeo"), ONCE))
    press(button(placeholder(page, "youtube"), ALWAYS))
    expect(page.locator("iframe")).to_have_count(2)
    before = sorted(frames(page))

    save(saved, "- Eins", "- Zuletzt gesagt")

    expect(page.get_by_text("Zuletzt gesagt")).to_be_attached(timeout=20_000)
    expect(page.locator("iframe")).to_have_count(2)
    assert sorted(frames(page)) == before
    assert page.evaluate("sessionStorage.length") == 0
    page.goto(ERSTER)
    expect(page.locator("iframe")).to_have_count(1)
    assert foreign


def test_a_mistake_stands_over_the_last_good_page(visit: Visits, saved: Live) -> None:
    """With file, line, message and remedy; put right, it is gone."""
    page, _ = visit(ERSTER)

    save(saved, "date: 2016-10-26", "date: 26.10.2016")

    told = trouble(page)
    assert "Eine Stelle ist zu berichtigen" in told
    assert "content/articles/2016/erster.md:4" in told
    assert "→ Bitte als Jahr-Monat-Tag angeben, zum Beispiel: date: 2016-10-26" in told
    expect(page.get_by_role("heading", level=1)).to_have_text("Der erste Artikel")

    save(saved, "date: 26.10.2016", "date: 2016-10-26")

    expect(page.locator(TROUBLE)).to_be_hidden(timeout=20_000)


def test_a_mistake_can_be_copied(visit: Visits, saved: Live) -> None:
    """One press, and it can be pasted into a mail."""
    page, _ = visit(ERSTER, permissions=["clipboard-read", "clipboard-write"])
    save(saved, "date: 2016-10-26", "date: 26.10.2016")
    trouble(page)

    page.get_by_role("button", name="Kopieren: content/articles/2016/erster.md:4").click()

    expect(page.get_by_text("Kopiert.")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("content/articles/2016/erster.md:4: Das Datum „26.10.2016“")
    assert "\n  → " in copied


@pytest.mark.slow
def test_the_mistake_is_told_by_other_pages_too_and_does_not_hide_them(visit: Visits, saved: Live) -> None:
    """The list can be folded away by keyboard."""
    save(saved, "date: 2016-10-26", "date: 26.10.2016")
    page, _ = visit("/aktuelles/")
    trouble(page)
    fold = page.get_by_role("button", name="Liste ein- und ausklappen")

    press(fold)

    expect(page.locator(f"{PANEL} #list")).to_be_hidden()
    expect(fold).to_have_attribute("aria-expanded", "false")


def test_hints_of_this_page_wait_in_a_corner(visit: Visits, saved: Live) -> None:
    """They can be seen and counted, and disturb nobody."""
    state = saved.state("/sieben/")
    here, everywhere = len(state["hints"]), state["warnings"]
    assert 1 < here < everywhere
    page, _ = visit("/sieben/")
    corner = page.locator(f"{PANEL} summary")
    expect(corner).to_have_accessible_name(
        f"Vorschau, {here} Hinweise zu dieser Seite, {everywhere} Hinweise insgesamt", timeout=20_000
    )
    expect(corner).to_be_visible()
    expect(page.locator(f"{PANEL} .hints")).to_be_hidden()

    corner.click()

    expect(page.locator(f"{PANEL} .hints li").first).to_contain_text("content/pages/sieben.md:")
    expect(page.get_by_role("link", name="Alles, was die Prüfung sagt")).to_be_visible()


def test_the_corner_counts_where_this_page_has_no_hint(visit: Visits, saved: Live) -> None:
    """Whoever works on one text learns that others could be better; in words, on a telephone too."""
    address = next(one for one in (ERSTER, "/", "/veranstaltungen/") if not saved.state(one)["hints"])
    page, _ = visit(address, width=320)

    expect(page.locator(f"{PANEL} summary")).to_have_accessible_name(
        f"Vorschau, {saved.state(address)['warnings']} Hinweise insgesamt", timeout=20_000
    )
    assert page.evaluate(f"document.querySelector('{PANEL}').shadowRoot.querySelector('.corner').clientWidth") <= 320


@pytest.mark.slow
def test_a_page_left_in_another_tab_catches_up(visit: Visits, saved: Live) -> None:
    """A hidden page holds no connection; when it is seen again it shows what is there now."""
    page, _ = visit(ERSTER)
    hide = "hidden => { Object.defineProperty(document, 'hidden', {value: hidden, configurable: true});"
    page.evaluate(f"{hide} document.dispatchEvent(new Event('visibilitychange')) }}", True)
    save(saved, "- Eins", "- Inzwischen")
    saved.wait_for("Inzwischen", ERSTER)
    expect(page.get_by_text("Inzwischen")).to_have_count(0)

    page.evaluate(f"{hide} document.dispatchEvent(new Event('visibilitychange')) }}", False)

    expect(page.get_by_text("Inzwischen")).to_be_visible(timeout=20_000)


def test_the_report_keeps_itself_up_to_date(visit: Visits, saved: Live) -> None:
    """Whoever works through it sees it grow shorter."""
    page, _ = visit("/pruefung/", permissions=["clipboard-read", "clipboard-write"])
    save(saved, "date: 2016-10-26", "date: 26.10.2016")
    place = page.get_by_text("content/articles/2016/erster.md:4").first
    expect(place).to_be_visible(timeout=20_000)
    expect(page.get_by_text("werden noch geprüft")).to_have_count(0, timeout=20_000)  # it grows no more

    page.get_by_role("button", name="Kopieren: content/articles/2016/erster.md, Zeile 4").click()

    assert "erster.md:4: " in page.evaluate("navigator.clipboard.readText()")
    save(saved, "date: 26.10.2016", "date: 2016-10-26")
    expect(page.get_by_role("heading", name="content/articles/2016/erster.md")).to_have_count(0, timeout=20_000)


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 1280), ("light", 320)])
@pytest.mark.parametrize("address", ["/entwuerfe/", "/pruefung/", "/aktuelles/entwurf/", ERSTER])
def test_axe_finds_nothing(visit: Visits, saved: Live, address: str, scheme: str, width: int) -> None:
    """The preview's own pages, the banner and the panel with a mistake in it; and none scrolls sideways."""
    if address == ERSTER:
        save(saved, "date: 2016-10-26", "date: 26.10.2016")
    page, _ = visit(address, colour_scheme=scheme, width=width)
    if address == ERSTER:
        trouble(page)
    elif address == "/aktuelles/entwurf/":
        expect(page.get_by_text("Diese Seite sehen nur Sie")).to_be_visible()
    page.evaluate(validators.axe_source())

    assert page.evaluate(BARRIERS) == []
    assert not page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")


def test_search_finds_in_the_preview(visit: Visits) -> None:
    """The index is made while somebody waits for it."""
    page, _ = visit("/suche/?q=Absatz")

    expect(page.locator(".search-hit").first).to_be_visible(timeout=30_000)


def test_without_java_script_the_banner_is_there(visit: Visits) -> None:
    """It stands in the HTML."""
    page, _ = visit("/aktuelles/entwurf/", java_script=False)

    expect(page.get_by_text("Diese Seite sehen nur Sie")).to_be_visible()
