"""Dates: read in one form only.

01.05.2024 is the first of May here and the fifth of January elsewhere.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from plugins.content.front_matter.parser import Node
from plugins.content.schema.field_types import MISSING, FieldContext, Missing, read_scalar
from plugins.core.dates import BERLIN, moment

_ISO = re.compile(
    r"(?P<day>\d{4}-\d{2}-\d{2})"
    r"(?:[T ](?P<time>\d{2}:\d{2}(?::\d{2})?)(?P<zone>Z|[+-]\d{2}:\d{2})?)?",
    re.ASCII,
)
_GERMAN = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}|\d{2})\b(.*)", re.ASCII)
_IN_WORDS = re.compile(r"(\d{1,2})\.?\s*([A-Za-zäÄ]{3,9})\.?\s+(\d{4})(.*)")
_NO_YEAR = re.compile(r"(\d{1,2}\.\s?)(\d{1,2}\.|[A-Za-zäÄ]{3,9}\.?)(.*)", re.ASCII)
_NO_ZEROS = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(.*)", re.ASCII)
_TIME = re.compile(
    r"(?:T|,|\s|um|ab)*(?P<hour>\d{1,2})(?:(?:[:.h]|\s?Uhr\s)(?P<minute>\d{2}))?(?P<second>:\d{2})?"
    r"\s*(?:Uhr|h)?(?P<zone>Z|[+-]\d{2}:\d{2})?",
    re.ASCII,
)
_RANGE = re.compile(
    r"\s*(?:Uhr)?\s*(?:[-–—]|bis)\s*(?P<end>\d{1,2}(?:(?:[:.h]|\s?Uhr\s)\d{2})?\s*(?:Uhr|h)?)\s*$", re.ASCII
)
_MONTHS = (
    *("januar", "februar", "märz", "april", "mai", "juni"),
    *("juli", "august", "september", "oktober", "november", "dezember"),
)


@dataclass(frozen=True, slots=True)
class DateField:
    """A day, or a day with a time; without a zone it is the time in Germany.

    What is said of it without a year is probably in that of the event's start, if it is ``near_start``.
    """

    example: str = "2016-10-26"
    near_start: bool = False

    def respell(self, text: str) -> str:
        """Return the day that *text* names in another way, with its time."""
        return text if parse_date(text) else _right_spelling(text)

    def read(self, key: str, node: Node, reading: FieldContext) -> dt.date | dt.datetime | Missing:
        """Return a date for a day, an aware datetime for a moment."""
        text = read_scalar(key, node, reading, self.example)
        if isinstance(text, Missing):
            return text
        value = parse_date(text)
        if value is None:
            right = _right_spelling(text) or self._with_year_of_start(text, reading)
            until = _end_of_range(text, right) if key == "start" else ""
            form = "Jahr-Monat-Tag mit T und Uhrzeit" if "T" in (right or self.example) else "Jahr-Monat-Tag"
            reading.report.error(
                node.line,
                "date-form",
                f"Das Datum „{text}“ gibt es nicht oder es ist anders geschrieben als vereinbart."
                f"{until and f' Das Ende steht in einer eigenen Zeile: end: {until}'}",
                f"Bitte als {form} angeben, zum Beispiel{reading.say_line(key, node, right or self.example)}",
            )
            return MISSING
        return value

    def _with_year_of_start(self, text: str, reading: FieldContext) -> str:
        found = _NO_YEAR.fullmatch(text) if self.near_start and reading.start else None
        if found is None or reading.start is None:
            return ""
        day, month, rest = found.groups()
        return _right_spelling(f"{day}{month}{'' if month[-2:-1].isdigit() else ' '}{reading.start.year}{rest}")


def parse_date(text: str) -> dt.date | dt.datetime | None:
    """Return the day or moment that *text* names in the agreed form, or None."""
    match = _ISO.fullmatch(text)
    if not match or not _is_plausible(match["day"][:4]):
        return None
    try:
        day = dt.date.fromisoformat(match["day"])
        if match["time"] is None:
            return day
        found = dt.datetime.fromisoformat(f"{match['day']}T{match['time']}{match['zone'] or ''}")
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=BERLIN)


def write_date(value: dt.date | dt.datetime) -> str:
    """Return *value* as the front matter has it, a moment by the clock in Germany."""
    return moment(value).strftime("%Y-%m-%dT%H:%M") if isinstance(value, dt.datetime) else value.isoformat()


def _is_plausible(year: str) -> bool:
    """Return whether *year* is one of our time; others are typing errors, and break calendars."""
    return "1900" <= year <= "2199"


def _right_spelling(text: str) -> str:
    """Return the day that *text* probably means, in the agreed form, or "" if it is unclear.

    A time that cannot be read makes it unclear: it would be lost.
    """
    year, month, day, rest = "", "", "", ""
    if match := _GERMAN.fullmatch(text):
        day, month, year, rest = match.groups()
    elif match := _IN_WORDS.fullmatch(text):
        day, year, rest = match[1], match[3], match[4]
        month = str(next((n for n, name in enumerate(_MONTHS, 1) if name.startswith(match[2].lower()[:3])), ""))
    elif match := _NO_ZEROS.fullmatch(text):
        year, month, day, rest = match.groups()
    if not year or not month:
        return ""
    spelled = f"{year if len(year) == 4 else f'20{year}'}-{int(month):02}-{int(day):02}"
    if not isinstance(named := parse_date(spelled), dt.date):
        return ""
    time = _TIME.fullmatch(_RANGE.sub("", rest))
    if not time:
        return spelled if not re.search(r"\d", rest) else ""
    hour, minute = int(time["hour"]), time["minute"] or "00"
    if hour == 24 and minute == "00":  # the midnight at which the next day begins
        return f"{named + dt.timedelta(days=1)}T00:00"
    spelled += f"T{hour:02}:{minute}{time['second'] or ''}{time['zone'] or ''}"
    return spelled if parse_date(spelled) else ""


def _end_of_range(text: str, begin: str) -> str:
    """Return the moment at which the range of hours in *text* ends, or ""."""
    range_ = _RANGE.search(text)
    if range_ is None or "T" not in begin:
        return ""
    return _right_spelling(f"{begin.partition('T')[0]} {range_['end']}")
