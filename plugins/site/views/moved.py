"""Former addresses: a page that leads to where the content is now."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from plugins.core.output import Context, Output
from plugins.core.urls import path_of
from plugins.site.head.page_head import page_head
from plugins.site.head.page_meta import page_meta
from plugins.site.moves import Move, find_moves
from plugins.site.site import Site


def outputs(site: Site) -> Iterator[Output]:
    """Yield a page for each former address of each item and section."""
    for move in find_moves(site):
        meta = partial(page_meta, site, move.former, noindex=True, canonical=move.now)
        yield Output(path_of(move.former), "moved.html", partial(_moved_page, site, move), move.source, meta=meta)


def _moved_page(site: Site, move: Move) -> Context:
    words = site.words()
    title, summary = words.say("moved.title"), words.say("moved.summary", title=move.title)
    page = page_head(site, move.former, title, summary, noindex=True, canonical=move.now)
    return {"page": page, "target": move.now, "moved_title": move.title}
