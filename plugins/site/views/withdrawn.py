"""Withdrawn items: at each address a page that says why there is nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from plugins.core.model import ContentItem
from plugins.core.output import Context, Output
from plugins.core.urls import path_of
from plugins.site.head.page_head import page_head
from plugins.site.head.page_meta import page_meta
from plugins.site.site import Site
from plugins.site.withdrawn import withdrawal_of


def outputs(site: Site) -> Iterator[Output]:
    """Yield a page for each withdrawn item."""
    for item in site.withdrawn:
        meta = partial(page_meta, site, item.address, noindex=True, item=item)
        yield Output(path_of(item.address), "withdrawn.html", partial(_page, item, site), item.source, meta=meta)


def _page(item: ContentItem, site: Site) -> Context:
    kind = site.type_of[item.type]
    crumbs = ((kind.title, kind.index),) if kind.index and site.has_list(item.type) else ()
    page = page_head(site, item.address, item.title, item.summary, crumbs=crumbs, noindex=True, item=item)
    return {"page": replace(page, translations=()), "withdrawal": withdrawal_of(item)}
