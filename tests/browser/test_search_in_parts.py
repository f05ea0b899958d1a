"""The search of a site too large for a single index, below a sub-path: its parts are asked as if they were one."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request, Route, expect

from plugins.cli import commands
from plugins.site.search.shards import split_shards
from tests.browser.test_search import search, status, titles
from tools.serving import Served, served
from tools.visiting import Profiles, Visits

ROOT = "/vorschau/mr-7"
TINY_SITE = Path(__file__).parents[1] / "site"
TEXT = "---\ntitle: {title}\nsummary: Worum es geht.\n{more}---\n\n{body}\n"
GERMAN = {
    f"articles/{year}/{word.lower()}.md": (f"Text {word}", f"date: {year}-03-02\n", f"{word} und Heidekraut. {more}")
    for year, word, more in (
        (2012, "Ackerbau", ""),
        (2013, "Bienenhaus", ""),
        (2013, "Brombeere", "Heidekraut und Heidekraut."),
        (2014, "Chorprobe", "Umzugskarton"),
        (2015, "Distelfink", "Umzug"),
    )
}
ENGLISH = {
    f"articles/{year}/{word.lower()}.md": (f"About {word}", f"date: {year}-03-02\nlang: en\n", f"{word} for citizens.")
    for year, word in ((2011, "Meadows"), (2012, "Orchards"), (2014, "Hedges"))
}


@pytest.fixture(scope="module")
def in_parts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The tiny site with texts of many years, in a search whose parts hold few pages each."""
    scratch = tmp_path_factory.mktemp("parts")
    content = Path(shutil.copytree(TINY_SITE, scratch / "content"))
    for name, (title, more, body) in (GERMAN | ENGLISH).items():
        (content / name).parent.mkdir(exist_ok=True)
        (content / name).write_text(TEXT.format(title=title, more=more, body=body), encoding="utf-8")
    (scratch / "site/vorschau").mkdir(parents=True)
    with pytest.MonkeyPatch.context() as limits:
        limits.setattr(split_shards, "__defaults__", (1, 3))
        address = f"https://www.probe.example{ROOT}/"
        assert commands.build(content, scratch / f"site{ROOT}", address, search=True, audit=True) == 0
    with served(scratch / "site") as running:
        yield running


@pytest.fixture
def visits(browser: Browser, in_parts: Served, profiles: Profiles) -> Iterator[Visits]:
    """Open pages of that site."""
    with Visits(browser, in_parts.url, profiles) as opened:
        yield opened


def parts_of(site: Served, language: str) -> set[str]:
    """Return the folders of the index of *language*, "" for its main one."""
    index = site.folder / ROOT[1:] / "pagefind" / language
    return {path.parent.relative_to(index).as_posix() for path in index.rglob("pagefind-entry.json")}


def options(page: Page, name: str) -> dict[str, int]:
    """Return how many results each choice says that it would leave, if any."""
    texts = page.get_by_label(name, exact=True).locator("option").all_inner_texts()
    told = {match[1]: int(match[2]) for text in texts if (match := re.fullmatch(r"(.+) \((\d+)\)", text))}
    return {choice: number for choice, number in told.items() if number}


def test_the_site_has_several_parts_in_each_language(in_parts: Served) -> None:
    """Otherwise nothing below would show anything."""
    assert parts_of(in_parts, "de") >= {".", "2012", "2013", "2014", "2015"}
    assert parts_of(in_parts, "en") == {".", "2011", "2012"}


