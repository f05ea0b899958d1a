"""Linked data: a page for search engines and other programs.

In the words of https://schema.org.

The fields are those that schema.org and https://developers.google.com/search/docs/appearance/structured-data
ask for; what is not known is left out.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from markupsafe import Markup

from plugins.content.schema.content_types import TYPE_OF
from plugins.core.model import ContentItem
from plugins.site.head.linked_event import describe_event, event_id
from plugins.site.head.linked_values import (
    SCHEMA,
    Data,
    common_values,
    corrections,
    day,
    language,
    ministry,
    without_gaps,
)
from plugins.site.head.questions import describe_questions
from plugins.site.site import Site
from plugins.site.teasers import NameAndAddress

# Within a script element these could end it, or begin a comment; in a JSON text they may be written so
_ESCAPED = str.maketrans({sign: f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"})


def build_linked_data(
    site: Site, address: str, crumbs: Iterable[NameAndAddress], item: ContentItem | None
) -> tuple[Data, ...]:
    """Return the linked data of the page at *address*.

    The page of a film adds its VideoObject.
    """
    trail = tuple(crumbs)
    found: list[Data] = []
    if address == "/":
        found += [_site(site), ministry(site)]
    if item is not None and TYPE_OF[item.type].schema_type and item.status == "published":
        found += _ITEMS.get(TYPE_OF[item.type].schema_type, _other)(item, site)
    if item is not None and item.status == "published" and (questions := describe_questions(item.body)):
        found.append({**questions, "inLanguage": language(item)})
    if trail:
        found.append(_breadcrumbs(trail, site))
    return tuple(map(without_gaps, found))


def data_block(data: Data) -> Markup:
    """Return *data* as the content of a script element, which it can never leave.

    Its type is ``application/ld+json``.
    """
    text = json.dumps({"@context": SCHEMA, **data}, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.translate(_ESCAPED))  # noqa: S704 - escaped above, in the way of a script element


def _absolute(site: Site, address: str) -> str:
    return site.home + address


def _site(site: Site) -> Data:
    return {
        "@type": "WebSite",
        "name": site.settings["name"],
        "url": _absolute(site, "/"),
        "description": site.settings["description"],
        "inLanguage": site.lang,
        "publisher": ministry(site),
    }


def _breadcrumbs(trail: tuple[NameAndAddress, ...], site: Site) -> Data:
    steps = [
        {"@type": "ListItem", "position": position, "name": name, "item": _absolute(site, address)}
        for position, (name, address) in enumerate(trail, 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": steps}


def _article(item: ContentItem, site: Site) -> Iterator[Data]:
    yield {
        "@type": "NewsArticle",
        "headline": item.title,
        **common_values(item, site),
        "datePublished": day(item.date),
        "dateModified": day(item.updated or item.date),
        "correction": corrections(item),
        "author": ministry(site),
        "publisher": ministry(site),
        "articleSection": item.category,
        "keywords": list(item.tags),
        "mainEntityOfPage": _absolute(site, item.address),
        "about": {"@id": event_id(site, event)} if (event := site.event_of(item)) else None,
    }


def _other(item: ContentItem, site: Site) -> Iterator[Data]:
    """Yield the properties that schema.org has for every creative work."""
    yield {
        "@type": TYPE_OF[item.type].schema_type,
        "name": item.title,
        **common_values(item, site),
        "datePublished": day(item.date),
        "dateModified": day(item.updated or item.date),
        "correction": corrections(item),
        "publisher": ministry(site),
        "keywords": list(item.tags),
    }


_ITEMS = {"NewsArticle": _article, "Event": describe_event}
