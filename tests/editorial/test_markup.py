"""Markdown to HTML: golden cases. A hole is shown as {link 0}."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.editorial.markup import Converter
from plugins.editorial.typography import no_break
from tests.golden_cases import Case, cases

CONVERTER = Converter()


def shown(text: str) -> str:
    """Return what *text* becomes, with holes and no-break spaces made visible."""
    html = CONVERTER.convert(text).html
    html = re.sub("\x1a(link|embed):([0-9]+)\x1a", r"{\1 \2}", html)
    return html.replace("\u00a0", "~").replace("\u202f", "^").replace("\n\n", "\n")


@pytest.mark.parametrize("case", cases("markup.md"), ids=str)
def test_markdown_becomes_this_html(case: Case) -> None:
    """What editors may write, and what it becomes."""
    assert shown(case.given) == case.expected


def test_a_converter_forgets_what_it_has_read() -> None:
    """One converter serves all files: nothing of one text turns up in the next."""
    text = "[a](/aktuelles/)\n\n## Teil\n\nText[^1]\n\n[^1]: Fuß"

    assert CONVERTER.convert(text) == CONVERTER.convert(text)


@given(st.text())
def test_typography_changes_only_spaces(text: str) -> None:
    """No letter is ever lost or made up."""
    spaces = re.compile("[ \u00a0\u202f]")

    assert spaces.sub("", no_break(text)) == spaces.sub("", text)


@given(st.text())
def test_typography_is_done_once(text: str) -> None:
    """What is right already stays as it is."""
    assert no_break(no_break(text)) == no_break(text)


def test_english_texts_keep_their_spaces() -> None:
    """German rules are for German texts."""
    assert "\u00a0" not in CONVERTER.convert("At 10 Uhr, § 5", german=False).html
