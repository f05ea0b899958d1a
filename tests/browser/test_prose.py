"""What an editor wrote is seen: every number and sign of a list, and no number of a table in two lines."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from plugins.content.markdown.converter import Converter

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
    page.set_content(PAGE.format(style.read_text("utf-8"), Converter().convert(text).html))
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
