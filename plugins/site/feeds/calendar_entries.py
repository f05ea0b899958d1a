"""Calendar entries: an event as the entries of a calendar, one for each of its dates.

A list of dates (RDATE) would be one entry, but Outlook takes it only beside a rule, which no such list has
([MS-OXCICAL], 2.1.3.1.1.20.18). Entries of their own are what Outlook, Apple and Google all show.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import cast

from plugins.core.model import ContentItem
from plugins.site.feeds.calendar_event import CalendarEvent, further_uid, uid
from plugins.site.occasions import state_of, state_on
from plugins.site.site import Site
from plugins.site.titles import title_with_state

Moment = dt.date | dt.datetime


def calendar_entries(item: ContentItem, site: Site) -> Iterator[CalendarEvent]:
    """Yield the entries of the event *item*."""
    first = _first(item, site)
    yield first
    taken = {first.uid}
    for one in cast("Iterable[Mapping[str, Moment]]", item.fields.get("repeat", ())):
        name = further_uid(first.uid, one["start"], taken)
        taken.add(name)
        title, state = title_with_state(item, site, is_first=False), state_on(first.state, is_first=False)
        yield replace(first, uid=name, start=one["start"], end=one.get("end"), title=title, state=state)


def _first(item: ContentItem, site: Site) -> CalendarEvent:
    return CalendarEvent(
        uid=uid(site.home + item.address),
        title=title_with_state(item, site),
        summary=item.summary,
        start=cast("Moment", item.fields["start"]),
        end=cast("Moment | None", item.fields.get("end")),
        place=_where(item),
        address=site.home + item.address,
        updated=item.updated or item.date,
        state=state_of(item.fields),
    )


def _where(item: ContentItem) -> str:
    """Return place and address in the web on one line; programs make a link of the latter."""
    place = cast("Mapping[str, str]", item.fields.get("place") or {})
    city = " ".join(filter(None, (place.get("postcode", ""), place.get("city", ""))))
    parts = [place.get("name", ""), place.get("street", ""), city]
    if state_of(item.fields) == "moved_online":
        parts = []
    return ", ".join(dict.fromkeys(filter(None, (*parts, str(item.fields.get("online", ""))))))
