"""Linked data: a page for search engines and other programs.

In the words of https://schema.org.

The fields are those that schema.org and https://developers.google.com/search/docs/appearance/structured-data
ask for; what is not known is left out.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from typing import cast

from markupsafe import Markup

from plugins.content.schema.content_types import TYPE_OF
from plugins.content.schema.languages import LANGUAGE_OF
from plugins.core.model import ContentItem, Image
from plugins.site.head.questions import describe_questions
from plugins.site.site import Site
from plugins.site.teasers import NameAndAddress
from plugins.site.template_filters import iso

_CONTEXT = "https://schema.org"
_PARTS = ("street", "postcode", "city")  # of an address; without one of them it is none
# Within a script element these could end it, or begin a comment; in a JSON text they may be written so
_ESCAPED = str.maketrans({sign: f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"})

Data = Mapping[str, object]


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
    if item is not None and TYPE_OF[item.type].schema_type and item.status == "published" and not item.withdrawn:
        found.append(_ITEMS.get(TYPE_OF[item.type].schema_type, _other)(item, site))
    if item is not None and item.status == "published" and (questions := describe_questions(item.body)):
        found.append({**questions, "inLanguage": language(item)})
    if trail:
        found.append(_breadcrumbs(trail, site))
    return tuple(map(without_gaps, found))


def data_block(data: Data) -> Markup:
    """Return *data* as the content of a script element, which it can never leave.

    Its type is ``application/ld+json``.
    """
    text = json.dumps({"@context": _CONTEXT, **data}, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.translate(_ESCAPED))  # noqa: S704 - escaped above, in the way of a script element


def without_gaps(data: Data) -> Data:
    """Return *data* without empty values: an unknown field is no field."""
    return {key: _prune(value) for key, value in data.items() if value not in ("", None, (), [])}


def _prune(value: object) -> object:
    if isinstance(value, Mapping):
        return without_gaps(value)
    return [_prune(part) for part in value] if isinstance(value, list | tuple) else value


def language(item: ContentItem) -> str:
    """Return the language of *item* as schema.org knows it: Leichte Sprache is German."""
    return LANGUAGE_OF[item.lang].base


def corrections(item: ContentItem) -> list[Data]:
    """Return the corrections of *item*; an event can have none, for it is no creative work."""
    return [
        {"@type": "CorrectionComment", "text": one.text, "datePublished": _day(one.day)} for one in item.corrections
    ]


def _absolute(site: Site, address: str) -> str:
    return site.home + address


def ministry(site: Site) -> Data:
    """Return who publishes the site; an address that is partly open is left out."""
    publisher = cast("Mapping[str, object]", site.settings["ministry"])
    known = {key: publisher[key] for key in _PARTS if isinstance(publisher[key], str)}
    address = _postal(known) if len(known) == len(_PARTS) else None
    return without_gaps({"@type": "GovernmentOrganization", "name": publisher["name"], "address": address})


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


def _article(item: ContentItem, site: Site) -> Data:
    return {
        "@type": "NewsArticle",
        "headline": item.title,
        **_common(item, site),
        "datePublished": _day(item.date),
        "dateModified": _day(item.updated or item.date),
        "correction": corrections(item),
        "author": ministry(site),
        "publisher": ministry(site),
        "articleSection": item.category,
        "keywords": list(item.tags),
        "mainEntityOfPage": _absolute(site, item.address),
        "about": {"@id": _event_id(site, event)} if (event := site.event_of(item)) else None,
    }


def _event(item: ContentItem, site: Site) -> Data:
    values = item.fields
    place = cast("Mapping[str, object]", values["place"])
    organiser = values.get("organiser")
    return {
        "@type": "Event",
        "@id": _event_id(site, item),
        "name": item.title,
        **_common(item, site),
        "startDate": _day(values["start"]),
        "endDate": _day(values.get("end")),
        "eventStatus": f"{_CONTEXT}/EventScheduled",
        "eventAttendanceMode": f"{_CONTEXT}/OfflineEventAttendanceMode",
        "location": {"@type": "Place", "name": place["name"], "address": _postal(place)},
        "organizer": {"@type": "Organization", "name": organiser} if organiser else ministry(site),
        "subjectOf": [
            {"@type": "NewsArticle", "headline": entry.title, "url": _absolute(site, entry.address)}
            for entry in site.articles_about.get(item.address, ())
        ],
    }


def _other(item: ContentItem, site: Site) -> Data:
    """Return the properties that schema.org has for every creative work."""
    return {
        "@type": TYPE_OF[item.type].schema_type,
        "name": item.title,
        **_common(item, site),
        "datePublished": _day(item.date),
        "dateModified": _day(item.updated or item.date),
        "correction": corrections(item),
        "publisher": ministry(site),
        "keywords": list(item.tags),
    }


def _event_id(site: Site, item: ContentItem) -> str:
    return f"{_absolute(site, item.address)}#veranstaltung"


def _common(item: ContentItem, site: Site) -> Data:
    image = item.image or cast("Image | None", item.fields.get("poster_image"))
    return {
        "description": item.summary,
        "url": _absolute(site, item.address),
        "inLanguage": language(item),
        "image": [_absolute(site, image.src)] if image else [],
    }


def _postal(place: Mapping[str, object]) -> Data:
    return {
        "@type": "PostalAddress",
        "streetAddress": place.get("street"),
        "postalCode": place.get("postcode"),
        "addressLocality": place.get("city"),
        "addressCountry": "DE",
    }


def _day(value: object) -> str:
    return iso(value) if isinstance(value, dt.date) else ""


_ITEMS = {"NewsArticle": _article, "Event": _event}
