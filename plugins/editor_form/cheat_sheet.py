"""Cheat sheet: docs/spickzettel.md as a page beside the form, one sheet when printed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from html import escape
from string import Template

from plugins.core.project import ROOT
from plugins.editor_form.page import HERE, legal_links
from plugins.site.head.csp import policy

SOURCE = ROOT / "docs" / "spickzettel.md"
_TO_DOCS = re.compile(r"\[([^\]]+)\]\([\w-]+\.md(?:#[^)]*)?\)")  # other pages of the handbook are not on the site


def cheat_sheet(title: str, legal: Iterable[tuple[str, str]]) -> str:
    """Return the HTML of the page; *title* is the site's, *legal* as for the form's own page."""
    return Template((HERE / "cheat_sheet.html").read_text(encoding="utf-8")).substitute(
        title=escape(title), policy=escape(policy(()), quote=False), text=_text(), legal=legal_links(legal, "../..")
    )


@cache
def _text() -> str:
    from plugins.content.markdown.converter import Converter  # slow to import, and the form is shown more often

    heading, _, source = SOURCE.read_text(encoding="utf-8").partition("\n")
    html = Converter().convert(_TO_DOCS.sub(r"\1", source)).html
    return f"      <h1>{escape(heading.removeprefix('# '))}</h1>\n{html}"
