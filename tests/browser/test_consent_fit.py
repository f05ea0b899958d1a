"""Frames that tell their height get it: from the right sender only, within bounds, and without anything jumping."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Frame, Locator, Page, expect

from plugins.embeds.services import load_all
from tests.browser.consent import ONCE, button, double, placeholder, press
from tools.visiting import Visits

X = {"twttr.embed": {"method": "twttr.private.resize", "params": [{"width": 550, "height": 433}]}}
TOLD = {
    "twitter": X,
    "instagram": json.dumps({"type": "MEASURE", "details": {"height": 433}}),
    "facebook": "cb=resize&type=resize&width=500&height=433",
}


@pytest.fixture
def visit(reading_visit: Visits) -> Visits:
    """Visits of tests that do nothing to a profile but read in it."""
    return reading_visit


def telling(*messages: object) -> Callable[[str], str]:
    """Return a stub whose frames send *messages* to the page that shows them."""
    sends = "".join(f"parent.postMessage({json.dumps(message)}, '*');" for message in messages)
    return lambda url: f"<!doctype html><html lang=en><title>Stub</title><p>{url}<script>{sends}</script>"


def height(box: Locator) -> float:
    """Return the height of the frame in *box*, in pixels."""
    found = box.locator("> iframe").bounding_box()
    assert found
    return found["height"]


def loaded(page: Page, service: str) -> Locator:
    """Return the placeholder of *service* with its frame loaded, and with what it told taken in."""
    box = placeholder(page, service)
    press(button(box, ONCE))
    box.locator("> iframe").scroll_into_view_if_needed()
    expect(box.locator("> iframe")).to_be_in_viewport()
    page.wait_for_timeout(900)
    return box


def expect_told(box: Locator, height: str) -> None:
    """Wait until the placeholder has taken *height* from a message."""
    expect(box).to_have_attribute("style", f"--consent-embed-height: {height};")


def within(box: Locator) -> Frame:
    """Return the page in the frame of *box*."""
    frame = box.locator("> iframe").element_handle().content_frame()
    assert frame
    return frame


def told(box: Locator) -> str:
    """Return the height that the placeholder has taken from a message, or nothing."""
    found: str = box.evaluate("box => box.style.getPropertyValue('--consent-embed-height')")
    return found


@pytest.mark.parametrize("service", TOLD)
def test_a_frame_gets_the_height_it_tells(visit: Visits, seven: str, service: str) -> None:
    """X tells it as an object, Instagram as JSON text, Facebook as a query string: each is understood."""
    page, _foreign = visit(seven, width=1280, service_stub=telling(TOLD[service]))

    box = loaded(page, service)

    expect_told(box, "433px")
    assert visit.violations == []


def test_every_service_says_how_it_tells() -> None:
    """The registry knows the way of each service that tells; frames of fixed size have none."""
    ways = {service.id: {kind.height_from for kind in service.kinds.values() if kind.height} for service in load_all()}

    assert {name: sorted(found) for name, found in ways.items() if any(found)} == {
        "bluesky": ["height"],
        "datawrapper": ["datawrapper-height/{ref}"],  # under the content's own number
        "facebook": ["", "height"],  # a page has a fixed size
        "instagram": ["details/height"],
        "mastodon": ["height"],
        "twitter": ["twttr.embed/params/0/height"],
    }


def test_facebook_is_asked_in_a_way_it_answers(visit: Visits, seven: str) -> None:
    """Facebook tells only an origin that the frame's address names: that of this site."""
    page, _foreign = visit(seven)

    src = str(placeholder(page, "facebook").get_attribute("src"))

    assert src.startswith("https://www.facebook.com/plugins/post.php?href=https%3A%2F%2Fwww.facebook.com%2Fuba.de")
    assert "&sdk=joey&channel=" in src
    assert "domain%3Dwww.probe.example%26" in src
    assert "origin%3Dhttps%3A%2F%2Fwww.probe.example%26" in src


@pytest.mark.slow
def test_a_frame_that_waits_to_be_asked_is_asked(visit: Visits, seven: str) -> None:
    """Mastodon answers with its height when asked; the question goes to its origin alone."""
    answering = """<!doctype html><title>Stub</title><script>
        addEventListener("message", event => event.data.type === "setHeight" &&
            parent.postMessage({type: "setHeight", id: event.data.id, height: 444}, "*"))</script>"""
    page, _foreign = visit(seven, service_stub=lambda _url: answering)
    box = placeholder(page, "twitter")
    ask = next(service.kinds["post"].height_ask for service in load_all() if service.id == "mastodon")
    box.evaluate("(box, ask) => { box.dataset.heightAsk = ask; box.dataset.heightFrom = 'height' }", ask)

    loaded(page, "twitter")

    expect_told(box, "444px")


@pytest.mark.parametrize(
    ("message", "taken"),
    [(9, "120px"), (99999, "4000px"), (500.2, "501px"), ("433", "433px")],
)
def test_a_height_is_kept_within_bounds(visit: Visits, seven: str, message: object, taken: str) -> None:
    """No message makes a frame vanish or push everything else off the page."""
    page, _foreign = visit(seven, service_stub=telling({"details": {"height": message}}))

    expect_told(loaded(page, "instagram"), taken)


JUNK: list[Any] = [
    *(None, 5, True, "", "{", "null", [], {}, {"height": 433}, "type=resize&height="),
    {"details": None},
    {"details": {}},
    *({"details": {"height": number}} for number in (-5, 0)),
    *({"details": {"height": text}} for text in (None, "x", "12 Zeilen", "auto")),
]


