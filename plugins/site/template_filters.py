"""Template filters: German dates and times.

No locale is asked: a missing one would lose articles.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from plugins.core.dates import BERLIN, MONTHS, seconds

# DIN 1355: a month of up to four letters is not shortened
_SHORT = ("Jan.", "Feb.", "März", "April", "Mai", "Juni", "Juli", "Aug.", "Sept.", "Okt.", "Nov.", "Dez.")
_NO_BREAK = "\u00a0"

Moment = dt.date | dt.datetime


def _local(value: Moment) -> Moment:
    return value.astimezone(BERLIN) if isinstance(value, dt.datetime) else value


def datum(value: Moment) -> str:
    """Return the day as „26. Oktober 2016“."""
    day = _local(value)
    return f"{day.day}.{_NO_BREAK}{MONTHS[day.month - 1]} {day.year}"


def uhrzeit(value: Moment) -> str:
    """Return the time as „14.30 Uhr“ or „14 Uhr“, or nothing for a whole day."""
    local = _local(value)
    if not isinstance(local, dt.datetime):
        return ""
    minutes = f".{local.minute:02}" if local.minute else ""
    return f"{local.hour}{minutes}{_NO_BREAK}Uhr"


def iso(value: Moment) -> str:
    """Return the day or moment as the ``datetime`` of a time element wants it."""
    local = _local(value)
    return local.isoformat(timespec="seconds") if isinstance(local, dt.datetime) else local.isoformat()


def tag(value: Moment) -> str:
    """Return the day of the month, as a figure."""
    return str(_local(value).day)


def monat(value: Moment) -> str:
    """Return the name of the month."""
    return MONTHS[_local(value).month - 1]


def monat_kurz(value: Moment) -> str:
    """Return the short name of the month."""
    return _SHORT[_local(value).month - 1]


def jahr(value: Moment) -> str:
    """Return the year."""
    return str(_local(value).year)


def dauer(duration: str) -> str:
    """Return a duration like PT2M30S as „2 Minuten 30 Sekunden“."""
    minutes, rest = divmod(seconds(duration) or 0, 60)
    hours, minutes = divmod(minutes, 60)
    parts = ((hours, "Stunde", "Stunden"), (minutes, "Minute", "Minuten"), (rest, "Sekunde", "Sekunden"))
    return " ".join(f"{count}{_NO_BREAK}{one if count == 1 else many}" for count, one, many in parts if count)


def groesse(size: int) -> str:
    """Return a number of bytes as „220 KB“ or „1,5 MB“."""
    if size < 1_000_000:
        return f"{max(1, round(size / 1000))}{_NO_BREAK}KB"
    return f"{size / 1_000_000:.1f}".replace(".", ",") + f"{_NO_BREAK}MB"


_NUMBERS = ("Kein", "Ein", "Zwei", "Drei", "Vier", "Fünf", "Sechs", "Sieben", "Acht", "Neun", "Zehn", "Elf", "Zwölf")


def zahlwort(number: int) -> str:
    """Return *number* in the word that begins a heading, in figures from 13 on."""
    return _NUMBERS[number] if number < len(_NUMBERS) else str(number)


FILTERS: dict[str, Callable[..., str]] = {
    f.__name__: f for f in (datum, uhrzeit, iso, tag, monat, monat_kurz, jahr, dauer, groesse, zahlwort)
}
