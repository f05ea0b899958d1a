"""Calendar event: an event as ``calendar`` writes it.

It is a module of its own because the library of ``calendar`` takes a tenth of a second to load.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Container
from dataclasses import dataclass
from urllib.parse import urlsplit

from plugins.core.dates import day_of


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """An event as calendars know it.

    ``start`` and ``end`` are days, ``end`` being the last one, or moments.
    ``place`` is one line, ``address`` absolute. ``updated`` is the newest date
    its content bears. ``state`` is what has become of it, "" if it takes place as it was announced.
    """

    uid: str
    title: str
    summary: str
    start: dt.date | dt.datetime
    end: dt.date | dt.datetime | None = None
    place: str = ""
    address: str = ""
    updated: dt.date | dt.datetime | None = None
    state: str = ""


def uid(address: str) -> str:
    """Return the UID of the event at the absolute *address*.

    Calendars recognise the event by it, whatever else changes.
    """
    parts = urlsplit(address)
    return f"{parts.path.strip('/').replace('/', '-')}@{parts.hostname}"


def further_uid(first: str, start: dt.date | dt.datetime, taken: Container[str]) -> str:
    """Return the UID of a further date of the event with the UID *first*; none that is *taken*.

    It is made of the day, so that no other date gets another one when one comes or goes.
    """
    name, _, host = first.partition("@")
    candidate, number = f"{name}-{day_of(start):%Y%m%d}", 2
    found = candidate
    while f"{found}@{host}" in taken:
        found, number = f"{candidate}-{number}", number + 1
    return f"{found}@{host}"
