"""The search of the reference site, as citizens use it, with its index in a real browser."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, Route, expect

from tools import validators
from tools.browser_check.scripts import BARRIERS
from tools.visiting import Visits

FIELD = "Wonach suchen Sie?"


@pytest.fixture
def visit(reading_visit: Visits) -> Visits:
    """Visits of tests that do nothing to a profile but read in it."""
    return reading_visit


def search(page: Page, words: str) -> None:
    """Write *words* into the field and send them."""
    page.get_by_label(FIELD).fill(words)
    page.keyboard.press("Enter")


def status(page: Page) -> str:
    """Return what is said about the results, once they are there."""
    expect(page.get_by_role("status")).to_have_text(re.compile("Ergebnis|gefunden|passen|Wörtern"))
    return page.get_by_role("status").inner_text()


def titles(page: Page) -> list[str]:
    """Return the titles of the results that are shown, once they are there."""
    status(page)
    return page.locator(".search-hit h3").all_inner_texts()


def fetched(page: Page) -> list[str]:
    """Return what of the index has been fetched so far."""
    names: list[str] = page.evaluate("performance.getEntriesByType('resource').map(one => one.name)")
    return [name for name in names if "/pagefind/" in name]


def test_nothing_of_the_search_is_loaded_before_it_is_used(visit: Visits) -> None:
    """Opening the page, going into the field and out of it fetches nothing; the first words do."""
    page, foreign = visit("/suche/")
    page.get_by_label(FIELD).focus()
    page.keyboard.press("Tab")
    page.wait_for_timeout(500)
    before = fetched(page)

    page.get_by_label(FIELD).press_sequentially("Pakt")

    assert before == []
    assert len(titles(page)) == 3
    assert any(name.endswith("wasm.de.pagefind") for name in fetched(page))
    assert not any("worker" in name for name in fetched(page))
    assert foreign == []
    assert visit.violations == []
    assert visit.console == []


def test_an_address_with_words_shows_what_is_found(visit: Visits) -> None:
    """A search can be sent to somebody; the words stand in the field and in the title."""
    page, _foreign = visit("/suche/?q=Pakt")

    assert status(page) == "3 Ergebnisse für „Pakt“."
    assert page.get_by_label(FIELD).input_value() == "Pakt"
    assert page.title().startswith("Pakt – Suche")
    expect(page.locator(".search-hit").first.locator("mark").first).to_have_text("Pakt")


def test_results_are_announced_politely(visit: Visits) -> None:
    """A screen reader hears the number: the place is there, and empty, before there is anything to say."""
    page, _foreign = visit("/suche/")
    place = page.locator("[role=status]")
    expect(place).to_have_count(1)
    expect(place).to_have_text("")
    place.evaluate("one => { window.same = one }")

    search(page, "Gebläsehalle")

    assert status(page) == "3 Ergebnisse für „Gebläsehalle“."
    assert place.evaluate("one => one === window.same")


def test_the_keyboard_is_enough(visit: Visits) -> None:
    """Write, send, go on with Tab past the choices to the first result, open it, and come back to it."""
    page, _foreign = visit("/suche/")
    search(page, "Pakt")
    first = titles(page)[0]

    for _ in range(5):
        page.keyboard.press("Tab")

    assert page.evaluate("document.activeElement.innerText") == first
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(first)
    page.evaluate("history.back()")
    expect(page.get_by_label(FIELD)).to_have_value("Pakt")
    assert titles(page)[0] == first


def test_results_are_narrowed_down_by_kind_and_year(visit: Visits) -> None:
    """Each choice says how many it leaves; the address keeps it, and the way back undoes it."""
    page, _foreign = visit("/suche/?q=Ehrenamt")
    everything = len(titles(page))
    year, kind = page.get_by_label("Jahr", exact=True), page.get_by_label("Art", exact=True)
    left = year.locator("option[value='2016']").inner_text()

    year.select_option("2016")

    expect(page.get_by_role("status")).to_have_text("6 Ergebnisse für „Ehrenamt“.")
    assert left == "2016 (6)"
    assert everything > 6
    kind.select_option("Veranstaltung")
    expect(page.locator(".search-hit-kind")).to_have_text(["Veranstaltung", "Veranstaltung"])
    assert page.url.endswith("/suche/?q=Ehrenamt&art=Veranstaltung&jahr=2016")
    page.evaluate("history.back()")
    expect(page.get_by_role("status")).to_have_text("6 Ergebnisse für „Ehrenamt“.")
    expect(kind).to_have_value("")


def test_a_choice_without_words_lists_all_of_that_kind(visit: Visits) -> None:
    """Whoever looks for all films need not know a word of them."""
    page, _foreign = visit("/suche/?art=Film")

    assert titles(page) == ["#Breitbandgedöns"]
    assert status(page) == "Ein Ergebnis für Ihre Auswahl."


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("gebläsehalle", "Kongress „Leben in NRW“"),
        ("Geblaesehalle", "Kongress „Leben in NRW“"),
        ("geblasehalle", "Kongress „Leben in NRW“"),
        ("Beuss", "Open.NRW"),
        ("Beuß", "Open.NRW"),
        ("BREITBANDGEDÖNS", "#Breitbandgedöns"),
        ("Breitbandgedoens", "#Breitbandgedöns"),
        ("Häuser", "Der Prozess"),
        ("Kommune", "Open.NRW"),
        ("Kommunen", "Open.NRW"),
        ("Workshops in Düsseldorf", "Workshop „Digitalisierung und Ehrenamt“"),
        ("„Open Government Pakt“", "Open.NRW"),
        ('"Open Government Pakt"', "Open.NRW"),
        ("  Pakt  ", "Open.NRW"),
        ("Kalenderblatt", "KommMach.nrw: In Duisburg arbeitet das Publikum mit"),
        ("Internet-Seite", "Leichte Sprache"),
    ],
)
def test_words_are_found_as_people_write_them(visit: Visits, words: str, title: str) -> None:
    """Umlauts, sharp s, one or many, quotation marks of both kinds, descriptions of pictures, Leichte Sprache."""
    page, _foreign = visit("/suche/")

    search(page, words)

    assert title in titles(page)


@pytest.mark.slow
def test_words_in_quotation_marks_stand_side_by_side(visit: Visits) -> None:
    """Of the same words, fewer texts have them in that order; if none has, that is said."""
    page, _foreign = visit("/suche/?q=im+Netz")
    apart = len(titles(page))

    search(page, "„im Netz“")
    expect(page.get_by_role("status")).to_have_text("2 Ergebnisse für „im Netz“.")
    search(page, "„Netz im“")
    expect(page.get_by_role("status")).to_have_text(f"Genau so steht „Netz im“ nirgends. Mit diesen Wörtern: {apart}.")


@pytest.mark.parametrize(
    ("words", "meant"), [("Ehrenammt", "Ehrenamt"), ("Digitalisirung", "Digitalisierung"), ("Halle", "Gebläsehalle")]
)
def test_a_misspelt_word_leads_to_the_one_that_was_meant(visit: Visits, words: str, meant: str) -> None:
    """A typing error is no dead end, and half a word is none either."""
    page, _foreign = visit(f"/suche/?q={words}")
    assert status(page) == f"Nichts gefunden für „{words}“."

    page.locator(".search-suggestion").get_by_role("link", name=meant, exact=True).click()

    expect(page.get_by_label(FIELD)).to_have_value(meant)
    assert titles(page)


def test_a_word_that_nothing_has_beside_one_that_is_found(visit: Visits) -> None:
    """What fits in part is shown as such."""
    page, _foreign = visit("/suche/?q=Düsseldorf+Einhorn")

    assert status(page).startswith("Kein Text enthält alle Wörter.")
    assert "Workshop „Digitalisierung und Ehrenamt“" in titles(page)


@pytest.mark.parametrize(
    "words", ["xyzzyq", "<img src=x onerror=alert(1)>", "()[]{}\\", "a" * 200, "%00", "constructor"]
)
def test_nothing_found_is_no_void(visit: Visits, words: str) -> None:
    """There is what to try, where to go on, and everything by subject below; what was written is but text."""
    page, _foreign = visit("/suche/")

    search(page, words)

    assert status(page) == f"Nichts gefunden für „{words}“."
    expect(page.get_by_text("Prüfen Sie, ob sich ein Tippfehler")).to_be_visible()
    expect(page.locator(".search-hints").get_by_role("link", name="Veranstaltungen")).to_be_visible()
    expect(page.get_by_role("heading", name="Nach Thema")).to_be_visible()
    expect(page.locator(".search-hit, main img")).to_have_count(0)
    assert visit.violations == []
    assert visit.console == []


@pytest.mark.slow
def test_nothing_found_within_a_choice_can_be_looked_for_without_it(visit: Visits) -> None:
    """The way out is a link."""
    page, _foreign = visit("/suche/?q=Netiquette&jahr=2016&art=Film")
    assert status(page) == "Nichts gefunden für „Netiquette“."

    page.get_by_role("link", name="Ohne Auswahl").click()

    assert "Netiquette" in titles(page)


@pytest.mark.slow
def test_more_results_are_shown_on_request(visit: Visits) -> None:
    """Ten at first; the button brings the next, and the keyboard goes on at the first of these."""
    page, _foreign = visit("/suche/?q=NRW")
    assert len(titles(page)) == 10
    number = int(status(page).split()[0])

    page.get_by_role("button", name="Mehr anzeigen").click()

    expect(page.get_by_role("status")).to_have_text(f"{number} von {number} Ergebnissen werden angezeigt.")
    eleventh = page.locator(".search-hit").nth(10).get_by_role("heading").get_by_role("link")
    expect(eleventh).to_be_focused()
    expect(page.get_by_role("button", name="Mehr anzeigen")).to_be_hidden()


@pytest.mark.slow
def test_the_pages_of_the_law_stand_back(visit: Visits) -> None:
    """Their many words do not push others down; who asks for one of them by name gets it first."""
    page, _foreign = visit("/suche/?q=Netzwerken")
    found = titles(page)
    legal = {"Datenschutzerklärung", "Social Media", "Netiquette", "Impressum", "Erklärung zur Barrierefreiheit"}
    first_legal = min(found.index(title) for title in found if title in legal)

    assert not {*found[:first_legal]} & legal
    assert first_legal > 0
    for name in ("Datenschutzerklärung", "Impressum", "Netiquette", "Kontakt"):
        search(page, name)
        expect(page.get_by_role("status")).to_contain_text(name)
        assert titles(page)[0] == name


def test_an_emptied_field_shows_the_page_as_it_was(visit: Visits) -> None:
    """No words, no choice: the index of everything, and nothing said."""
    page, _foreign = visit("/suche/?q=Pakt")
    assert titles(page)

    search(page, "   ")

    expect(page.locator(".search-hit").first).to_be_hidden()
    expect(page.get_by_role("status")).to_have_text("")
    expect(page.get_by_role("navigation", name="Auf dieser Seite")).to_be_visible()


def test_the_last_words_win(visit: Visits) -> None:
    """However fast somebody writes, what is shown is what stands in the field."""
    page, _foreign = visit("/suche/")

    for words in ("Kongress", "Pakt", "Netiquette", "Gebärdensprache", "Pakt"):
        search(page, words)

    expect(page.get_by_role("status")).to_have_text("3 Ergebnisse für „Pakt“.")
    page.wait_for_timeout(400)
    assert len(titles(page)) == 3


def test_a_search_that_does_not_load_says_so_and_can_be_tried_again(visit: Visits) -> None:
    """Offline for a moment: a sentence, not a silence, and afterwards it works."""
    page, _foreign = visit("/suche/")

    def lose(route: Route) -> None:
        route.abort()

    page.route("**/pagefind/**", lose)
    search(page, "Pakt")
    expect(page.get_by_role("status")).to_contain_text("Die Suche ließ sich nicht laden")

    page.unroute("**/pagefind/**", lose)
    search(page, "Pakt")

    assert len(titles(page)) == 3


@pytest.mark.parametrize("path", ["/suche/", "/suche/?q=Pakt", "/gibt/es/nicht/"])
def test_without_javascript_no_dead_form_is_shown(visit: Visits, path: str) -> None:
    """The page is then what it always was: an index of everything."""
    page, _foreign = visit(path, java_script=False)

    expect(page.get_by_label(FIELD)).to_be_hidden()
    expect(page.get_by_role("search")).to_have_count(0)
    expect(page.get_by_text("Ergebnisse")).to_be_hidden()
    if path.startswith("/suche/"):
        expect(page.get_by_role("heading", name="Nach Thema")).to_be_visible()


def test_a_missing_page_has_a_field_to_search_in(visit: Visits) -> None:
    """Whoever is lost writes what was looked for, and is there."""
    page, _foreign = visit("/gibt/es/nicht/")

    search(page, "Pakt")

    expect(page).to_have_url(re.compile(r"/suche/\?q=Pakt$"))
    assert len(titles(page)) == 3
    assert visit.violations == []


SCREENS = (("light", 1280, "NRW"), ("dark", 1280, "Ehrenammt"), ("light", 320, "Düsseldorf Einhorn"))
MORE_SCREENS = [
    (*screen, words)
    for *screen, first in SCREENS
    for words in ("NRW", "Ehrenammt", "Düsseldorf Einhorn")
    if words != first
]


@pytest.mark.parametrize(
    ("scheme", "width", "words"),
    [*SCREENS, *(pytest.param(*screen, marks=pytest.mark.slow) for screen in MORE_SCREENS)],
)
def test_results_have_no_barrier_that_axe_finds(visit: Visits, scheme: str, width: int, words: str) -> None:
    """Also with results, with help, and narrow."""
    page, _foreign = visit(f"/suche/?q={words}", colour_scheme=scheme, width=width)
    status(page)
    page.evaluate(validators.axe_source())

    assert page.evaluate(BARRIERS) == []
    assert not page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")


SHIFTS = """() => new Promise((tell) => {
  let sum = 0;
  new PerformanceObserver((list) => list.getEntries().forEach((one) => { sum += one.value }))
    .observe({ type: "layout-shift", buffered: true });
  setTimeout(() => tell(sum), 500);
})"""


@pytest.mark.parametrize("path", ["/suche/", "/suche/?q=Ehrenamt", "/suche/?q=Kalenderblatt", "/suche/?q=Ehrenammt"])
@pytest.mark.parametrize(("width", "height"), [(1280, 800), (390, 844)])
def test_nothing_moves_when_results_come(visit: Visits, path: str, width: int, height: int) -> None:
    """Whoever has begun to read goes on reading: few results, many, none, or no search at all."""
    page, _foreign = visit(path, width=width, height=height)
    if "?" in path:
        status(page)

    assert page.evaluate(SHIFTS) < 0.01


def test_nothing_is_stored(visit: Visits) -> None:
    """What somebody looks for stays in the address, and nowhere else."""
    page, _foreign = visit("/suche/?q=Pakt")
    status(page)

    stored = page.evaluate("async () => [document.cookie, localStorage.length, (await indexedDB.databases()).length]")

    assert stored == ["", 0, 0]


def test_paper_shows_no_results_before_a_search(visit: Visits) -> None:
    """Printed before anybody has searched, the page is the index by subject and year, without an empty heading."""
    page, _foreign = visit("/suche/")

    page.emulate_media(media="print")

    expect(page.get_by_role("heading", name="Ergebnisse")).to_be_hidden()
    expect(page.get_by_role("heading", name="Nach Thema")).to_be_visible()
