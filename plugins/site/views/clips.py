"""Films: a page for each, and the index that shows the newest large."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import cast

from plugins.core.model import ContentItem, Embed
from plugins.core.output import Context, Output
from plugins.core.urls import path_of
from plugins.site.bodies import body_parts, embeds_in
from plugins.site.head.film_data import film_data
from plugins.site.head.page_head import item_head, page_head
from plugins.site.head.page_meta import page_meta
from plugins.site.site import Site
from plugins.site.transcripts import transcript

CONTENT_TYPE = "clip"


def outputs(site: Site) -> Iterator[Output]:
    """Yield the pages of all films and their index."""
    index = site.type_of[CONTENT_TYPE].index
    newest = next((entry.address for entry in site.in_lists(CONTENT_TYPE)), "")
    for item in site.of_type(CONTENT_TYPE):
        yield _clip(item, site, item.address)
        if item.address == newest and site.has_list(CONTENT_TYPE):
            yield _clip(item, site, index)
    if not newest and site.has_list(CONTENT_TYPE):
        meta = partial(page_meta, site, index)
        yield Output(path_of(index), "list.html", partial(_empty, site), meta=meta)


def _clip(item: ContentItem, site: Site, address: str) -> Output:
    kind = site.type_of[CONTENT_TYPE]
    return Output(
        path_of(address),
        kind.template,
        partial(_shows, item, site, address, is_index=address == kind.index),
        item.source,
        frozenset({item.source}),
        partial(page_meta, site, address, section=kind.index, item=item, canonical=item.address),
    )


def _shows(front: ContentItem, site: Site, address: str, *, is_index: bool) -> Context:
    item = site.with_body(front)
    body = body_parts(item, site)
    text = transcript(item, body, site.url)
    embed = cast("Embed | None", item.fields.get("embed"))
    kind = site.type_of[CONTENT_TYPE]
    crumbs = () if is_index else ((kind.title, kind.index),)
    page = item_head(site, item, crumbs, (*embeds_in(body), *([embed] if embed else [])), address)
    return {
        "page": page,
        "item": item,
        "body": text.body,
        "lines": text.lines,
        "chapters": text.chapters,
        "embed": embed,
        "about": None
        if is_index or page.noindex
        else film_data(item, site, text.chapters),  # stated once, where it is at home
        "others": tuple(entry for entry in site.in_lists(CONTENT_TYPE) if entry.address != item.address),
        "is_index": is_index,
        "subjects": site.subjects_of(item),
    }


def _empty(site: Site) -> Context:
    kind = site.type_of[CONTENT_TYPE]
    return {
        "page": page_head(site, kind.index, kind.title, site.intro_of(kind)),
        "heading": kind.title,
        "intro": site.intro_of(kind),
        "groups": (),
        "feed": "",
        "pagination": None,
    }
