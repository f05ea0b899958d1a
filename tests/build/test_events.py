"""An event that is cancelled, moved, online, full or on several days is told wherever it is shown."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from icalendar import Calendar
from selectolax.lexbor import LexborHTMLParser

from tests.build.events_site import EVENTS, ROOM, build_events
from tests.conftest import Once

WORDS = {
    "abgesagt": "Abgesagt",
    "verschoben": "Verschoben",
    "neuer-termin": "Neuer Termin",
    "nur-online": "Jetzt online",
    "voll": "Ausgebucht",
}


@pytest.fixture(scope="module")
def site(once: Once, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site with an event of each kind."""
    return Path(once("events", lambda: build_events(tmp_path_factory.mktemp("events"))))


def page(site: Path, name: str) -> LexborHTMLParser:
    return LexborHTMLParser((site / "veranstaltungen" / name / "index.html").read_bytes())


def linked(site: Path, name: str) -> list[dict[str, Any]]:
    blocks = [json.loads(node.text()) for node in page(site, name).css('script[type="application/ld+json"]')]
    return [block for block in blocks if block["@type"] == "Event"]


def notes(site: Path, name: str) -> dict[str, str]:
    """Return what the margin says, by its headings; what is hidden at first is left out."""
    found = {}
    for note in page(site, name).css(".note:not([hidden])"):
        said = [" ".join(one.text(separator=" ").split()) for one in note.css("dd:not([hidden])")]
        found[note.css_first("dt").text().strip()] = "; ".join(said)  # type: ignore[union-attr]
    return found


def test_its_page_says_first_what_has_become_of_it(site: Path) -> None:
    """Above the title in a word, below it in a sentence; who no longer can register finds no button."""
    for name, word in WORDS.items():
        head = page(site, name).css_first(".page-head")
        assert head is not None
        assert [one.text().strip() for one in head.css(".label:not([hidden])")] == [word]
        assert len(head.css(".notice")) == 1
        assert bool(page(site, name).css(".call > a")) == (name == "nur-online")
    assert page(site, "nur-online").css_first(".call > a").attributes["href"] == "/kontakt/"  # type: ignore[union-attr]
    assert not page(site, "vorbei").css(".notice")


def test_lists_strike_out_what_does_not_take_place(site: Path) -> None:
    """With a word before it, for whoever does not see the line; so does the start page."""
    tree = LexborHTMLParser((site / "veranstaltungen/index.html").read_bytes())
    coming = tree.css_first("[aria-labelledby=teil-kommend]")
    assert coming is not None
    links = {one.attributes["href"]: one for one in coming.css("a.teaser-link")}

    for name, word in WORDS.items():
        link = links[f"/veranstaltungen/{name}/"]
        assert " ".join(link.text().split()) == f"{word}: Treffen {name}"
        assert bool(link.css("s")) == (name in ("abgesagt", "verschoben"))
    assert not links["/veranstaltungen/online/"].css("s, span")
    past = [one.text() for one in tree.css("[aria-labelledby=teil-vergangen] .teaser-link")]
    assert "Treffen voll" in past
    assert "<span>Abgesagt:</span> <s>Treffen abgesagt</s>" in (site / "veranstaltungen/index.html").read_text("utf-8")


def test_lists_say_where_it_is_in_town_and_in_the_web(site: Path) -> None:
    """Both, or the one there is; what has moved online is no longer in town."""
    tree = LexborHTMLParser((site / "veranstaltungen/index.html").read_bytes())
    rows = tree.css("[aria-labelledby=teil-kommend] .teaser")
    places = {row.css_first("a").attributes["href"]: row.css_first(".teaser-place").text() for row in rows}  # type: ignore[union-attr]

    assert {name: places[f"/veranstaltungen/{name}/"] for name in ("voll", "online", "nur-online", "reihe")} == {
        "voll": "Halle, Stadt",
        "online": "online",
        "nur-online": "online",
        "reihe": "Halle, Stadt, online",
    }


