"""Events sort themselves out on the day they are read, without a new build."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

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


@pytest.mark.parametrize("width", [320, 960, 1280, 1920])
def test_two_days_cover_nothing(visit: Visits, width: int) -> None:
    """The widest figures end before the text beside or below them begins."""
    page, _foreign = visit(EVENT, viewport={"width": width, "height": 900})
    page.locator(".event-date-day").evaluate("day => (day.textContent = '26–28')")
    day, text = (page.locator(one).bounding_box() for one in (".event-date-day", ".event-head-text"))

    assert day is not None
    assert text is not None
    assert day["x"] + day["width"] < text["x"] or day["y"] + day["height"] < text["y"]