@pytest.mark.slow
def test_what_is_no_height_changes_nothing(visit: Visits, seven: str) -> None:
    """Whatever else a frame sends is passed over, without an error."""
    page, _foreign = visit(seven, service_stub=telling(*JUNK))

    box = loaded(page, "instagram")

    assert told(box) == ""
    assert visit.console == []


@pytest.mark.slow
def test_what_cannot_be_compared_changes_nothing(visit: Visits, seven: str) -> None:
    """Values that JSON does not know, and that no comparison survives, are passed over as well."""
    sends = ["5n", "{toString: 1, valueOf: 1}", "Infinity", "NaN", "[433]", "new Date(433)", "true"]
    script = "".join(f"parent.postMessage({{details: {{height: {one}}}}}, '*');" for one in sends)
    page, _foreign = visit(seven, service_stub=lambda _url: f"<title>Stub</title><script>{script}</script>")

    box = loaded(page, "instagram")

    assert told(box) == ""
    assert visit.console == []


def test_nobody_else_can_set_a_height(visit: Visits, seven: str) -> None:
    """A message counts only if it comes from the frame itself: not from our own page, not from another frame."""
    page, _foreign = visit(seven)
    box, other = loaded(page, "instagram"), loaded(page, "twitter")

    page.evaluate("window.postMessage({details: {height: 433}}, '*')")
    within(other).evaluate("parent.postMessage({details: {height: 433}}, '*')")
    page.wait_for_timeout(700)

    assert (told(box), told(other)) == ("", "")


@pytest.mark.slow
def test_a_frame_speaks_for_itself_alone(visit: Visits, seven: str) -> None:
    """Of two posts from one network, each sets its own height and not its neighbour's."""
    page, _foreign = visit(seven)
    second = double(page, "instagram")
    box = loaded(page, "instagram")
    press(button(second, ONCE))
    expect(second.locator("> iframe")).to_have_count(1)

    within(second).evaluate("parent.postMessage({details: {height: 433}}, '*')")

    expect_told(second, "433px")
    assert told(box) == ""


@pytest.mark.slow
def test_a_frame_that_went_elsewhere_can_set_no_height(visit: Visits, seven: str) -> None:
    """A frame that led itself to another host speaks for that host, and is not heard."""
    elsewhere = "https://www.youtube-nocookie.com/embed/x"
    tells = telling({"details": {"height": 433}})
    page, foreign = visit(
        seven,
        service_stub=lambda url: tells(url) if url == elsewhere else f"<script>location = '{elsewhere}'</script>",
    )

    box = loaded(page, "instagram")

    assert elsewhere in foreign
    assert told(box) == ""


@pytest.mark.slow
def test_a_frame_its_service_sent_on_is_heard(visit: Visits, seven: str) -> None:
    """X leads its frame from one of its hosts to another; both speak for it."""
    tells = telling(X)
    sent_on = "https://platform.x.com/embed/Tweet.html?id=1"
    page, _foreign = visit(
        seven, service_stub=lambda url: tells(url) if url == sent_on else f"<script>location = '{sent_on}'</script>"
    )

    box = loaded(page, "twitter")

    expect_told(box, "433px")
    assert visit.violations == []


@pytest.mark.slow
def test_the_height_changes_once(visit: Visits, seven: str) -> None:
    """Many messages while the content comes in are one change, and later ones are none; nobody reads a jumping page."""
    page, _foreign = visit(seven, service_stub=telling(*({"details": {"height": n}} for n in (200, 300, 433))))
    box = placeholder(page, "instagram")
    box.evaluate(
        """box => { window.changes = []; new MutationObserver(() => window.changes.push(box.style.cssText))
            .observe(box, {attributeFilter: ["style"]}) }"""
    )

    loaded(page, "instagram")
    within(box).evaluate("parent.postMessage({details: {height: 600}}, '*')")
    page.wait_for_timeout(500)

    assert page.evaluate("window.changes.length") == 1
    expect_told(box, "433px")


@pytest.mark.slow
def test_who_works_within_the_frame_gets_more_room(visit: Visits, seven: str) -> None:
    """If a reader opens something within the frame, it may grow: that is no surprise."""
    page, _foreign = visit(seven, service_stub=telling({"details": {"height": 433}}))
    box = loaded(page, "instagram")
    expect_told(box, "433px")

    box.locator("iframe").focus()
    within(box).evaluate("parent.postMessage({details: {height: 600}}, '*')")
    page.wait_for_timeout(500)

    expect_told(box, "600px")


@pytest.mark.parametrize("tall", [1500, 200])
def test_what_is_read_stays_where_it_is(visit: Visits, seven: str, tall: int) -> None:
    """A post above the window grows or shrinks; the line one reads does not move by a pixel."""
    page, _foreign = visit(seven)
    box = loaded(page, "instagram")
    line = page.get_by_text("Danach steht wieder Text.")
    line.scroll_into_view_if_needed()
    page.wait_for_timeout(200)
    before = line.bounding_box()
    scrolled = page.evaluate("scrollY")

    within(box).evaluate("tall => parent.postMessage({details: {height: tall}}, '*')", tall)
    page.wait_for_timeout(700)

    after = line.bounding_box()
    assert before
    assert after
    assert abs(after["y"] - before["y"]) <= 1
    assert abs(page.evaluate("scrollY") - scrolled) > 50, "something above has changed"
