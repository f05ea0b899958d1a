"""Days in Germany: the one the site is built for, the one a moment falls on, the months. Nothing else reads a clock."""

from __future__ import annotations

import os
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
    """Return this moment, in UTC, whatever day the site is built for."""
    return datetime.now(UTC)
