"""Articles, and the list of them all."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from plugins.core.dates import day_of
from plugins.core.model import ContentItem
from plugins.core.output import Context, Output
from plugins.core.urls import path_of
from plugins.site.bodies import body_parts, embeds_in
from plugins.site.head.page_head import item_head
from plugins.site.head.page_meta import page_meta
from plugins.site.lists import list_pages
from plugins.site.related import find_neighbours, find_related
from plugins.site.site import Site
from plugins.site.teasers import teaser

CONTENT_TYPE = "article"
_TWO_YEARS = 2 * 365  # days


def outputs(site: Site) -> Iterator[Output]:
    """Yield the pages of all articles and the pages of their list."""
    kind = site.type_of[CONTENT_TYPE]
    for item in site.of_type(CONTENT_TYPE):
        yield Output(
            path_of(item.address),
            kind.template,
            partial(_article, item, site),
            item.source,
            frozenset({item.source}),
            partial(page_meta, site, item.address, section=kind.index, item=item),
        )
    if site.has_list(CONTENT_TYPE):
        listed = site.in_lists(CONTENT_TYPE)
        yield from list_pages(site, kind.index, kind.title, site.intro_of(kind), listed, feed=kind.feed)


def is_old(item: ContentItem, site: Site) -> bool:
    """Return whether *item* may be outdated: nobody has touched it for two years."""
    last = item.updated or item.date
    return last is not None and (site.day - day_of(last)).days > _TWO_YEARS


def _article(front: ContentItem, site: Site) -> Context:
    item = site.with_body(front)
    body = body_parts(item, site)
    older, newer = find_neighbours(item, site)
    kind = site.type_of[CONTENT_TYPE]
    page = item_head(site, item, ((kind.title, kind.index),), embeds_in(body))
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
