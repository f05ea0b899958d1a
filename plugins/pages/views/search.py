"""The search page: an index of everything by subject and year."""

from __future__ import annotations

from collections.abc import Iterator

from plugins.addresses import path_of
from plugins.pages.head import page_head
from plugins.pages.shown import by_year
from plugins.pages.world import World
from plugins.plan import Output

ADDRESS = "/suche/"


def outputs(world: World) -> Iterator[Output]:
    """Yield the search page."""
    summary = "Alle Beiträge und Seiten, geordnet nach Themen und Jahren."
    pages = sorted(world.listed("page"), key=lambda entry: entry.title.casefold())
    shows = {
        "page": page_head(world, ADDRESS, "Suche und Themen", summary),
        "by_subject": world.subjects,
        "by_year": by_year(world.dated),
        "pages": tuple(pages),
    }
    yield Output(path_of(ADDRESS), "search.html", shows)
