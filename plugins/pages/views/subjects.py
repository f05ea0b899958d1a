"""One page per subject."""

from __future__ import annotations

from collections.abc import Iterator

from plugins.addresses import path_of
from plugins.pages.head import page_head
from plugins.pages.shown import by_year
from plugins.pages.world import World
from plugins.plan import Output


def outputs(world: World) -> Iterator[Output]:
    """Yield a page for each tag that something listed carries."""
    for subject, teasers in world.subjects:
        page = page_head(
            world,
            subject.address,
            f"Thema: {subject.name}",
            f"Alle Beiträge zum Thema {subject.name}.",
            crumbs=(("Suche und Themen", "/suche/"),),
        )
        shows = {"page": page, "subject": subject, "groups": by_year(teasers)}
        yield Output(path_of(subject.address), "subject.html", shows)
