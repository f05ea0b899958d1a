"""Tables: numbers stand below each other by themselves, heads say what they are the head of."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.content.markdown.converter import Converter
from plugins.core.placeholders import placeholder
from plugins.proof import compare
from plugins.site.body_tables import wrap_tables

CONVERTER = Converter()
NUMBERS = st.one_of(
    st.integers(0, 9_999_999).map(lambda number: f"{number:,}".replace(",", ".")),
    st.integers(1, 999).map(str),
    st.decimals(0, 99_999, places=2).map(lambda number: f"{number:,}".translate(str.maketrans(",.", ".,"))),
)
UNITS = st.sampled_from(["", " Euro", " €", " %", "%", " Mio. Euro", " km²", " Personen", " °C", " km/h"])
WORDS = st.sampled_from(
    ["Köln", "5. Mai", "10 Uhr", "01067", "0211 8618", "10–12", "5 Mai", "10:30", "a5", "5 x 3 Meter"]
)


def table(cells: list[str], head: str = "Kosten") -> str:
    return f"| Ort | {head} |\n|---|---|\n" + "\n".join(f"| O | {cell} |" for cell in cells)


def classes(text: str) -> list[str]:
    """Return the classes of the cells of the second column, head first."""
    rows = re.findall(r"<tr.*?</tr>", CONVERTER.convert(text).html, re.DOTALL)
    return [re.findall(r"<t[hd](?: class=\"([\w-]+)\")?", row)[1] for row in rows]


@settings(deadline=None)  # a machine under load is no mistake
@given(st.lists(st.builds(str.__add__, NUMBERS, UNITS) | st.sampled_from(["–", "", "k. A."]), min_size=1, max_size=4))
def test_a_column_of_numbers_is_aligned_with_its_head(cells: list[str]) -> None:
    """With thousands, decimals and units as they are written in German, and gaps."""
    text = table(["1", *cells])

    assert classes(text) == ["align-right"] * (len(cells) + 2)
    assert compare(text, CONVERTER.convert(text).html) == []


@settings(deadline=None)  # a machine under load is no mistake
@given(st.lists(NUMBERS, max_size=3), WORDS)
def test_one_word_is_enough_to_leave_a_column(cells: list[str], word: str) -> None:
    """Days, times, ranges, postcodes and telephone numbers are no numbers to be added."""
    assert classes(table([*cells, word])) == [""] * (len(cells) + 2)


def test_what_an_editor_aligns_stays() -> None:
    """Colons say where."""
    text = "| Ort | Zahl |\n|---|:---|\n| O | 5 |"

    assert classes(text) == ["align-left"] * 2


@pytest.mark.parametrize("first", ["Summe", "Gesamt", "**Insgesamt**", "Summe:"])
def test_a_sum_is_a_row_of_its_own(first: str) -> None:
    """Its first cell is its head."""
    html = CONVERTER.convert(f"{table(['5', '6'])}\n| {first} | 11 |").html

    assert html.count('<tr class="sum">') == 1
    assert '<th scope="row">' in html.partition('class="sum"')[2]


def test_first_cells_in_bold_are_heads_of_rows() -> None:
    """That is how Word shows them, and how they come out of it."""
    html = CONVERTER.convert("| a | b |\n|---|---|\n| **c** | d |\n| **e** | f |").html

    assert html.count('<th scope="row"><strong>') == 2


@settings(deadline=None)  # a machine under load is no mistake
@given(st.lists(st.sampled_from(["Tabelle: Eins", "| a | b |\n|---|---|\n| 1 | 2 |", "Text.", "- Punkt"]), max_size=6))
def test_captions_lose_no_word(blocks: list[str]) -> None:
    """In any order, with and without an empty line."""
    for between in ("\n", "\n\n"):
        text = between.join(blocks)

        assert compare(text, CONVERTER.convert(text).html) == []


def test_each_table_scrolls_in_a_region_with_a_name() -> None:
    """Its caption, else its heads; two with the same are told apart."""
    html = wrap_tables(CONVERTER.convert(f"Tabelle: A\n{table(['5'])}\n\n{table(['5'])}\n\n{table(['5'])}").html)

    assert re.findall(r'<div class="table" role="group" tabindex="0" ([^>]*)>', html) == [
        *('aria-labelledby="teil-tabelle-1"', 'aria-label="Ort, Kosten"', 'aria-label="Ort, Kosten (2)"'),
    ]
    assert '<caption id="teil-tabelle-1">Tabelle: A</caption>' in html


@pytest.mark.parametrize(
    "html",
    ["<table>", "<table><tr><td><table><tr><td>a</table></td></tr></table>", "<p>&lt;table></p>", "</table>"],
)
def test_what_is_no_whole_table_keeps_its_tags_in_pairs(html: str) -> None:
    """A name is escaped, and nothing but a whole table is put into a place of its own."""
    wrapped = wrap_tables(html)

    assert wrapped.count("<div") == wrapped.count("</div") == min(1, html.count("</table></td>"))
    assert re.sub("</?div[^>]*>", "", wrapped) == html


def test_an_embed_is_in_no_name() -> None:
    """Its placeholder would be written a second time, within an attribute."""
    wrapped = wrap_tables(f"<table><tr><th>Film {placeholder('embed', 0)}</th></tr></table>")

    assert 'aria-label="Film"' in wrapped
    assert wrapped.count(placeholder("embed", 0)) == 1


def test_a_name_is_text() -> None:
    """Signs of HTML in a head do not leave the attribute."""
    wrapped = wrap_tables('<table><tr><th>a "b" &lt;i&gt;</th></tr></table>')

    assert 'aria-label="a &quot;b&quot; &lt;i&gt;"' in wrapped
