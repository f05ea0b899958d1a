"""Linked data of events: what a search engine may say of one, and no more than its editors wrote."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

import pytest

from plugins.core.dates import BERLIN
from plugins.core.model import ContentItem
from plugins.site.head.event_price import price_of
from plugins.site.head.linked_event import describe_event
from plugins.site.site import Site, UrlFilter

OPEN = {"street": {"open": "Straße"}, "postcode": {"open": "PLZ"}, "city": {"open": "Ort"}}
SITE = {"address": "https://www.probe.example/", "ministry": {"name": "Ministerium", **OPEN}}
WORLD = Site((), SITE, (), dt.date(2026, 1, 1), UrlFilter(""))
EVENING = dt.datetime(2098, 6, 10, 18, tzinfo=BERLIN)


def event(**values: object) -> list[Mapping[str, Any]]:
    """Return the linked data of an event with these *values*."""
    fields = {"start": EVENING, "place": {"name": "Halle", "city": "Stadt"}, **values}
    path = "/veranstaltungen/e/"
    item = ContentItem("event", "content/events/e.md", "e", path, "E", "F", dt.date(2026, 1, 1), fields=fields)
    return list(describe_event(item, WORLD))


@pytest.mark.parametrize(
    ("said", "price"),
    [
        ("12 Euro", "12"),
        ("Der Eintritt kostet 12,50 €.", "12.50"),
        ("12.50 EUR", "12.50"),
        ("12 euros", "12"),
        ("1500 Euro", "1500"),
        ("1.500 Euro", "1500"),
        ("1.500,50 Euro", "1500.50"),
        ("Der Eintritt ist frei.", "0"),
        ("kostenlos", "0"),
        ("Admission is free.", "0"),
        *(
            (said, "")
            for said in (
                *("", "8 bis 12 Euro", "ab 8 Euro", "bis 12 Euro", "12 Euro, ermäßigt 8 Euro", "12 Euro, Kinder frei"),
                *("nicht kostenlos", "Der Eintritt ist nicht frei.", "Keine Veranstaltung ist kostenlos.", "8,5 Euro"),
                *("8 to 12 euros", "from 8 euros", "up to 12 euros", "1,500 euros", "8-12 Euro", "2 Tage: 12 Euro"),
                *("not free", "Admission is not free.", "No event is free.", "Für Mitglieder kostenlos", "auf Anfrage"),
                *("free for members", "etwa 12 Euro", "about 12 euros", "12 Euro, 2. Tag kostenlos"),
            )
        ),
    ],
)
def test_a_price_is_told_only_where_there_is_nothing_else_to_say(said: str, price: str) -> None:
    """One amount or none at all; a range, a condition or a denial is for people to read."""
    (data,) = event(price=said)

    assert price_of(said) == price
    assert data.get("isAccessibleForFree") == (True if price == "0" else None)
    assert (data["offers"] or {}).get("price") == (price or None)


def test_dates_on_one_day_have_names_of_their_own() -> None:
    """Like the entries of the calendar: the second on a day has a number."""
    hours = [{"start": dt.datetime(2098, 6, 11, hour, tzinfo=BERLIN)} for hour in (10, 14)]
    further = [*hours, {"start": dt.date(2098, 6, 12)}]
    names = [str(one["@id"]).partition("#")[2] for one in event(repeat=further)]

    assert names == [f"veranstaltung{rest}" for rest in ("", "-2098-06-11", "-2098-06-11-2", "-2098-06-12")]


def test_an_open_end_is_none() -> None:
    """The day alone does not say when an evening ends; a later day does say on which."""
    ends = [event(end=end)[0]["endDate"] for end in (EVENING.date(), EVENING, EVENING.date() + dt.timedelta(1))]

    assert ends == ["", "", "2098-06-11"]


@pytest.mark.parametrize("state", ["cancelled", "postponed"])
def test_what_does_not_take_place_is_not_offered(state: str) -> None:
    """Its price is that of nothing."""
    (data,) = event(event_status=state, price="12 Euro")

    assert data["offers"] is None
