"""What an editor wrote is seen: every number and sign of a list, and no number of a table in two lines."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from plugins.content.markdown.converter import Converter
from plugins.site.body_tables import wrap_tables
from tools.validators import axe_source

LISTS = """
- Punkt
  1. eins
     1) noch eins
     2) noch zwei
  2. zwei
- Punkt

3. drei
4. vier

> Zitat
>
> 1. eins
> 2. zwei
>
> - Punkt

<details open><summary>Mehr</summary>

a) erstens
b) zweitens

A) Erstens
B) Zweitens

<ol type="I"><li>römisch</li></ol>

</details>
"""
TABLE = (
    "| Tag | Beschreibung |" + " Uhrzeit |" * 8 + "\n|---|---|" + "---|" * 8 + "\n| 5. Mai | Haus |" + " 10:30 |" * 8
)
PAGE = '<!doctype html><html lang="de"><style>{}</style><main class="prose">{}'
STYLES = """() => Array.from(document.querySelectorAll(".prose ul, .prose ol"),
    list => getComputedStyle(list).listStyleType.trim().replaceAll('"', ""))"""
BROKEN = """() => Array.from(document.querySelectorAll(".prose td")).filter(cell => {
    const range = document.createRange();
    range.selectNodeContents(cell);
    return /\\d/.test(cell.textContent) && range.getClientRects().length > 1 && !cell.textContent.includes(" ");
}).length"""


def shown(browser: Browser, site_folder: Path, text: str, width: int) -> Page:
    """Open a page of that *width* with *text* in the clothes of the site."""
    (style,) = (site_folder / "assets").glob("style.*.css")
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.set_content(PAGE.format(style.read_text("utf-8"), wrap_tables(Converter().convert(text).html)))
    return page


def test_every_list_shows_its_signs(browser: Browser, site_folder: Path) -> None:
    """Within a point, a quotation or a box too, with the bracket that was typed."""
    page = shown(browser, site_folder, LISTS, 1280)

    assert [style.strip() for style in page.evaluate(STYLES)] == [
        *("■", "decimal", "list-1", "decimal", "decimal", "■", "list-a", "list-A", "upper-roman"),
    ]


@pytest.mark.parametrize("width", [320, 768])
def test_no_number_of_a_table_is_broken(browser: Browser, site_folder: Path, width: int) -> None:
    """A table that is too wide scrolls by itself, and the page does not."""
    page = shown(browser, site_folder, TABLE, width)

    assert page.evaluate(BROKEN) == 0
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


WIDE = (
    "Tabelle: Teilnehmende und Kosten nach Orten und Monaten des ganzen Jahres\n"
    "| Veranstaltungsort | Januar | Februar | März | April | Mai | Juni | Juli | Kosten |\n"
    "|---|---|---|---|---|---|---|---|---|\n"
    "| Bürgerbeteiligungsbüro Köln | 1.200 | 90 | 8 | 1 | 55 | 7 | 1.003 | 1.500,50 Euro |\n"
    "| Mönchengladbach | 20 | 9 | 1.800 | 10 | 5 | 700 | 3 | 90,00 Euro |\n"
    "| Summe | 1.220 | 99 | 1.808 | 11 | 60 | 707 | 1.006 | 1.590,50 Euro |"
)
SCROLLED = """() => {
    const place = document.querySelector(".table"), left = place.getBoundingClientRect().left;
    place.scrollLeft = 10_000;
    const inside = one => one.left >= left - 1 && one.right <= left + place.clientWidth + 1;
    const firsts = Array.from(place.querySelectorAll("tr > :first-child"), cell => cell.getBoundingClientRect());
    return [place.scrollLeft > 0, firsts.every(one => Math.abs(one.left - left) <= 1),
            inside(place.querySelector("caption").getBoundingClientRect())];
}"""
LETTERS = """() => Array.from(document.querySelectorAll(".prose :is(th, td)")).filter(cell => {
    const range = document.createRange();
    range.selectNodeContents(cell);
    const lines = new Set(Array.from(range.getClientRects(), one => Math.round(one.top)));
    return lines.size > 3;
}).map(cell => cell.textContent)"""
ENDS = """() => Array.from(document.querySelectorAll("tr > :last-child"), cell => {
    const range = document.createRange();
    range.selectNodeContents(cell);
    return Math.round(range.getBoundingClientRect().right);
})"""


@pytest.mark.parametrize("width", [320, 768])
def test_a_wide_table_scrolls_within_its_place(browser: Browser, site_folder: Path, width: int) -> None:
    """Its first column and its caption stay, no word falls into letters, and numbers end below each other."""
    page = shown(browser, site_folder, WIDE, width)

    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert page.evaluate(SCROLLED) == [True, True, True]
    assert page.evaluate(LETTERS) == []
    assert len(set(page.evaluate(ENDS))) == 1


def test_a_table_is_scrolled_by_the_keyboard(browser: Browser, site_folder: Path) -> None:
    """Its place has the name of its caption; axe finds no barrier in it."""
    page = shown(browser, site_folder, f"{WIDE}\n\n| | b |\n|---|---|\n| **c** | d |", 320)
    page.keyboard.press("Tab")

    place = page.get_by_role("group", name="Tabelle: Teilnehmende und Kosten nach Orten")
    assert place.evaluate("one => one === document.activeElement")
    page.keyboard.press("ArrowRight")
    page.wait_for_function("document.activeElement.scrollLeft > 0")
    page.evaluate(axe_source())
    assert page.evaluate("axe.run('main').then(found => found.violations.map(one => one.id))") == []


def test_paper_has_the_whole_table(browser: Browser, site_folder: Path) -> None:
    """Nothing scrolls there."""
    page = shown(browser, site_folder, WIDE, 700)
    page.emulate_media(media="print")

    assert page.evaluate("document.querySelector('table').getBoundingClientRect().right <= innerWidth")
    assert page.evaluate("getComputedStyle(document.querySelector('.table')).overflowX") == "visible"