def test_each_date_of_a_series_is_listed_until_it_is_over(site: Path) -> None:
    """Past ones are gone from what is to come; the page names them all, and shows the next in large figures."""
    tree = LexborHTMLParser((site / "veranstaltungen/index.html").read_bytes())
    rows = [one for one in tree.css("[aria-labelledby=teil-kommend] .teaser") if "Treffen reihe" in one.text()]
    heads = page(site, "reihe").css(".event-head > div:first-child > div")

    assert [one.attributes["data-until"] for one in rows] == ["2098-06-10", "2098-06-17"]
    assert [(one.attributes.get("data-until"), "hidden" in one.attributes) for one in heads] == [
        ("2098-06-10", False),
        (None, True),
    ]
    assert notes(site, "reihe")["Wann"].replace("\u00a0", " ") == (
        "10. Juni 2016; 10. Juni 2098, 18 Uhr bis 20 Uhr; 17. Juni 2098, 18 Uhr"
    )


def test_a_day_alone_leaves_the_end_open(site: Path) -> None:
    """„18 Uhr“, not „18 Uhr bis“; in a calendar as well."""
    (event,) = Calendar.from_ical((site / "veranstaltungen/abgesagt.ics").read_bytes()).walk("VEVENT")

    assert notes(site, "abgesagt")["Wann"].replace("\u00a0", " ") == "1. Juni 2098, 18 Uhr"
    assert "DTEND" not in event


def test_the_margin_says_all_that_one_must_know(site: Path) -> None:
    """What it costs, in which language, for whom, where in the web, and how to register until when."""
    assert {key: notes(site, "reihe")[key] for key in ("Wo", "Kosten", "Sprache", "Barrierefreiheit", "Anmeldung")} == {
        "Wo": "Halle Straße 1 Stadt Karte bei OpenStreetMap; Online Online dabei sein",
        "Kosten": "12,50 Euro",
        "Sprache": "Deutsch und Englisch",
        "Barrierefreiheit": "Der Eingang hat keine Stufen.",
        "Anmeldung": "Die Anmeldung endete am 1. Juni 2016 .",
    }
    assert notes(site, "online")["Wo"] == "Online Online dabei sein"
    assert notes(site, "nur-online")["Wo"] == "Online Online dabei sein; nicht mehr hier: Halle Straße 1 Stadt"
    assert "openstreetmap" not in (site / "veranstaltungen/online/index.html").read_text("utf-8")
    call = page(site, "online").css_first("a[href^=tel]")
    assert call is not None
    assert (call.attributes["href"], call.text()) == ("tel:+4921183702", "0211\u00a0837\u201102")
    assert not any("Anmeldung" in notes(site, name) for name in ("vorbei", "voll"))  # nobody can, until whenever


def test_the_button_goes_with_the_last_day_to_register(site: Path) -> None:
    """Before it is over the page holds both, and today.js knows from when on which is right."""
    tree = page(site, "mit-frist")
    button = tree.css_first("p.call")
    rows = tree.css(".note dd[data-until], .note dd[data-after]")

    assert button is not None
    assert button.attributes["data-until"] == "2098-06-11"
    assert [(one.attributes.get("data-until"), one.attributes.get("data-after")) for one in rows] == [
        ("2098-06-11", None),
        (None, "2098-06-11"),
    ]


