"""Calendar event: what ``calendar`` writes, apart from it, because its library takes a tenth of a second to load."""

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
    """Return what calendars recognise the event at the absolute *address* by, whatever else changes."""
    parts = urlsplit(address)
    return f"{parts.path.strip('/').replace('/', '-')}@{parts.hostname}"
