"""The page that a server shows where there is none."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from plugins.core.output import Context, Output
from plugins.core.urls import path_of
from plugins.site.head.head import page_head, page_meta
from plugins.site.site import Site

_ADDRESS = "/404.html"


def outputs(world: Site) -> Iterator[Output]:
    """Yield 404.html."""
    told = partial(page_meta, world, _ADDRESS, noindex=True)
    yield Output(path_of(_ADDRESS), "404.html", partial(_not_found, world), meta=told)


def _not_found(world: Site) -> Context:
    summary = "Unter dieser Adresse steht nichts."
    page = page_head(world, _ADDRESS, "Seite nicht gefunden", summary, noindex=True, sends=world.search)
    return {"page": page, "articles": world.in_lists("article")[:3], "search": world.search}
