"""Calendars: events as iCalendar (RFC 5545), one to a file or all of them to subscribe to."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard, vRecur, vText

from plugins.core.dates import BERLIN, moment
from plugins.site.feeds.calendar_event import CalendarEvent
from plugins.site.occasions import Occasion, is_off

_DAY = dt.timedelta(days=1)
# An event comes to the later ones from those before; the number of them may never change
_RANKS = ("", "new_date", "moved_online", "full", "postponed", "cancelled", "-", "-")
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")


def write_calendar(product: str, name: str, events: Iterable[CalendarEvent]) -> bytes:
    """Return an .ics file of *product* with *events*, sorted by start, under this *name*.

    *product* is whose calendar it is, what it holds and in which language, with // between them.
    """
    calendar = Calendar()
    calendar.add("prodid", f"-//{_text(product)}")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _text(name))
    calendar.add_component(_berlin())
    for event in sorted(events, key=lambda event: (moment(event.start), event.uid)):
        calendar.add_component(_component(event))
    return bytes(calendar.to_ical())


def _component(event: CalendarEvent) -> Event:
    """Return *event* as a component.

    DTSTAMP must be there and may not be the clock: it is the newest date of the content, or else the start.
    Google and Outlook show the title alone of an event that is cancelled, so that says so as well. A cancelled event
    takes no time.
    """
    component = Event()
    component.add("uid", event.uid)
    component.add("dtstamp", moment(event.updated or event.start).astimezone(dt.UTC))
    component.add("sequence", _sequence(event))
    component.add("status", "CANCELLED" if is_off(event.state) else "CONFIRMED")
    if is_off(event.state):
        component.add("transp", "TRANSPARENT")
    component.add("summary", _text(event.title))
    start, end = _span(event)
    component.add("dtstart", start)
    if end is not None:
        component.add("dtend", end)
    for name, value in (("description", event.summary), ("location", event.place), ("url", event.address)):
        if value:
            component.add(name, _text(value))
    return component


def _sequence(event: CalendarEvent) -> int:
    """Return the number of this version of *event*, higher than that of every former one.

    There is neither a clock nor a memory of these. It counts the minutes from 1970 to ``updated``, in steps of eight,
    between which it rises with the state: so a later ``updated`` always wins, and so does a cancellation without one.
    An integer of RFC 5545, 3.3.8, has room for it beyond 2199.
    """
    minutes = int(moment(event.updated).timestamp()) // 60 if event.updated else 0
    return max(minutes, 0) * len(_RANKS) + _RANKS.index(event.state)


def _span(event: CalendarEvent) -> tuple[dt.date, dt.date | None]:
    """Return start and end as iCalendar wants them.

    Both are days or both are moments, and the end is exclusive.
    """
    if not isinstance(event.start, dt.datetime):
        last = event.end if event.end is not None else event.start
        return event.start, (moment(last).date() if isinstance(last, dt.datetime) else last) + _DAY
    closing = Occasion(event.start, event.end).closing
    if closing is None:
        return _local(event.start), None
    after = closing if isinstance(closing, dt.datetime) else closing + _DAY
    return _local(event.start), _local(after)


def _local(value: dt.date | dt.datetime) -> dt.datetime:
    """Return *value* in local time, or in UTC within the hour that comes twice in October.

    Local time can only name the first of the two.
    """
    local = moment(value)
    return local.astimezone(dt.UTC) if local.fold else local


def _berlin() -> Timezone:
    """Return the rules of the time zone Europe/Berlin since 1996.

    They are the EU's: short, and nothing to look up.
    """
    zone = Timezone()
    zone.add("tzid", BERLIN.key)
    hour = dt.timedelta(hours=1)
    for part, name, begins, before, after in (
        (TimezoneDaylight(), "CEST", dt.datetime(1996, 3, 31, 2), hour, 2 * hour),
        (TimezoneStandard(), "CET", dt.datetime(1996, 10, 27, 3), 2 * hour, hour),
    ):
        part.add("dtstart", begins)
        part.add("tzname", name)
        part.add("tzoffsetfrom", before)
        part.add("tzoffsetto", after)
        part.add("rrule", vRecur({"FREQ": "YEARLY", "BYMONTH": begins.month, "BYDAY": "-1SU"}))
        zone.add_component(part)
    return zone


class _Text(vText):
    """A text in which a backslash before a capital N stays one.

    icalendar makes a line break of it.
    """

    def to_ical(self) -> bytes:
        # RFC 5545, section 3.3.11
        signs = {"\\": r"\\", ";": r"\;", ",": r"\,", "\n": r"\n"}
        return "".join(signs.get(sign, sign) for sign in self).encode()


def _text(value: str) -> _Text:
    """Return *value* without the control characters that iCalendar has no spelling for."""
    return _Text(_CONTROL.sub("", value.replace("\r\n", "\n")))
