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


def outputs(site: Site) -> Iterator[Output]:
    """Yield the pages of all articles and the pages of their list."""
    for item in site.of_type("article"):
        yield Output(
            path_of(item.address),
            "article.html",
            partial(_article, item, site),
            item.source,
            frozenset({item.source}),
            partial(page_meta, site, item.address, section=INDEX, item=item),
        )
    yield from list_pages(site, INDEX, _TITLE, _SUMMARY, site.in_lists("article"), feed=f"{INDEX}feed.xml")


def is_old(item: ContentItem, site: Site) -> bool:
    """Return whether what *item* says may no longer hold: nobody has touched it for two years."""
    last = item.updated or item.date
    return last is not None and (site.day - day_of(last)).days > _TWO_YEARS


def _article(front: ContentItem, site: Site) -> Context:
    item = site.with_body(front)
    body = body_parts(item, site)
    older, newer = find_neighbours(item, site)
    page = item_head(site, item, ((_TITLE, INDEX),), embeds_in(body))
    event = site.event_of(item)
    return {
        "page": page,
        "item": item,
        "body": body,
        "is_old": is_old(item, site),
        "older": older,
        "newer": newer,
        "event": teaser(event) if event is not None else None,
        "related": find_related(item, site, beside=[teaser(event)] if event is not None else ()),
        "subjects": site.subjects_of(item),
    }
