"""Calendar event: an event as ``calendar`` writes it.

It is a module of its own because the library of ``calendar`` takes a tenth of a second to load.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """An event as calendars know it.

    ``start`` and ``end`` are days, ``end`` being the last one, or moments.
    ``place`` is one line, ``address`` absolute. ``updated`` is the newest date
    its content bears.
    """

    uid: str
    title: str
    summary: str
    start: dt.date | dt.datetime
    end: dt.date | dt.datetime | None = None
    place: str = ""
    address: str = ""
    updated: dt.date | dt.datetime | None = None


def uid(address: str) -> str:
    """Return the UID of the event at the absolute *address*.

    Calendars recognise the event by it, whatever else changes.
    """
    parts = urlsplit(address)
    return f"{parts.path.strip('/').replace('/', '-')}@{parts.hostname}"
