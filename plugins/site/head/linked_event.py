"""Linked event: an event for search engines, in the words of https://schema.org/Event.

Google asks for each date as an event of its own:
https://developers.google.com/search/docs/appearance/structured-data/event.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import cast

from plugins.core.dates import day_of
from plugins.core.model import ContentItem
from plugins.site.head.linked_values import SCHEMA, Data, common_values, day, ministry, postal
from plugins.site.occasions import Occasion, occasions_of, state_of, state_on
from plugins.site.registration import registration_page
from plugins.site.site import Site

_STATUS = {
    "cancelled": "EventCancelled",
    "postponed": "EventPostponed",
    "new_date": "EventRescheduled",
    "moved_online": "EventMovedOnline",
}
_FREE = re.compile(r"\b(?:kostenlos|kostenfrei|frei|free|nichts)\b", re.IGNORECASE)
_AMOUNT = re.compile(r"(\d{1,5})(?:[.,](\d\d))?\s*(?:€|Euro\b|EUR\b)", re.IGNORECASE)
# As people name them, by their codes of BCP 47
_LANGUAGES = {
    "de": "deutsch|german",
    "en": "englisch|english",
    "tr": "türkisch|turkish",
    "ar": "arabisch|arabic",
    "uk": "ukrainisch|ukrainian",
    "ru": "russisch|russian",
    "pl": "polnisch|polish",
    "fr": "französisch|french",
    "nl": "niederländisch|dutch",
    "gsg": "deutsche gebärdensprache|deutscher gebärdensprache|german sign language",
}


def describe_event(item: ContentItem, site: Site) -> Iterator[Data]:
    """Yield the event *item* for each of its dates."""
    first = item.fields["start"]
    for one in occasions_of(item.fields):
        yield _event(item, site, one, is_first=one.start == first)


def event_id(site: Site, item: ContentItem) -> str:
    """Return the name of the event *item* in other linked data."""
    return f"{site.home}{item.address}#veranstaltung"


def _event(item: ContentItem, site: Site, one: Occasion, *, is_first: bool) -> Data:
    values = item.fields
    state = state_on(state_of(values), is_first=is_first)
    organiser = values.get("organiser")
    return {
        "@type": "Event",
        "@id": event_id(site, item) + ("" if is_first else f"-{day_of(one.start)}"),
        "name": item.title,
        **common_values(item, site),
        **_language(values),
        "startDate": day(one.start),
        "endDate": day(one.end),
        "previousStartDate": day(values.get("previous_start")) if state == "new_date" else "",
        "eventStatus": f"{SCHEMA}/{_STATUS.get(state, 'EventScheduled')}",
        "eventAttendanceMode": f"{SCHEMA}/{_mode(values, state)}EventAttendanceMode",
        "location": _location(values, state),
        "organizer": {"@type": "Organization", "name": organiser} if organiser else ministry(site),
        "isAccessibleForFree": True if _price(values) == "0" else None,
        "offers": _offer(item, site, state),
        "subjectOf": [
            {"@type": "NewsArticle", "headline": entry.title, "url": site.home + entry.address}
            for entry in (site.articles_about.get(item.address, ()) if is_first else ())
        ],
    }


def _mode(values: Mapping[str, object], state: str) -> str:
    if "online" not in values:
        return "Offline"
    return "Mixed" if "place" in values and state != "moved_online" else "Online"


def _location(values: Mapping[str, object], state: str) -> object:
    """Return the place, the address in the web, or both."""
    found: list[Data] = []
    if "place" in values and state != "moved_online":
        place = cast("Mapping[str, object]", values["place"])
        found.append(
            {
                "@type": "Place",
                "name": place["name"],
                "address": postal(place),
                "amenityFeature": [
                    {"@type": "LocationFeatureSpecification", "name": said, "value": True}
                    for said in cast("tuple[str, ...]", values.get("access", ()))
                ],
            }
        )
    if "online" in values:
        found.append({"@type": "VirtualLocation", "url": values["online"]})
    return found[0] if len(found) == 1 else found


def _offer(item: ContentItem, site: Site, state: str) -> Data | None:
    """Return the price and whether there is room, None if neither is known."""
    price = _price(item.fields)
    if not price and state != "full":
        return None
    return {
        "@type": "Offer",
        "price": price,
        "priceCurrency": "EUR" if price else "",
        "availability": f"{SCHEMA}/{'SoldOut' if state == 'full' else 'InStock'}",
        "validThrough": day(item.fields.get("register_until")),
        "url": registration_page(item, site) or site.home + item.address,
    }


def _price(values: Mapping[str, object]) -> str:
    """Return the one price that is named, 0 for none at all, "" where there is more to say."""
    said = str(values.get("price", ""))
    amounts = _AMOUNT.findall(said)
    if len(amounts) == 1 and not _FREE.search(said):
        euros, cents = amounts[0]
        return f"{int(euros)}.{cents}" if cents else str(int(euros))
    return "0" if not re.search(r"\d", said) and _FREE.search(said) else ""


def _language(values: Mapping[str, object]) -> Data:
    """Return the languages of the event, as far as its editors name them."""
    said = str(values.get("event_language", "")).lower()
    found = [code for code, names in _LANGUAGES.items() if re.search(rf"\b(?:{names})\b", said)]
    if "gsg" in found and "de" in found and not re.search(r"\b(?:deutsch|german)\b(?! sign)", said):
        found.remove("de")
    return {"inLanguage": found[0] if len(found) == 1 else found} if found else {}
