"""What people read of directives is what their table says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from plugins.content.markdown.converter import Converter
from plugins.content.markdown.directives.docs_pages import PAGES, render_page
from plugins.core.problem import Severity
from plugins.core.project import ROOT

SHEET = (ROOT / "docs" / "spickzettel.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_is_as_the_table_has_it(page: Path) -> None:
    """`python -m plugins.content.markdown.directives.docs_pages` writes it anew."""
    assert page.read_text(encoding="utf-8") == render_page(page)


def test_the_examples_of_the_cheat_sheet_are_right() -> None:
    """Whoever copies one is told nothing by the build."""
    examples = re.findall(r"^```markdown\n(.*?)^```$", SHEET, re.MULTILINE | re.DOTALL)

    problems = [one for example in examples for one in Converter().convert(example).problems]

    assert len(examples) > 10
    assert [one for one in problems if one.severity is Severity.ERROR] == []
