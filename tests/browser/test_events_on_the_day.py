"""Events sort themselves out on the day they are read, without a new build."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.build.events_site import build_events
from tests.conftest import Once
from tools.serving import served
from tools.validators import axe_source
from tools.visiting import Visits

INDEX = "/probe/veranstaltungen/"
EVENT = "/probe/veranstaltungen/kommendes/"
COMING = "Das kommende Treffen"  # 1 and 2 May 2098


def on(visit: Visits, moment: str, path: str, **profile: object) -> Page:
    """Open *path* at a *moment*."""
    page, _foreign = visit("/probe/impressum/", **profile)  # type: ignore[arg-type]
    page.clock.set_fixed_time(moment)
    page.goto(path)
    return page


@pytest.mark.parametrize(
    ("moment", "is_coming"),
    [
        ("2097-01-01T12:00:00+01:00", True),
        ("2098-05-02T23:59:00+02:00", True),
        ("2098-05-03T00:01:00+02:00", False),
        ("2098-05-02T23:30:00Z", False),  # already the third in Germany
    ],
)
def test_an_event_is_past_when_its_last_day_is_over(visit: Visits, moment: str, is_coming: bool) -> None:
    """Up to the end of its last day in Germany it stands below „Was kommt“, then below „Was war“, never in both."""
    page = on(visit, moment, INDEX, timezone_id="America/New_York")
    coming, past = (page.get_by_role("region", name=name) for name in ("Was kommt", "Was war"))

    expect(coming.get_by_role("link", name=COMING)).to_have_count(1 if is_coming else 0)
    expect(past.get_by_role("link", name=COMING)).to_have_count(0 if is_coming else 1)
    expect(page.get_by_role("heading", name="2098")).to_have_count(0 if is_coming else 1)
    expect(page.get_by_text("Zurzeit ist keine Veranstaltung")).to_be_visible(visible=not is_coming)


def test_the_events_own_page_follows(visit: Visits) -> None:
    """Its label changes, and what only makes sense before goes."""
    page = on(visit, "2098-05-02T12:00:00+02:00", EVENT)
    expect(page.get_by_text("Kommende Veranstaltung", exact=True)).to_be_visible()
    expect(page.get_by_role("link", name="In den Kalender")).to_be_visible()

    page = on(visit, "2098-05-03T12:00:00+02:00", EVENT)

    expect(page.get_by_text("Vergangene Veranstaltung", exact=True)).to_be_visible()
    expect(page.get_by_text("Kommende Veranstaltung", exact=True)).to_be_hidden()
    expect(page.get_by_role("link", name="In den Kalender")).to_be_hidden()


def test_the_start_page_follows(visit: Visits) -> None:
    """„Als Nächstes“ becomes „Zuletzt“."""
    page = on(visit, "2098-05-02T12:00:00+02:00", "/probe/")
    expect(page.get_by_text("Als Nächstes", exact=True)).to_be_visible()

    page = on(visit, "2098-05-03T12:00:00+02:00", "/probe/")

    expect(page.get_by_text("Zuletzt", exact=True)).to_be_visible()
    expect(page.get_by_text("Als Nächstes", exact=True)).to_be_hidden()


def test_without_java_script_the_day_of_the_build_counts(visit: Visits) -> None:
    """Without a script each event stands in one list only: where it belonged when the site was built."""
    page, _foreign = visit(INDEX, java_script=False)

    expect(page.get_by_role("link", name=COMING)).to_have_count(1)
    expect(page.get_by_role("region", name="Was kommt").get_by_role("link", name=COMING)).to_be_visible()
    expect(page.get_by_text("Zurzeit ist keine Veranstaltung")).to_be_hidden()


@pytest.fixture(scope="module")
def events(browser: Browser, once: Once, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visits]:
    """Visits to a site with an event of each kind."""
    folder = once("events", lambda: build_events(tmp_path_factory.mktemp("events")))
    with served(Path(folder)) as running, Visits(browser, running.url) as visits:
        yield visits


def test_each_date_of_a_series_goes_when_it_is_over(events: Visits) -> None:
    """From the list of what comes, and from its own head, where the next one takes its place."""
    page, _foreign = events("/impressum/")
    page.clock.set_fixed_time("2098-06-11T00:01:00+02:00")
    page.goto("/veranstaltungen/")
    coming = page.get_by_role("region", name="Was kommt")

    expect(coming.get_by_role("link", name="Treffen reihe")).to_have_count(1)
    expect(coming.get_by_role("link", name="Abgesagt: Treffen abgesagt")).to_have_count(0)
    past = page.get_by_role("region", name="Was war")
    expect(past.get_by_role("link", name="Abgesagt: Treffen abgesagt")).to_be_visible()
    expect(past.get_by_role("link", name="Treffen reihe")).to_have_count(0)

    page.goto("/veranstaltungen/reihe/")

    expect(page.locator(".event-date-day").filter(visible=True)).to_have_text("17.")
    expect(page.get_by_text("Kommende Veranstaltung", exact=True)).to_be_visible()


@pytest.mark.parametrize(
    ("day", "is_open"), [("2098-06-11T23:59:00+02:00", True), ("2098-06-12T00:01:00+02:00", False)]
)
def test_nobody_is_sent_to_a_registration_that_is_over(events: Visits, day: str, is_open: bool) -> None:
    """The button goes with the last day, and a sentence says since when."""
    page, _foreign = events("/impressum/")
    page.clock.set_fixed_time(day)
    page.goto("/veranstaltungen/mit-frist/")

    expect(page.get_by_role("link", name="Zur Anmeldung")).to_be_visible(visible=is_open)
    expect(page.get_by_text("Die Anmeldung endete am")).to_be_visible(visible=not is_open)
    expect(page.get_by_text("bis 11. Juni 2098")).to_be_visible(visible=is_open)


def test_paper_spells_out_where_to_register_and_to_join(events: Visits) -> None:
    """Who has only the sheet can type both addresses."""
    page, _foreign = events("/veranstaltungen/nur-online/")
    page.emulate_media(media="print")

    for name, address in (("Zur Anmeldung", "/kontakt/"), ("Online dabei sein", "https://www.beispiel.de/raum")):
        link = page.get_by_role("link", name=name)
        expect(link).to_be_visible()
        said = link.evaluate("a => getComputedStyle(a, '::after').content")
        assert said.replace('" "', "").strip('"') == f" ({address})"


@pytest.mark.parametrize("name", ["abgesagt", "nur-online", "online", "reihe", "mit-frist"])
def test_no_barrier_in_an_event(events: Visits, name: str) -> None:
    """Whatever has become of it, axe finds nothing, and a narrow window is wide enough."""
    page, _foreign = events(f"/veranstaltungen/{name}/", viewport={"width": 320, "height": 800})
    page.evaluate(axe_source())
    found = page.evaluate("axe.run().then(found => found.violations.map(one => one.id))")

    assert found == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("width", [320, 960, 1280, 1920])
def test_two_days_cover_nothing(visit: Visits, width: int) -> None:
    """The widest figures end before the text beside or below them begins."""
    page, _foreign = visit(EVENT, viewport={"width": width, "height": 900})
    page.locator(".event-date-day").evaluate("day => (day.textContent = '26–28')")
    day, text = (page.locator(one).bounding_box() for one in (".event-date-day", ".event-head-text"))

    assert day is not None
    assert text is not None
    assert day["x"] + day["width"] < text["x"] or day["y"] + day["height"] < text["y"]
