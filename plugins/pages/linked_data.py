"""Linked data: what search engines and other programs read of a page, in the words of https://schema.org.

The fields are those that schema.org and https://developers.google.com/search/docs/appearance/structured-data
ask for; what is not known is left out.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from typing import Any, cast

from plugins.day import BERLIN
from plugins.pages.shown import NameAndAddress
from plugins.pages.world import World
from plugins.records import Item

_CONTEXT = "https://schema.org"
_LANGUAGES = {"de-simple": "de"}  # readers of this data know no Leichte Sprache

Data = dict[str, Any]


def linked_data(world: World, address: str, crumbs: Iterable[NameAndAddress], item: Item | None) -> tuple[str, ...]:
    """Return the data blocks of the page at *address* as JSON that may stand within a script element."""
    trail = tuple(crumbs)
    found: list[Data] = []
    if address == "/":
        found += [_site(world), _ministry(world)]
    if item is not None and item.type in _ITEMS and item.status == "published":
        found.append(_ITEMS[item.type](item, world))
    if trail:
        found.append(_breadcrumbs(trail, world))
    return tuple(written({"@context": _CONTEXT, **data}) for data in found)


def written(data: Mapping[str, object]) -> str:
    """Return *data* as JSON in which nothing can end the script element around it."""
    text = json.dumps(_without_gaps(data), ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", r"\u003c").replace(">", r"\u003e").replace("&", r"\u0026")


def _without_gaps(value: object) -> object:
    """Return *value* without what is empty: an unknown field is no field."""
    if isinstance(value, Mapping):
        return {key: _without_gaps(part) for key, part in value.items() if part not in ("", None, (), [])}
    return [_without_gaps(part) for part in value] if isinstance(value, list | tuple) else value


def _absolute(world: World, address: str) -> str:
    return str(world.site["address"]).rstrip("/") + address


def _ministry(world: World) -> Data:
    ministry = cast("Mapping[str, object]", world.site["ministry"])
    known = {key: ministry[key] for key in ("street", "postcode", "city") if isinstance(ministry[key], str)}
    address = _postal(known) if len(known) == 3 else None
    return {"@type": "GovernmentOrganization", "name": ministry["name"], "address": address}


def _site(world: World) -> Data:
    return {
        "@type": "WebSite",
        "name": world.site["name"],
        "url": _absolute(world, "/"),
        "description": world.site["description"],
        "inLanguage": "de",
        "publisher": _ministry(world),
    }


def _breadcrumbs(trail: tuple[NameAndAddress, ...], world: World) -> Data:
    steps = [
        {"@type": "ListItem", "position": position, "name": name, "item": _absolute(world, address)}
        for position, (name, address) in enumerate(trail, 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": steps}


def _article(item: Item, world: World) -> Data:
    return {
        "@type": "NewsArticle",
        "headline": item.title,
        **_common(item, world),
        "datePublished": _moment(item.date),
        "dateModified": _moment(item.updated or item.date),
        "author": _ministry(world),
        "publisher": _ministry(world),
        "articleSection": item.category,
        "keywords": list(item.tags),
        "mainEntityOfPage": _absolute(world, item.address),
    }


def _event(item: Item, world: World) -> Data:
    values = item.values
    place = cast("Mapping[str, object]", values["place"])
    organiser = values.get("organiser")
    return {
        "@type": "Event",
        "name": item.title,
        **_common(item, world),
        "startDate": _moment(values["start"]),
        "endDate": _moment(values.get("end")),
        "eventStatus": f"{_CONTEXT}/EventScheduled",
        "eventAttendanceMode": f"{_CONTEXT}/OfflineEventAttendanceMode",
        "location": {"@type": "Place", "name": place["name"], "address": _postal(place)},
        "organizer": {"@type": "Organization", "name": organiser} if organiser else _ministry(world),
    }


def _common(item: Item, world: World) -> Data:
    return {
        "description": item.summary,
        "url": _absolute(world, item.address),
        "inLanguage": _LANGUAGES.get(item.lang, item.lang),
        "image": [_absolute(world, item.image.src)] if item.image else [],
    }


def _postal(place: Mapping[str, object]) -> Data:
    return {
        "@type": "PostalAddress",
        "streetAddress": place.get("street"),
        "postalCode": place.get("postcode"),
        "addressLocality": place.get("city"),
        "addressCountry": "DE",
    }


def _moment(value: object) -> str:
    """Return a day or a moment as ISO 8601 has it, a moment with its offset in Germany."""
    if isinstance(value, dt.datetime):
        return value.astimezone(BERLIN).isoformat(timespec="seconds")
    return value.isoformat() if isinstance(value, dt.date) else ""


_ITEMS = {"article": _article, "event": _event}
