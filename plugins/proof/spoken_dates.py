"""Spoken dates: days and moments as pages say them, „26. Oktober 2016“ and „14.30 Uhr“."""

from __future__ import annotations

import datetime as dt

from plugins.core.dates import BERLIN, MONTHS


def spoken(text: str) -> tuple[str, ...]:
    """Return the day that *text* names in ISO 8601, and the time in Germany if it names one.

    There is nothing for any other text.
    """
    try:
        value = dt.datetime.fromisoformat(text)
    except ValueError:
        return ()
    if value.tzinfo is not None:
        value = value.astimezone(BERLIN)
    day = f"{value.day}. {MONTHS[value.month - 1]} {value.year}"
    if not set("T ").intersection(text):
        return (day,)
    return day, f"{value.hour}{f'.{value.minute:02}' if value.minute else ''} Uhr"
