"""The page that a server shows where there is none."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from plugins.core.output import Context, Output
from plugins.core.urls import path_of
from plugins.site.head.page_head import page_head
from plugins.site.head.page_meta import page_meta
from plugins.site.site import Site

_ADDRESS = "/404.html"


def outputs(site: Site) -> Iterator[Output]:
    """Yield 404.html."""
    meta = partial(page_meta, site, _ADDRESS, noindex=True)
    yield Output(path_of(_ADDRESS), "404.html", partial(_not_found, site), meta=meta)


def _not_found(site: Site) -> Context:
    title, summary = site.words().say("lost.title"), site.words().say("lost.summary")
    page = page_head(site, _ADDRESS, title, summary, noindex=True, sends=site.has_search)
    return {"page": page, "articles": site.in_lists("article")[:3], "search": site.has_search}
