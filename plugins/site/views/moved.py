"""Former addresses: a page that leads to where the content is now."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from plugins.core.model import Item
from plugins.core.output import Output, Shows
from plugins.core.urls import path_of
from plugins.site.head.head import outline, page_head
from plugins.site.site import World

_TITLE = "Diese Seite ist umgezogen"


def outputs(world: World) -> Iterator[Output]:
    """Yield a page for each former address of each item."""
    for item in world.items:
        for alias in item.aliases:
            address = f"/{alias.strip('/')}/"
            shows = partial(_moved, world, item, address)
            told = partial(outline, world, address, noindex=True, canonical=item.address)
            yield Output(path_of(address), "moved.html", shows, item.source, outline=told)


def _moved(world: World, item: Item, address: str) -> Shows:
    summary = f"Der Inhalt steht jetzt hier: {item.title}"
    page = page_head(world, address, _TITLE, summary, noindex=True, canonical=item.address)
    return {"page": page, "target": item.address, "moved_title": item.title}
