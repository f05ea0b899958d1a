"""Moments: what a date of the content means where a format asks for an instant."""

from __future__ import annotations

import datetime as dt

from plugins.day import BERLIN


def moment(value: dt.date | dt.datetime) -> dt.datetime:
    """Return *value* as a moment in Europe/Berlin; a whole day begins at midnight there."""
    if not isinstance(value, dt.datetime):
        return dt.datetime(value.year, value.month, value.day, tzinfo=BERLIN)
    return value.replace(tzinfo=BERLIN) if value.tzinfo is None else value.astimezone(BERLIN)


def rfc3339(value: dt.date | dt.datetime) -> str:
    """Return *value* as feeds and security.txt write it: 2016-10-26T14:30:00+02:00."""
    return moment(value).isoformat(timespec="seconds")
