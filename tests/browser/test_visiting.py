"""What the browser tests rest upon: a visit hears everything that leaves, and everything that is refused."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tools.serving import served
from tools.visiting import Visits

POLICY = "default-src 'self'; img-src 'self' https://shown.example; frame-src https://frame.example"
PAGE = f"""<!doctype html><meta charset=utf-8><title>Hier</title>
<meta http-equiv="Content-Security-Policy" content="{POLICY}">
<img src="https://shown.example/a.png" alt=""><img src="https://refused.example/b.png" alt="">
<iframe src="https://frame.example/c"></iframe>"""


@pytest.fixture
def wicked(tmp_path: Path) -> Iterator[str]:
    """The address of a page that does everything ours must not do."""
    (tmp_path / "index.html").write_text(PAGE)
    (tmp_path / "404.html").write_text("<!doctype html><title>Nicht gefunden</title>")
    (tmp_path / "termin.ics").write_text("BEGIN:VCALENDAR")
    with served(tmp_path) as running:
        yield running.url


@pytest.fixture
def visits(browser: Browser, wicked: str) -> Iterator[Visits]:
    """Visit that page."""
    with Visits(browser, wicked) as opened:
        yield opened


@pytest.mark.parametrize("java_script", [True, False])
def test_whoever_is_asked_is_written_down(visits: Visits, java_script: bool) -> None:
    """Pictures and frames, with and without JavaScript; what the policy refuses does not leave."""
    _page, foreign = visits("/", java_script=java_script)

    assert sorted(foreign) == ["https://frame.example/c", "https://shown.example/a.png"]


def test_what_the_policy_refuses_is_written_down(visits: Visits) -> None:
    """As a violation and as a line in the console."""
    visits("/")

    assert [violation.partition(" on ")[0] for violation in visits.violations] == [
        "img-src: https://refused.example/b.png"
    ]
    assert any("refused.example" in line for line in visits.console)


def test_the_stub_stands_in_for_a_service(visits: Visits) -> None:
    """A test says what the other host would have shown."""
    page, _foreign = visits("/", service_stub=lambda url: f"<p>Film von {url}")

    assert page.frame_locator("iframe").locator("p").inner_text() == "Film von https://frame.example/c"


def test_a_missing_page_is_the_sites_own(visits: Visits) -> None:
    """With its status."""
    page, _foreign = visits("/")

    answer = page.goto("/weg/")

    assert answer is not None
    assert answer.status == 404
    assert page.title() == "Nicht gefunden"


def test_a_calendar_is_served_as_one(visits: Visits) -> None:
    """A browser asks the type, not the name."""
    page, _foreign = visits("/")

    assert page.request.get("/termin.ics").headers["content-type"] == "text/calendar; charset=utf-8"


def test_going_back_brings_the_very_page_back(window_browser: Browser, wicked: str) -> None:
    """The back/forward cache is on, as it is for citizens."""
    with Visits(window_browser, wicked) as visits:
        page, _foreign = visits("/404.html")
        page.evaluate("addEventListener('pageshow', event => window.kept = event.persisted)")
        page.goto("/weg/")
        page.evaluate("history.back()")

        page.wait_for_function("window.kept === true")
