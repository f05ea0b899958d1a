"""The search of a site with everything that could go wrong in one, below a sub-path."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from plugins.cli import commands
from tests.browser.test_search import search, status, titles
from tools.serving import Served, served
from tools.visiting import Profiles, Visits

ROOT = "/vorschau/mr-7"
TINY_SITE = Path(__file__).parents[1] / "site"
TEXT = "---\ntitle: {title}\nsummary: {summary}\n{more}---\n\n{body}\n"
DATED = "date: 2016-10-01\n"
FILES = {
    "articles/2015/alt.md": ("Ein alter Text", "Worum es geht.", "date: 2015-03-02\n", "Jahreswort"),
    "articles/2016/neu.md": ("Ein neuer Text", "Worum es geht.", DATED, "Jahreswort"),
    "articles/2016/geheim.md": ("Verborgenes", "Nichts.", f"{DATED}status: hidden\n", "Zaubernuss"),
    "articles/2016/unfertig.md": ("Unfertiges", "Nichts.", f"{DATED}status: draft\n", "Zaubernuss"),
    "articles/2016/umzug.md": ("Umgezogenes", "Neue Adresse.", f"{DATED}aliases: [/frueher/]\n", "Umzugskarton"),
    "articles/2016/code.md": (
        '"Code: <b>fett</b> & <img src=x onerror=alert(1)>"',
        "Ein Text über &lt;script&gt; und <em>HTML</em>.",
        DATED,
        "`<img src=x onerror=alert(1)> Wunderlampe </mark><script>alert(2)</script>` und &amp;lt;b&amp;gt;",
    ),
    "pages/en.md": (
        "About this process",
        "What it is about.",
        "lang: en\n",
        "Citizens are participating in workshops.",
    ),
    "pages/leicht.md": ("Mit-Machen", "Kurze Sätze.", "lang: de-simple\n", "Das sind die Bücher über den Zauber-Wald."),
}


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The tiny site with texts in three languages, hidden ones, and one full of HTML."""
    scratch = tmp_path_factory.mktemp("search")
    content = Path(shutil.copytree(TINY_SITE, scratch / "content"))
    for name, (title, summary, more, body) in FILES.items():
        (content / name).parent.mkdir(exist_ok=True)
        (content / name).write_text(TEXT.format(title=title, summary=summary, more=more, body=body), encoding="utf-8")
    (scratch / "site/vorschau").mkdir(parents=True)
    address = f"https://www.probe.example{ROOT}/"
    assert commands.build(content, scratch / f"site{ROOT}", address, search=True, audit=True) == 0
    with served(scratch / "site") as running:
        yield running


@pytest.fixture
def visits(browser: Browser, elsewhere: Served, profiles: Profiles) -> Iterator[Visits]:
    """Open pages of that site."""
    with Visits(browser, elsewhere.url, profiles) as opened:
        yield opened


def find(visits: Visits, words: str) -> Page:
    """Return the page with what is found for *words*."""
    page, _foreign = visits(f"{ROOT}/suche/")
    search(page, words)
    status(page)
    return page


def test_results_lead_to_pages_below_the_sub_path(visits: Visits) -> None:
    """Also the moved one is found once, at its new address."""
    page = find(visits, "Umzugskarton")

    assert titles(page) == ["Umgezogenes"]
    page.locator(".search-hit a").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Umgezogenes")
    assert page.url.endswith(f"{ROOT}/aktuelles/umzug/")


def test_hidden_texts_and_drafts_are_not_found(visits: Visits) -> None:
    """What stands in no list stands in no result, and no help names it either."""
    page = find(visits, "Zaubernuss")

    assert status(page) == "Nichts gefunden für „Zaubernuss“."
    expect(page.locator(".search-suggestion")).to_be_hidden()


def test_html_in_a_text_is_text_in_a_result(visits: Visits) -> None:
    """Whatever an editor shows as an example stays an example: no element comes to life."""
    page = find(visits, "Wunderlampe")

    assert titles(page) == ["Code: <b>fett</b> & <img src=x onerror=alert(1)>"]
    expect(page.locator(".search-hit-text")).to_contain_text(
        "<img src=x onerror=alert(1)> Wunderlampe </mark><script>alert"
    )
    expect(page.locator(".search-hit :is(img, script, b)")).to_have_count(0)
    assert visits.violations == []
    assert visits.console == []


@pytest.mark.parametrize("words", ["citizens", "participate", "participation"])
def test_english_is_found_with_english_endings(visits: Visits, words: str) -> None:
    """Words that no German text has are looked for in English, and the result says which language it is in."""
    page = find(visits, words)

    assert titles(page) == ["About this process"]
    expect(page.locator(".search-hit-language")).to_have_text("Englisch")
    expect(page.locator(".search-hit h3 a")).to_have_attribute("lang", "en")


def test_a_language_can_be_chosen(visits: Visits) -> None:
    """Only texts in it are listed; Leichte Sprache has German endings."""
    page = find(visits, "Buch")
    assert titles(page)[0] == "Mit-Machen"

    page.get_by_label("Sprache", exact=True).select_option("en")
    expect(page.get_by_role("status")).to_contain_text("Nichts gefunden")
    search(page, "")

    expect(page.get_by_role("status")).to_have_text("Ein Ergebnis für Ihre Auswahl.")
    page.get_by_label("Sprache", exact=True).select_option("de-simple")
    expect(page.locator(".search-hit h3").first).to_be_visible()
    expect(page.locator(".search-hit-language").first).to_have_text("Leichte Sprache")


def test_english_is_not_loaded_for_german_words(visits: Visits) -> None:
    """Its code weighs as much as that for German."""
    page = find(visits, "Umzugskarton")

    names: list[str] = page.evaluate("performance.getEntriesByType('resource').map(one => one.name)")

    assert [name for name in names if "/pagefind/en/" in name] == []


def test_a_year_can_be_chosen(visits: Visits) -> None:
    """And the other one says how many it would leave."""
    page = find(visits, "Jahreswort")
    assert sorted(titles(page)) == ["Ein alter Text", "Ein neuer Text"]

    page.get_by_label("Jahr", exact=True).select_option("2015")

    expect(page.locator(".search-hit h3")).to_have_text(["Ein alter Text"])
    expect(page.locator("#suche-jahr option:not([value='2098'])")).to_have_text(["Alle", "2016 (1)", "2015 (1)"])
    expect(page.locator(".search-hit time")).to_have_text("2. März 2015")
