"""Former addresses: a page that leads to where the content is now."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from plugins.core.model import ContentItem
from plugins.core.output import Context, Output
from plugins.core.urls import path_of
from plugins.site.head.page_head import page_head
from plugins.site.head.page_meta import page_meta
from plugins.site.site import Site

_TITLE = "Diese Seite ist umgezogen"


def outputs(site: Site) -> Iterator[Output]:
    """Yield a page for each former address of each item."""
    for item in site.items:
        for alias in item.aliases:
            address = f"/{alias.strip('/')}/"
            context = partial(_moved_page, site, item, address)
            meta = partial(page_meta, site, address, noindex=True, canonical=item.address)
            yield Output(path_of(address), "moved.html", context, item.source, meta=meta)


def _moved_page(site: Site, item: ContentItem, address: str) -> Context:
    summary = f"Der Inhalt steht jetzt hier: {item.title}"
    page = page_head(site, address, _TITLE, summary, noindex=True, canonical=item.address)
    return {"page": page, "target": item.address, "moved_title": item.title}