def test_feeds_and_calendars_say_it_before_the_title(site: Path) -> None:
    """For programs know no more of it; a series has an entry for each date, with a name of its own."""
    feed = ElementTree.fromstring((site / "veranstaltungen/feed.xml").read_bytes())
    titles = {one.text for one in feed.iter("{http://www.w3.org/2005/Atom}title")}
    events = Calendar.from_ical((site / "veranstaltungen/kalender.ics").read_bytes()).walk("VEVENT")
    found = {str(event["UID"]).partition("@")[0].removeprefix("veranstaltungen-"): event for event in events}

    for name, word in WORDS.items():
        assert f"{word}: Treffen {name}" in titles
        assert str(found[name]["SUMMARY"]) == f"{word}: Treffen {name}"
    status = {name: str(event["STATUS"]) for name, event in found.items()}
    assert {name for name, said in status.items() if said == "CANCELLED"} == {"abgesagt", "verschoben"}
    assert {name for name in found if name.startswith("reihe")} == {"reihe", "reihe-20160610", "reihe-20980617"}
    assert str(found["nur-online"]["LOCATION"]) == ROOM
    assert str(found["reihe"]["LOCATION"]) == f"Halle, Straße 1, Stadt, {ROOM}"


def test_search_engines_learn_it_in_the_words_of_schema_org(site: Path) -> None:
    """State, way to attend, places, former start, price and room; each date on its own."""
    org = "https://schema.org/"
    state = {name: linked(site, name)[0]["eventStatus"].removeprefix(org) for name in EVENTS}
    mode = {name: linked(site, name)[0]["eventAttendanceMode"].removeprefix(org) for name in EVENTS}
    offers = {name: found for name in EVENTS if (found := linked(site, name)[0].get("offers"))}

    assert state == dict.fromkeys(EVENTS, "EventScheduled") | {
        "abgesagt": "EventCancelled",
        "verschoben": "EventPostponed",
        "neuer-termin": "EventRescheduled",
        "nur-online": "EventMovedOnline",
    }
    assert mode == dict.fromkeys(EVENTS, "OfflineEventAttendanceMode") | {
        "nur-online": "OnlineEventAttendanceMode",
        "online": "OnlineEventAttendanceMode",
        "reihe": "MixedEventAttendanceMode",
    }
    assert linked(site, "neuer-termin")[0]["previousStartDate"] == "2098-05-03T18:00:00+02:00"
    assert linked(site, "online")[0]["location"] == {"@type": "VirtualLocation", "url": ROOM}
    assert linked(site, "online")[0]["isAccessibleForFree"] is True
    assert [one["startDate"][:10] for one in linked(site, "reihe")] == ["2016-06-10", "2098-06-10", "2098-06-17"]
    assert len({one["@id"] for one in linked(site, "reihe")}) == 3
    assert linked(site, "reihe")[0]["inLanguage"] == ["de", "en"]
    assert linked(site, "voll")[0]["inLanguage"] == "gsg"
    assert {name: (one.get("price"), one["availability"].removeprefix(org)) for name, one in offers.items()} == {
        "voll": (None, "SoldOut"),
        "vorbei": (None, "SoldOut"),
        "online": ("0", "InStock"),
        "reihe": ("12.50", "InStock"),
    }


def test_the_json_copy_has_every_key(site: Path) -> None:
    """As they were typed; a page of ours and a telephone number as the whole address."""
    data = {name: json.loads((site / f"veranstaltungen/{name}/index.json").read_bytes()) for name in EVENTS}

    assert data["abgesagt"]["event_status"] == "cancelled"
    assert data["nur-online"]["register"] == "https://www.probe.example/kontakt/"
    assert [data[name]["register"] for name in ("online", "vorbei")] == ["tel:+4921183702"] * 2
    assert [one["start"] for one in data["reihe"]["repeat"]] == ["2016-06-10", "2098-06-17T18:00:00+02:00"]
    assert data["reihe"]["access"] == ["Der Eingang hat keine Stufen."]


def test_the_search_finds_it_by_these_words(site: Path) -> None:
    """Whoever looks for „ausgebucht“, „online“ or „Stufen“ means what stands in the margin."""
    words = {name: page(site, name).css_first("article").attributes["data-worte"] or "" for name in EVENTS}  # type: ignore[union-attr]

    assert words["voll"].endswith("Ausgebucht")
    assert words["online"].endswith("online")
    assert re.search(r"12,50\sEuro Deutsch und Englisch Der Eingang hat keine Stufen\.", words["reihe"])
