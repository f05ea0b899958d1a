"""Dates in Germany: the day of the build, the day of a moment, the months.

Nothing else reads a clock.
"""

from __future__ import annotations

import datetime as dt
import os
import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

BERLIN = ZoneInfo("Europe/Berlin")
MONTHS = (
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
)
ENGLISH_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def today(environment: Mapping[str, str] = os.environ) -> date:
    """Return the day of SOURCE_DATE_EPOCH if that is set, else today, in Europe/Berlin.

    The variable is that of https://reproducible-builds.org/specs/source-date-epoch/:
    whole seconds since 1970. Raises ValueError if it is anything else.
    """
    epoch = environment.get("SOURCE_DATE_EPOCH")
    moment = datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)
    return moment.astimezone(BERLIN).date()


def day_of(value: date | datetime) -> date:
    """Return the day in Germany on which *value*, a day or an aware moment, falls."""
    return value.astimezone(BERLIN).date() if isinstance(value, datetime) else value


def now() -> datetime:
    """Return this moment in UTC; the day that the site is built for does not matter."""
    return datetime.now(UTC)


def moment(value: dt.date | dt.datetime) -> dt.datetime:
    """Return *value* as a moment in Europe/Berlin; a whole day begins at midnight there."""
    if not isinstance(value, dt.datetime):
        return dt.datetime(value.year, value.month, value.day, tzinfo=BERLIN)
    return value.replace(tzinfo=BERLIN) if value.tzinfo is None else value.astimezone(BERLIN)


def rfc3339(value: dt.date | dt.datetime) -> str:
    """Return *value* as feeds and security.txt write it: 2016-10-26T14:30:00+02:00."""
    return moment(value).isoformat(timespec="seconds")


_ISO = re.compile(r"PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?", re.ASCII)
MARK = re.compile(r"\[(?:(\d{1,2}):)?(\d{1,2}):([0-5]\d)\]", re.ASCII)
"""A place in a film as editors write it, [1:05] or [1:02:03], at the beginning of a paragraph or heading."""


def seconds(duration: str) -> int | None:
    """Return the seconds of an ISO 8601 *duration* like PT1M30S, or None if it is none."""
    match = _ISO.fullmatch(duration)
    return _sum(match) or None if match else None


def iso(length: int) -> str:
    """Return so many seconds as an ISO 8601 duration."""
    minutes, rest = divmod(length, 60)
    hours, minutes = divmod(minutes, 60)
    parts = ((hours, "H"), (minutes, "M"), (rest, "S"))
    return "PT" + ("".join(f"{count}{unit}" for count, unit in parts if count) or "0S")


def mark_seconds(mark: re.Match[str]) -> int:
    """Return the second that a match of ``MARK`` stands for."""
    return _sum(mark)


def stamp(second: float) -> str:
    """Return *second* as players show it: 0:04, 1:05, 1:02:03."""
    minutes, rest = divmod(int(second), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def _sum(match: re.Match[str]) -> int:
    hours, minutes, rest = (int(part or 0) for part in match.groups())
    return hours * 3600 + minutes * 60 + rest
