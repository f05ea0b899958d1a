"""Text pages: privacy, imprint, the process and the like."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from plugins.content.schema.content_types import TYPE_OF
from plugins.content.schema.languages import LANGUAGE_OF
from plugins.core.model import ContentItem
from plugins.core.output import Context, Output
from plugins.core.urls import path_of
from plugins.site.bodies import body_parts, embeds_in
from plugins.site.head.page_head import item_head
from plugins.site.head.page_meta import page_meta
from plugins.site.law_sections import fill_sections
from plugins.site.site import Site
from plugins.site.teasers import NameAndAddress, Teaser

CONTENT_TYPE = "page"


def outputs(site: Site) -> Iterator[Output]:
    """Yield all pages."""
    for item in site.of_type(CONTENT_TYPE):
        crumbs, template = _crumbs(item, site), _template(item)
        yield Output(
            path_of(item.address),
            TYPE_OF[CONTENT_TYPE].template if template == "default" else f"pages/{template}.html",
            partial(_text, item, site, crumbs),
            item.source,
            frozenset({item.source}),
            partial(page_meta, site, item.address, section=crumbs[0][1] if crumbs else "", item=item),
        )


def _template(item: ContentItem) -> str:
    return str(item.fields.get("template", "default"))


def _crumbs(item: ContentItem, site: Site) -> tuple[NameAndAddress, ...]:
    language = LANGUAGE_OF[item.lang]
    start = language.start(site.lang)
    is_below = start not in ("/", item.address) and start in site.item_of
    return ((language.native, start),) if is_below else ()


def _text(front: ContentItem, site: Site, crumbs: tuple[NameAndAddress, ...]) -> Context:
    item, template = site.with_body(front), _template(front)
    body = fill_sections(body_parts(item, site), template, item.lang)
    accounts = site.accounts if template == "social-media" else {}
    page = item_head(site, item, crumbs, (*embeds_in(body), *accounts.values()))
    return {
        "page": page,
        "item": item,
        "body": body,
        "accounts": accounts,
        "listed": _listed_texts(template, item, site),
    }


def _listed_texts(template: str, item: ContentItem, site: Site) -> tuple[Teaser, ...]:
    """Return the teasers that a page lists beside its text.

    The start page of Leichte Sprache lists all other texts in it.
    """
    if template != "easy-language":
        return ()
    texts = (other for other in site.items if other.lang == item.lang and other.status == "published")
    return tuple(site.teaser_of[other.source] for other in texts if other.address != item.address)
