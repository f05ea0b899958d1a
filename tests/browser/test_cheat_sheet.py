"""The cheat sheet beside the form: for everybody, and on one sheet of paper."""

from __future__ import annotations

import re

import pytest

from tests.browser.test_redaktion_rules import violations
from tests.browser.writing import opened
from tools.environment import ROOT
from tools.form_in_browser import read_files
from tools.visiting import Visits

ADDRESS = "/redaktion/spickzettel/"


@pytest.mark.slow
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_has_no_barrier_and_asks_nobody(form_visits: Visits, scheme: str) -> None:
    """In both schemes, and as narrow as a phone."""
    page, foreign = form_visits(ADDRESS, width=320, color_scheme=scheme)

    assert violations(page) == set()
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    assert foreign == []
    assert form_visits.violations == []
    assert form_visits.console == []


@pytest.mark.slow
def test_it_is_one_sheet_when_printed(form_visits: Visits) -> None:
    """Of A4, though its examples come from the table of directives."""
    page, _foreign = form_visits(ADDRESS)

    paper = page.pdf(prefer_css_page_size=True)

    assert len(re.findall(rb"/Type\s*/Page\b", paper)) == 1


@pytest.mark.slow
def test_it_opens_beside_a_text_that_is_being_written(form_visits: Visits) -> None:
    """Nothing that was typed is lost."""
    form = opened(form_visits, read_files(ROOT / "tests" / "site"))
    form.new()
    form.field("Titel").fill("Noch nicht gespeichert")

    with form.page.context.expect_page() as beside:
        form.page.get_by_role("link", name="Spickzettel").click()

    assert beside.value.url.endswith(ADDRESS)
    assert form.field("Titel").input_value() == "Noch nicht gespeichert"