@pytest.mark.slow
def test_texts_of_every_part_are_found_and_lead_to_their_pages(visits: Visits) -> None:
    """One list, the best first whichever part it comes from, and addresses below the sub-path."""
    page, foreign = visits(f"{ROOT}/suche/?q=Heidekraut")

    assert status(page) == "5 Ergebnisse für „Heidekraut“."
    assert set(titles(page)) == {title for title, _, _ in GERMAN.values()}
    addresses = page.locator(".search-hit h3 a").evaluate_all("all => all.map(one => one.pathname)")
    assert set(addresses) == {f"{ROOT}/aktuelles/{Path(name).stem}/" for name in GERMAN}
    expect(page.locator(".search-hit-text mark").first).to_have_text("Heidekraut")
    page.get_by_role("link", name="Text Ackerbau", exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Text Ackerbau")
    assert foreign == []
    assert visits.violations == []
    assert visits.console == []


@pytest.mark.parametrize("title", [title for title, _, _ in GERMAN.values()])
def test_a_word_of_a_single_part_is_found(visits: Visits, title: str) -> None:
    """The oldest as well as the newest."""
    page, _foreign = visits(f"{ROOT}/suche/?q={title.split()[1]}")

    assert titles(page) == [title]
    assert status(page).startswith("Ein Ergebnis")


@pytest.mark.parametrize("words", ["Umzugskarton", "Umzugskar", "Chorprobe Umzugskarton"])
def test_what_a_part_would_make_of_a_word_that_it_does_not_know_is_not_shown(visits: Visits, words: str) -> None:
    """Pagefind shortens it there until it finds something, such as a move; nobody has asked for that."""
    page, _foreign = visits(f"{ROOT}/suche/?q={words}")

    assert titles(page) == ["Text Chorprobe"]
    assert options(page, "Jahr") == {"2014": 1}


@pytest.mark.slow
def test_words_that_stand_in_different_parts_are_found_in_part(visits: Visits) -> None:
    """No text holds both, and that is said."""
    page, _foreign = visits(f"{ROOT}/suche/?q=Ackerbau+Chorprobe")

    assert status(page).startswith("Kein Text enthält alle Wörter.")
    assert {"Text Ackerbau", "Text Chorprobe"} <= set(titles(page))


@pytest.mark.slow
def test_choices_count_over_all_parts(visits: Visits) -> None:
    """What a choice says that it would leave is what it leaves, and together they leave everything."""
    page, _foreign = visits(f"{ROOT}/suche/?q=Heidekraut")
    status(page)

    years = options(page, "Jahr")

    assert years == Counter(Path(name).parent.name for name in GERMAN)
    assert options(page, "Art") == {"Artikel": 5}
    assert options(page, "Sprache") == {"Deutsch": 5}
    for year, number in years.items():
        page.get_by_label("Jahr", exact=True).select_option(year)
        expect(page.locator(".search-hit")).to_have_count(number)
        expect(page.locator(".search-hit time").first).to_contain_text(year)


@pytest.mark.slow
def test_a_choice_without_words_lists_the_pages_of_all_parts(visits: Visits) -> None:
    """Whoever asks for a kind of page gets all of them."""
    page, _foreign = visits(f"{ROOT}/suche/?art=Artikel&sprache=de")
    number = int(status(page).split()[0])

    for title in (title for title, _, _ in GERMAN.values()):
        page.locator(".search-more button").evaluate("button => button.offsetParent && button.click()")
        expect(page.locator(".search-hits").get_by_role("link", name=title, exact=True)).to_be_visible()
    assert number > len(GERMAN)


@pytest.mark.slow
def test_a_misspelt_word_of_another_part_is_suggested(visits: Visits) -> None:
    """The words of all parts stand in one file."""
    page, _foreign = visits(f"{ROOT}/suche/?q=Umzugskartton")
    assert status(page) == "Nichts gefunden für „Umzugskartton“."

    page.locator(".search-suggestion").get_by_role("link", name="Umzugskarton", exact=True).click()

    assert titles(page) == ["Text Chorprobe"]


@pytest.mark.slow
def test_another_language_has_parts_of_its_own(visits: Visits) -> None:
    """Found with its endings, counted for themselves, and fetched only when they are asked."""
    page, _foreign = visits(f"{ROOT}/suche/?q=citizen")

    assert set(titles(page)) == {title for title, _, _ in ENGLISH.values()}
    assert options(page, "Jahr") == {"2011": 1, "2012": 1, "2014": 1}
    assert visits.console == []


def asked_by(page: Page, words: str) -> list[str]:
    """Return what of the index is asked for to find *words*, below its folder and without what chance adds."""
    asked: list[str] = []

    def note(request: Request) -> None:
        path = request.url.partition("?")[0]
        if "/pagefind/" in path:
            asked.append(path.partition("/pagefind/")[2])

    page.on("request", note)
    search(page, words)
    status(page)
    return asked


def test_each_part_is_asked_once_and_brings_no_program(visits: Visits, in_parts: Served) -> None:
    """Code, WebAssembly and the words are fetched once for all; of English nothing is."""
    page, _foreign = visits(f"{ROOT}/suche/")

    asked = Counter(asked_by(page, "Heidekraut"))

    entries = {path for path in asked if path.endswith("pagefind-entry.json")}
    assert entries == {f"de/{part}/pagefind-entry.json".replace("/./", "/") for part in parts_of(in_parts, "de")}
    assert sum(path.endswith(".pf_meta") for path in asked) == len(entries)
    assert [path for path in asked if path.endswith((".js", ".pagefind"))] == ["de/pagefind.js", "de/wasm.de.pagefind"]
    assert all(path.startswith("de/") for path in asked)
    assert set(asked.values()) == {1}


def test_a_single_part_is_asked_for_what_it_always_was(visit: Visits) -> None:
    """Nobody pays for parts that a site does not have."""
    page, _foreign = visit("/suche/")

    asked = Counter(re.sub(r"[0-9a-f]{7,}", "*", path) for path in asked_by(page, "Gebläsehalle"))

    assert asked.pop("de/fragment/de_*.pf_fragment") == 3
    assert asked.pop("de/filter/de_*.pf_filter") == 3
    assert asked.pop("de/index/de_*.pf_index") >= 1
    assert asked == dict.fromkeys(
        ("de/pagefind.js", "de/pagefind-entry.json", "de/wasm.de.pagefind", "de/pagefind.de_*.pf_meta"), 1
    )


@pytest.mark.parametrize("lost", ["**/wasm.de.pagefind", "**/de/2013/pagefind-entry.json*", "**/de/pagefind-entry*"])
def test_a_part_that_does_not_load_says_so_and_can_be_tried_again(visits: Visits, lost: str) -> None:
    """Results without those of a part would pass for all: a sentence instead, and afterwards it works."""
    page, _foreign = visits(f"{ROOT}/suche/")

    def lose(route: Route) -> None:
        route.abort()

    page.route(lost, lose)
    search(page, "Heidekraut")
    expect(page.get_by_role("status")).to_contain_text("Die Suche ließ sich nicht laden")

    page.unroute(lost, lose)
    search(page, "Heidekraut")

    assert len(titles(page)) == 5
