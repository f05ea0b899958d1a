"""The table of all services, which people read."""

from __future__ import annotations

from plugins.embeds.services import load_all
from plugins.embeds.services.docs_page import FILE, render_page


def test_the_table_is_that_of_the_registry() -> None:
    """docs/einbettungen.md agrees with the files.

    `python -m plugins.embeds.services.docs_page` writes it anew.
    """
    assert FILE.read_text("utf-8") == render_page(load_all())
