"""Template filters: dates, times and numbers in the language of the page's frame.

No locale is asked: a missing one would lose articles.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from plugins.core.dates import BERLIN, ENGLISH_MONTHS, MONTHS, seconds
from plugins.site.frame_texts import FALLBACK, PageTexts

_NO_BREAK = "\u00a0"

Moment = dt.date | dt.datetime


@dataclass(frozen=True, slots=True)
class _Language:
    """How a language writes days, times and numbers; ``stop`` stands behind the number of a day."""

    months: tuple[str, ...]
    short: tuple[str, ...]
    stop: str
    time: str
    full_hour: str
    comma: str
    units: tuple[tuple[str, str], ...]
    numbers: tuple[str, ...]


_GERMAN = _Language(
    MONTHS,
    # DIN 1355: a month of up to four letters is not shortened
    ("Jan.", "Feb.", "März", "April", "Mai", "Juni", "Juli", "Aug.", "Sept.", "Okt.", "Nov.", "Dez."),
    stop=".",
    time=f"{{}}.{{:02}}{_NO_BREAK}Uhr",
    full_hour=f"{{}}{_NO_BREAK}Uhr",
    comma=",",
    units=(("Stunde", "Stunden"), ("Minute", "Minuten"), ("Sekunde", "Sekunden")),
    numbers=(
        *("Kein", "Ein", "Zwei", "Drei", "Vier", "Fünf", "Sechs"),
        *("Sieben", "Acht", "Neun", "Zehn", "Elf", "Zwölf"),
    ),
)
_ENGLISH = _Language(
    ENGLISH_MONTHS,
    ("Jan", "Feb", "March", "April", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec"),
    stop="",
    time="{}:{:02}",
    full_hour="{}:00",
    comma=".",
    units=(("hour", "hours"), ("minute", "minutes"), ("second", "seconds")),
    numbers=(
        *("No", "One", "Two", "Three", "Four", "Five", "Six"),
        *("Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve"),
    ),
)


def _of(lang: str) -> _Language:
    return _ENGLISH if lang.partition("-")[0] == "en" else _GERMAN


def _local(value: Moment) -> Moment:
    return value.astimezone(BERLIN) if isinstance(value, dt.datetime) else value


def datum(value: Moment, lang: str = FALLBACK) -> str:
    """Return the day as „26. Oktober 2016“."""
    day = _local(value)
    return f"{ordinal(day, lang)}{_NO_BREAK}{monat(day, lang)} {day.year}"


def uhrzeit(value: Moment, lang: str = FALLBACK) -> str:
    """Return the time as „14.30 Uhr“ or „14 Uhr“, or nothing for a whole day."""
    local = _local(value)
    if not isinstance(local, dt.datetime):
        return ""
    form = _of(lang).time if local.minute else _of(lang).full_hour
    return form.format(local.hour, local.minute)


def programmzeit(text: str, lang: str = FALLBACK) -> str:
    """Return a time of a programme as it is written: with a point in German."""
    return text.replace(":", ".") if _of(lang) is _GERMAN else text


def iso(value: Moment) -> str:
    """Return the day or moment as the ``datetime`` of a time element wants it."""
    local = _local(value)
    return local.isoformat(timespec="seconds") if isinstance(local, dt.datetime) else local.isoformat()


def tag(value: Moment) -> str:
    """Return the day of the month, as a figure."""
    return str(_local(value).day)


def ordinal(value: Moment, lang: str = FALLBACK) -> str:
    """Return the day of the month as it stands before the month: with a point in German."""
    return tag(value) + _of(lang).stop


def monat(value: Moment, lang: str = FALLBACK) -> str:
    """Return the name of the month."""
    return _of(lang).months[_local(value).month - 1]


def monat_kurz(value: Moment, lang: str = FALLBACK) -> str:
    """Return the short name of the month."""
    return _of(lang).short[_local(value).month - 1]


def jahr(value: Moment) -> str:
    """Return the year."""
    return str(_local(value).year)


def dauer(duration: str, lang: str = FALLBACK) -> str:
    """Return a duration like PT2M30S as „2 Minuten 30 Sekunden“."""
    minutes, rest = divmod(seconds(duration) or 0, 60)
    counts = (*divmod(minutes, 60), rest)
    parts = zip(counts, _of(lang).units, strict=True)
    return " ".join(f"{count}{_NO_BREAK}{one if count == 1 else many}" for count, (one, many) in parts if count)


def groesse(size: int, lang: str = FALLBACK) -> str:
    """Return a number of bytes as „220 KB“ or „1,5 MB“."""
    if size < 1_000_000:
        return f"{max(1, round(size / 1000))}{_NO_BREAK}KB"
    return f"{size / 1_000_000:.1f}".replace(".", _of(lang).comma) + f"{_NO_BREAK}MB"


def zahlwort(number: int, lang: str = FALLBACK) -> str:
    """Return *number* in the word that begins a heading, in figures from 13 on."""
    words = _of(lang).numbers
    return words[number] if number < len(words) else str(number)


_SPOKEN = {f.__name__: f for f in (datum, uhrzeit, programmzeit, monat, monat_kurz, dauer, groesse, zahlwort)}
FILTERS: dict[str, Callable[..., str]] = {**_SPOKEN, "iso": iso, "tag": tag, "jahr": jahr}


def bind_language(filters: Mapping[str, Callable[..., str]], words: PageTexts) -> dict[str, Callable[..., str]]:
    """Return *filters*, those that say something in the language of *words*."""
    return {name: _in_language(one, words) if name in _SPOKEN else one for name, one in filters.items()}


def _in_language(spoken: Callable[..., str], words: PageTexts) -> Callable[..., str]:
    return lambda value: spoken(value, words.lang)
