"""Spoken dates: days and moments as pages say them, „26. Oktober 2016“ and „14.30 Uhr“."""

from __future__ import annotations

import datetime as dt
import re

from plugins.core.dates import BERLIN, ENGLISH_MONTHS, MONTHS

_CLOCK = re.compile(r"(?<=\d):(?=\d)")


def spoken(text: str, lang: str = "de") -> tuple[str, ...]:
    """Return the day that *text* names in ISO 8601, and the time in Germany if it names one.

    There is nothing for any other text. A page in *lang* says both, in German unless that is English.
    """
    try:
        value = dt.datetime.fromisoformat(text)
    except ValueError:
        return ()
    if value.tzinfo is not None:
        value = value.astimezone(BERLIN)
    day, time = _in_english(value) if _is_english(lang) else _in_german(value)
    return (day, time) if set("T ").intersection(text) else (day,)


def spoken_clock(text: str, lang: str) -> str:
    """Return *text* with its times as pages say them: „14.30“ in German, as DIN 5008 has it."""
    return text if _is_english(lang) else _CLOCK.sub(".", text)


def _is_english(lang: str) -> bool:
    return lang.partition("-")[0] == "en"


def _in_german(value: dt.datetime) -> tuple[str, str]:
    minutes = f".{value.minute:02}" if value.minute else ""
    return f"{value.day}. {MONTHS[value.month - 1]} {value.year}", f"{value.hour}{minutes} Uhr"


def _in_english(value: dt.datetime) -> tuple[str, str]:
    return f"{value.day} {ENGLISH_MONTHS[value.month - 1]} {value.year}", f"{value.hour}:{value.minute:02}"
