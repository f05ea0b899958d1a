"""Lists order teasers by day, or by title if their type has no day."""

from __future__ import annotations

from plugins.core.model import ContentItem
from plugins.site.teasers import by_initial, teaser


def test_what_has_no_day_is_listed_by_its_first_letter() -> None:
    """Umlauts stand with their letter, capitals and small letters together."""
    titles = ("Zebra", "Öffentlich", "ahorn", "Amsel", "Ohr")
    items = [ContentItem("page", f"{title}.md", title, f"/{title}/", title, "Worum es geht.") for title in titles]

    groups = by_initial(map(teaser, items))

    assert [(letter, [entry.title for entry in entries]) for letter, entries in groups] == [
        ("A", ["ahorn", "Amsel"]),
        ("O", ["Öffentlich", "Ohr"]),
        ("Z", ["Zebra"]),
    ]
