"""Related items: those that share most subjects, the newest first."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from plugins.core.model import ContentItem
from plugins.site.related import find_related
from plugins.site.site import Site, UrlFilter

SUBJECTS = ("a", "b", "c", "d")
ITEMS = st.lists(st.tuples(st.integers(1, 28), st.sets(st.sampled_from(SUBJECTS))), min_size=1, max_size=12)


@given(ITEMS)
def test_the_three_that_share_most_come_first(drawn: list[tuple[int, set[str]]]) -> None:
    """As one would count by hand."""
    items = tuple(
        ContentItem(
            type="article",
            source=f"content/articles/{n}.md",
            slug=str(n),
            address=f"/aktuelles/{n}/",
            title=str(n),
            summary="",
            date=dt.date(2016, 1, day),
            tags=tuple(sorted(tags)),
        )
        for n, (day, tags) in enumerate(drawn)
    )
    site = Site(items, {}, (), dt.date(2017, 1, 1), UrlFilter(""))
    asked = items[0]

    shared = {item.address: len(set(item.tags) & set(asked.tags)) for item in items[1:]}
    by_hand = sorted((a for a, n in shared.items() if n), key=lambda a: (-shared[a], site.rank_of[a]))[:3]
    assert [entry.address for entry in find_related(asked, site)] == by_hand
