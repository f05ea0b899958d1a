"""Pasted HTML: promises for any of it, tried with much."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from plugins.audit import audit
from plugins.content.markdown.converter import Converter
from plugins.core.model import Body
from plugins.core.problem import has_errors
from plugins.embeds.codes.html import replace_codes
from plugins.embeds.markdown.extension import EmbedExtension
from plugins.embeds.services import load
from tests.embeds.hostile import HOST, attributes, fragments, loading
from tests.embeds.pasting import CODES, Pasted
from tests.embeds.test_pasted import is_placed_well

SERVICES = load()
EXTENSION = EmbedExtension(SERVICES)
CONVERTER = Converter([EXTENSION], lambda: EXTENSION.embeds, lambda: EXTENSION.problems)
REFUSING = {"third-party", "frames", "inline", "unreadable", "audit"}

modest = settings(
    max_examples=300, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow], database=None
)
thorough = settings(modest, max_examples=6000)


def page(body: Body) -> str:
    """Return *body* with the smallest placeholders in its holes."""
    placed = "<consent-embed><p><a href='https://example.org/'>x</a></p></consent-embed>"
    html = re.sub("\x1aembed:[0-9]+\x1a", placed, body.html)
    return re.sub("\x1alink:[0-9]+\x1a", "/media/bild.jpg", html)


def is_refused(html: str) -> bool:
    """Return whether the audit would let nobody read *html*."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "index.html").write_text(
            f"<!doctype html><html lang=de><title>x</title><body>{html}</body></html>", encoding="utf-8"
        )
        return any(finding.check in REFUSING for finding in audit(Path(folder)))


def nothing_loads_or_the_build_stops(text: str) -> None:
    body = CONVERTER.convert(text)
    html = page(body)

    if not has_errors(body.problems) and not is_refused(html):
        assert loading(html) == []


def a_second_conversion_changes_nothing(text: str) -> None:
    body = CONVERTER.convert(text)

    again = replace_codes(body.html, body.embeds, SERVICES, text.split("\n"))
    once_more = replace_codes(again.html, again.embeds, SERVICES, text.split("\n"))

    assert again.embeds == body.embeds
    assert once_more.html == again.html


@modest
@given(fragments)
def test_nothing_loads_or_the_build_stops(text: str) -> None:
    """Either the editor gets an error, or opening the page contacts nobody and runs nothing."""
    nothing_loads_or_the_build_stops(text)


@modest
@given(fragments)
def test_a_second_conversion_changes_nothing(text: str) -> None:
    """A code that was replaced is gone."""
    a_second_conversion_changes_nothing(text)


@pytest.mark.slow
@thorough
@given(fragments)
def test_nothing_loads_for_thousands(text: str) -> None:
    """The two promises, tried with thousands of inputs."""
    nothing_loads_or_the_build_stops(text)
    a_second_conversion_changes_nothing(text)


WRAPPERS = st.lists(st.sampled_from("p div span em b li td figure details h2 blockquote center i section".split()), max_size=5)  # noqa: SIM905 E501  # fmt: skip
WORDS = st.text("abcäöß &;<>\"'1", min_size=1, max_size=12).map(lambda text: f"x{text.replace('<', '&lt;')}x")


def wrapped(code: str, names: list[str], before: str, after: str) -> str:
    """Return *code* between two texts within elements called *names*."""
    opened = "".join(f"<{name}>" for name in names)
    closed = "".join(f"</{name}>" for name in reversed(names))
    return f"<div>{opened}{before}{code}{after}{closed}</div>"


def words(html: str) -> str:
    """Return the text of *html* for a reader, without spaces."""
    text = LexborHTMLParser(f"<!DOCTYPE html><body>{html}").text()
    return re.sub(r"\s|\x1aembed:\d+\x1a", "", text)


@modest
@given(st.sampled_from(CODES), WRAPPERS, WORDS, WORDS)
def test_the_text_around_a_code_survives(pasted: Pasted, names: list[str], before: str, after: str) -> None:
    """A code in any element becomes one placeholder in a valid place, and every word stays."""
    text = wrapped(pasted.code, names, before, after)

    body = replace_codes(text, (), SERVICES, [text])

    assert [(embed.service, embed.ref) for embed in body.embeds] == [(pasted.service, pasted.ref)]
    assert is_placed_well(Body(body.html, body.embeds))
    assert words(body.html) == words(f"{before} {after}")


@modest
@given(st.lists(attributes, max_size=4), st.sampled_from([pasted.code for pasted in CODES]))
def test_nothing_of_a_code_is_copied(given: list[str], code: str) -> None:
    """Further attributes of a code change at most which content it is, and leave no trace."""
    added = re.sub(r"^<(\w+)", lambda match: f"<{match[1]}{''.join(given)}", code, count=1)

    body = CONVERTER.convert(added)

    if body.embeds and not has_errors(body.problems) and not is_refused(page(body)):
        assert HOST not in repr([(embed.url, embed.src, embed.ref) for embed in body.embeds])
        assert loading(page(body)) == []
