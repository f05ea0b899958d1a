"""The page that a server shows where there is none."""

from __future__ import annotations

from collections.abc import Iterator

from plugins.pages.head import page_head
from plugins.pages.world import World
from plugins.plan import Output


def outputs(world: World) -> Iterator[Output]:
    """Yield 404.html."""
    summary = "Unter dieser Adresse steht nichts."
    page = page_head(world, "/404.html", "Seite nicht gefunden", summary, noindex=True, sends=world.search)
    shows = {"page": page, "articles": world.listed("article")[:3], "search": world.search}
    yield Output("404.html", "404.html", shows)
