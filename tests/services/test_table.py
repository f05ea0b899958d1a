"""The table of what can be embedded, which people read."""

from __future__ import annotations

from plugins.services import load_all
from plugins.services.table import FILE, page


def test_the_table_is_that_of_the_registry() -> None:
    """docs/einbettungen.md says what the files say; `python -m plugins.services.table` writes it anew."""
    assert FILE.read_text("utf-8") == page(load_all())
