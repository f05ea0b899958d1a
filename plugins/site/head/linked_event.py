"""Linked event: an event for search engines, in the words of https://schema.org/Event.

Google asks for each date as an event of its own:
https://developers.google.com/search/docs/appearance/structured-data/event.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import cast

from plugins.core.dates import day_of
from plugins.core.model import ContentItem
from plugins.site.head.event_price import price_of
from plugins.site.head.linked_values import SCHEMA, Data, common_values, day, ministry, postal
from plugins.site.occasions import Occasion, is_off, occasions_of, state_of, state_on
from plugins.site.registration import registration_page
from plugins.site.site import Site

_STATUS = {
    "cancelled": "EventCancelled",
    "postponed": "EventPostponed",
    "new_date": "EventRescheduled",
    "moved_online": "EventMovedOnline",
}
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
    first, known = item.fields["start"], Counter[str]()
    for one in occasions_of(item.fields):
        name = "" if one.start == first else f"-{day_of(one.start)}"
        known[name] += 1
        number = f"-{known[name]}" if known[name] > 1 else ""  # as the entries of calendars have it
        yield _event(item, site, one, name + number)


def event_id(site: Site, item: ContentItem) -> str:
    """Return the name of the event *item* in other linked data."""
    return f"{site.home}{item.address}#veranstaltung"


def _event(item: ContentItem, site: Site, one: Occasion, name: str) -> Data:
    values, is_first = item.fields, not name
    state = state_on(state_of(values), is_first=is_first)
    organiser = values.get("organiser")
    return {
        "@type": "Event",
        "@id": event_id(site, item) + name,
        "name": item.title,
        **common_values(item, site),
        **_language(values),
        "startDate": day(one.start),
        "endDate": day(one.closing),
        "previousStartDate": day(values.get("previous_start")) if state == "new_date" else "",
        "eventStatus": f"{SCHEMA}/{_STATUS.get(state, 'EventScheduled')}",
        "eventAttendanceMode": f"{SCHEMA}/{_mode(values, state)}EventAttendanceMode",
        "location": _location(values, state),
        "organizer": {"@type": "Organization", "name": organiser} if organiser else ministry(site),
        "isAccessibleForFree": True if price_of(str(values.get("price", ""))) == "0" else None,
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
    """Return price and room, None if neither is known or nothing takes place."""
    price = price_of(str(item.fields.get("price", "")))
    if is_off(state) or (not price and state != "full"):
        return None
    return {
        "@type": "Offer",
        "price": price,
        "priceCurrency": "EUR" if price else "",
        "availability": f"{SCHEMA}/{'SoldOut' if state == 'full' else 'InStock'}",
        "validThrough": day(item.fields.get("register_until")),
        "url": registration_page(item, site) or site.home + item.address,
    }


def _language(values: Mapping[str, object]) -> Data:
    """Return the languages of the event, as far as its editors name them."""
    said = str(values.get("event_language", "")).lower()
    found = [code for code, names in _LANGUAGES.items() if re.search(rf"\b(?:{names})\b", said)]
    if "gsg" in found and "de" in found and not re.search(r"\b(?:deutsch|german)\b(?! sign)", said):
        found.remove("de")
    return {"inLanguage": found[0] if len(found) == 1 else found} if found else {}
