"""Item pages: the pages of a content type without a view of its own.

A page for each text, and their list.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from plugins.content.schema.content_types import ContentType
from plugins.core.model import ContentItem
from plugins.core.output import Context, Output
from plugins.core.urls import path_of
from plugins.site.bodies import body_parts, embeds_in
from plugins.site.head.page_head import item_head
from plugins.site.head.page_meta import page_meta
from plugins.site.lists import list_pages
from plugins.site.related import find_related
from plugins.site.site import Site


def plan_item_pages(content_type: str, site: Site) -> Iterator[Output]:
    """Yield the pages of all texts of a type and the pages of their list.

    The type names the template of the texts.
    """
    kind = site.type_of[content_type]
    for item in site.of_type(kind.id):
        yield Output(
            path_of(item.address),
            kind.template,
            partial(_context, item, site, kind),
            item.source,
            frozenset({item.source}),
            partial(page_meta, site, item.address, section=kind.index, item=item),
        )
    if kind.index and site.has_list(content_type):
        yield from list_pages(site, kind.index, kind.title, site.intro_of(kind), site.in_lists(kind.id), feed=kind.feed)


def _context(front: ContentItem, site: Site, kind: ContentType) -> Context:
    item = site.with_body(front)
    body = body_parts(item, site)
    crumbs = ((kind.title, kind.index),) if kind.index else ()
    return {
        "page": item_head(site, item, crumbs, embeds_in(body)),
        "item": item,
        "body": body,
        "related": find_related(item, site),
        "subjects": site.subjects_of(item),
    }
