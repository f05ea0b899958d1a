"""Calendar files open in a calendar, at the hour that was meant."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from icalendar import Calendar, Component

from plugins.core.dates import BERLIN
from plugins.site.feeds.calendar import write_calendar
from plugins.site.feeds.calendar_event import CalendarEvent, further_uid, uid

CONGRESS = CalendarEvent(
    uid="veranstaltungen-kongress@example.org",
    title="Kongress „Leben in NRW“",
    summary="Mehr als 200 Menschen; ein Pakt, ein Film.",
    start=dt.datetime(2016, 10, 26, 10, 0, tzinfo=BERLIN),
    end=dt.datetime(2016, 10, 26, 17, 30, tzinfo=BERLIN),
    place="Gebläsehalle, Duisburg",
    address="https://example.org/veranstaltungen/kongress/",
    updated=dt.date(2016, 11, 4),
)


def _read(*events: CalendarEvent) -> list[Component]:
    return Calendar.from_ical(write_calendar("Musterstadt", "Veranstaltungen", events)).walk("VEVENT")


def test_an_event_reads_like_this() -> None:
    """The whole form, once, for people."""
    made = write_calendar("Musterstadt", "Veranstaltungen", [CONGRESS]).decode()

    assert made[made.index("BEGIN:VEVENT") :].replace("\r\n", "\n") == GOLDEN


GOLDEN = """\
BEGIN:VEVENT
SUMMARY:Kongress „Leben in NRW“
DTSTART;TZID=Europe/Berlin:20161026T100000
DTEND;TZID=Europe/Berlin:20161026T173000
DTSTAMP:20161103T230000Z
UID:veranstaltungen-kongress@example.org
SEQUENCE:197095200
DESCRIPTION:Mehr als 200 Menschen\\; ein Pakt\\, ein Film.
LOCATION:Gebläsehalle\\, Duisburg
STATUS:CONFIRMED
URL:https://example.org/veranstaltungen/kongress/
END:VEVENT
END:VCALENDAR
"""


def test_the_file_is_as_the_format_wants_it() -> None:
    """Lines end as in 1998 and fold at 75 bytes; the time zone comes along and is small."""
    made = write_calendar("Musterstadt", "Veranstaltungen", [replace(CONGRESS, summary="ä" * 300)])

    lines = made.split(b"\r\n")
    assert b"\n" not in made.replace(b"\r\n", b"")
    assert max(map(len, lines)) <= 75
    assert made.count(b"BEGIN:VTIMEZONE") == 1
    assert made.index(b"END:VTIMEZONE") < 600


@pytest.mark.parametrize(
    ("start", "end", "after"),
    [
        (dt.date(2016, 10, 26), None, dt.date(2016, 10, 27)),
        (dt.date(2016, 10, 26), dt.date(2016, 10, 28), dt.date(2016, 10, 29)),
        (dt.date(2016, 10, 26), dt.datetime(2016, 10, 27, 12, tzinfo=BERLIN), dt.date(2016, 10, 28)),
    ],
)
def test_whole_days_end_with_the_last_one(start: dt.date, end: dt.date | None, after: dt.date) -> None:
    """Editors name the last day, calendars the first one that is free again."""
    (event,) = _read(replace(CONGRESS, start=start, end=end))

    assert (event.decoded("dtstart"), event.decoded("dtend")) == (start, after)


def test_an_open_end_is_not_invented() -> None:
    """Who only knows the beginning says only the beginning."""
    (event,) = _read(replace(CONGRESS, end=None))

    assert "dtend" not in event


def test_a_later_change_wins_in_every_calendar() -> None:
    """The number of the version grows with the date of the change."""
    first, second, third = _read(
        replace(CONGRESS, uid="1", updated=None),
        replace(CONGRESS, uid="2", updated=dt.date(2016, 10, 1)),
        replace(CONGRESS, uid="3", updated=dt.datetime(2016, 10, 2, 0, 30, tzinfo=BERLIN)),
    )

    assert first.decoded("sequence") < second.decoded("sequence") < third.decoded("sequence")


STATES = ("", "new_date", "moved_online", "full", "postponed", "cancelled")


@given(
    st.dates(dt.date(2000, 1, 1), dt.date(2199, 12, 31)),
    st.sampled_from(STATES),
    st.sampled_from(STATES),
    st.booleans(),
)
def test_a_change_is_told_from_what_was_known(day: dt.date, before: str, after: str, is_dated: bool) -> None:
    """A later state counts without another date, and a later date whatever the state: each has the higher number."""
    earlier, later = (replace(CONGRESS, state=state, updated=day) for state in (before, after))
    if is_dated:
        moment = dt.datetime.combine(day, dt.time(0, 1), BERLIN)
        earlier, later = replace(earlier, uid="1"), replace(later, uid="2", updated=moment)
    first, second = (_read(one)[0].decoded("sequence") for one in (earlier, later))

    assert (first < second) == (is_dated or STATES.index(before) < STATES.index(after))
    assert 0 <= first < 2**31 > second


def test_what_does_not_take_place_takes_no_time() -> None:
    """It is cancelled for every calendar, also while a new date is not known, and nobody is busy then."""
    found = {state: _read(replace(CONGRESS, state=state))[0] for state in STATES}

    off = {state for state, event in found.items() if event["status"] == "CANCELLED"}
    assert off == {state for state, event in found.items() if event.get("transp") == "TRANSPARENT"}
    assert off == {"postponed", "cancelled"}
    assert {str(event["status"]) for state, event in found.items() if state not in off} == {"CONFIRMED"}


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (dt.datetime(2016, 10, 26, 18, tzinfo=BERLIN), dt.date(2016, 10, 26)),
        (dt.datetime(2016, 10, 26, 18, tzinfo=BERLIN), dt.datetime(2016, 10, 26, 18, tzinfo=BERLIN)),
    ],
)
def test_an_end_that_says_nothing_is_left_out(start: dt.datetime, end: dt.date) -> None:
    """A day alone does not say when an evening ends, and nothing ends as it begins (RFC 5545, 3.8.2.2)."""
    (event,) = _read(replace(CONGRESS, start=start, end=end))

    assert "dtend" not in event


@given(st.lists(st.dates(dt.date(2016, 1, 1), dt.date(2016, 1, 5)), max_size=8))
def test_each_date_of_a_series_has_a_name_of_its_own(days: list[dt.date]) -> None:
    """It is made of the day, so a date that comes or goes changes that of no other day."""
    taken = {CONGRESS.uid}
    for day in days:
        name = further_uid(CONGRESS.uid, day, taken)
        assert name not in taken
        assert f"{day:%Y%m%d}" in name
        assert name.endswith("@example.org")
        taken.add(name)


def test_an_event_keeps_its_identity() -> None:
    """It is made of the address, which does not change with the title or the date."""
    assert uid("https://example.org/veranstaltungen/kongress/") == CONGRESS.uid


@settings(deadline=None)  # a busy machine is no mistake
@given(
    st.datetimes(dt.datetime(1997, 1, 1), dt.datetime(2037, 1, 1), timezones=st.just(BERLIN)),
    st.timedeltas(dt.timedelta(seconds=1), dt.timedelta(days=30)),
)
def test_the_hour_survives(start: dt.datetime, length: dt.timedelta) -> None:
    """A calendar shows the moment that was meant.

    Summer or winter, and in the hour that comes twice.
    """
    start = start.replace(microsecond=0).astimezone(dt.UTC)
    end = (start + length).replace(microsecond=0)

    (event,) = _read(replace(CONGRESS, start=start, end=end))

    # Python never calls moments of two zones equal within the hour that comes twice
    shown = [event.decoded(name).astimezone(dt.UTC) for name in ("dtstart", "dtend")]
    assert shown == [start, end]


@settings(deadline=None)  # a busy machine is no mistake
@given(st.text(), st.text())
@example(r"\N", r"\n \, \;")
def test_any_text_comes_out_as_it_went_in(title: str, place: str) -> None:
    """Signs that mean something in the format, line breaks and emoji are text."""
    words = [_possible(f"T{text}T") for text in (title, place)]

    (event,) = _read(replace(CONGRESS, title=f"T{title}T", place=f"T{place}T"))

    assert [str(event["summary"]), str(event["location"])] == words


def _possible(text: str) -> str:
    lines = text.replace("\r\n", "\n")
    return "".join(sign for sign in lines if sign == "\n" or not (sign < " " or sign == "\x7f"))
