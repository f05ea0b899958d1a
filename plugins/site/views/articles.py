"""Articles, and the list of them all."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from plugins.core.dates import day_of
from plugins.core.model import ContentItem
from plugins.core.output import Context, Output
from plugins.core.urls import path_of
from plugins.site.bodies import body_parts
from plugins.site.head.head import embeds_in, item_head, page_meta
from plugins.site.lists import list_pages
from plugins.site.related import find_neighbours, find_related
from plugins.site.site import Site
from plugins.site.teasers import teaser

INDEX = "/aktuelles/"
_TITLE = "Aktuelles"
_SUMMARY = "Nachrichten aus dem Prozess lebensbildung.digital, die neuesten zuerst."

_TWO_YEARS = 2 * 365  # days


def outputs(world: Site) -> Iterator[Output]:
    """Yield the pages of all articles and the pages of their list."""
    for item in world.of_type("article"):
        yield Output(
            path_of(item.address),
            "article.html",
            partial(_article, item, world),
            item.source,
            frozenset({item.source}),
            partial(page_meta, world, item.address, section=INDEX, item=item),
        )
    yield from list_pages(world, INDEX, _TITLE, _SUMMARY, world.in_lists("article"), feed=f"{INDEX}feed.xml")


def is_old(item: ContentItem, world: Site) -> bool:
    """Return whether what *item* says may no longer hold: nobody has touched it for two years."""
    last = item.updated or item.date
    return last is not None and (world.day - day_of(last)).days > _TWO_YEARS


def _article(front: ContentItem, world: Site) -> Context:
    item = world.with_body(front)
    body = body_parts(item, world)
    older, newer = find_neighbours(item, world)
    page = item_head(world, item, ((_TITLE, INDEX),), embeds_in(body))
    event = world.event_of(item)
    return {
        "page": page,
        "item": item,
        "body": body,
        "is_old": is_old(item, world),
        "older": older,
        "newer": newer,
        "event": teaser(event) if event is not None else None,
        "related": find_related(item, world, beside=[teaser(event)] if event is not None else ()),
        "subjects": world.subjects_of(item),
    }
