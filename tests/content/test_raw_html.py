"""HTML in a text: golden cases, each with what is told, and promises for any of it."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings

from plugins.content.markdown.converter import Converter
from plugins.content.markdown.html.settling import settle
from plugins.core.problem import has_errors
from tests.embeds.hostile import fragments
from tests.golden_cases import Case, cases

CONVERTER = Converter()


def shown(text: str) -> str:
    """Return what *text* becomes, and below it line and code of what is told."""
    body = CONVERTER.convert(text)
    html = re.sub("\x1a(link|embed):([0-9]+)\x1a", r"{\1 \2}", body.html)
    told = [f"{problem.line} {problem.code}" for problem in body.problems]
    return "\n".join([re.sub(r"\n\n+", "\n", html), *told])


@pytest.mark.parametrize("case", cases("html.md"), ids=str)
def test_html_becomes_this(case: Case) -> None:
    """What editors may type between angle brackets, what it becomes, and what they are told."""
    assert shown(case.given) == case.expected


@settings(max_examples=500, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
@given(fragments)
def test_any_html_has_one_form_or_is_told(text: str) -> None:
    """What is let through stays as it is when a browser's parser reads it and writes it anew."""
    body = CONVERTER.convert(text)

    if not has_errors(body.problems):
        assert settle(body.html) == body.html
        assert "<!" not in body.html
        assert "<?" not in body.html
