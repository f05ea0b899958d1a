"""The place of a frame: it has the ratio of what it shows, and nothing on the page moves, whatever is pressed."""

from __future__ import annotations

from itertools import product

import pytest
from playwright.sync_api import Page, Route, expect

from plugins.embeds.services import load_all
from tests.browser.consent import (
    ALWAYS,
    ONCE,
    REMOVE,
    SHIFTS,
    WITH_BOTH,
    WITHDRAW,
    button,
    expect_said,
    placeholder,
    press,
)
from tools.visiting import Visits

WIDTHS = [280, *(pytest.param(width, marks=pytest.mark.slow) for width in (320, 375, 412, 768)), 1280]
SIGNAL = "Object.defineProperty(navigator, 'globalPrivacyControl', {value: true})"
SAID = {ONCE: "loaded", REMOVE: "unload", ALWAYS: "loaded", WITHDRAW: "withdraw"}
KNOWN = {"21/9", "16/9", "4/3", "1/1", "4/5", "3/4", "9/16"}
"""The ratios of which the style sheet knows how they look."""


def heights(page: Page) -> list[float]:
    """Return the heights of all placeholders."""
    found: list[float] = page.locator("consent-embed").evaluate_all(
        "all => all.map(one => one.getBoundingClientRect().height)"
    )
    return found


def shifted(page: Page) -> float:
    """Return how much of the page has moved, a movement right after a press included."""
    page.wait_for_timeout(100)
    found: float = page.evaluate("window.shifts.reduce((sum, value) => sum + value, 0)")
    return found


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_moves_whatever_is_pressed(visit: Visits, width: int) -> None:
    """Loaded, removed, failed, for good, withdrawn: nothing shifts, not even for the longest of all messages."""
    page, _foreign = visit("/impressum/", width=width)
    page.add_init_script(SIGNAL)
    page.goto(WITH_BOTH)
    box = placeholder(page)
    box.locator(".consent-embed-offer").scroll_into_view_if_needed()
    page.evaluate(SHIFTS)
    before = heights(page)

    for words in (ONCE, REMOVE, ALWAYS, REMOVE, ALWAYS, WITHDRAW):
        press(button(box, words))
        expect_said(box, SAID[words])
        assert heights(page) == before, words
    page.context.set_offline(True)
    press(button(box, ALWAYS))
    expect(box).to_have_attribute("failed", "")

    assert heights(page) == before
    assert shifted(page) == 0


def test_a_frame_has_the_ratio_of_what_it_shows(reading_visit: Visits) -> None:
    """A film, a picture, upright or wide: its frame fits it to two per cent, in every window."""
    page, _foreign = reading_visit(WITH_BOTH)
    box = placeholder(page)

    for ratio, width in product(sorted(KNOWN), (280, 320, 375, 412, 768, 1280)):
        page.set_viewport_size({"width": width, "height": 800})
        box.evaluate("(box, ratio) => { box.dataset.ratio = ratio }", ratio)
        before = heights(page)
        press(button(box, ONCE))
        size = box.locator("iframe").bounding_box()
        assert size
        wide, high = map(int, ratio.split("/"))
        assert size["width"] / size["height"] == pytest.approx(wide / high, rel=0.02), (ratio, width)
        assert heights(page) == before, (ratio, width)
        press(button(box, REMOVE))


def test_every_ratio_of_the_registry_is_known() -> None:
    """No kind of content has a ratio that the style sheet does not know."""
    ratios = {kind.ratio.replace(" ", "") for service in load_all() for kind in service.kinds.values() if kind.ratio}

    assert ratios <= KNOWN


def test_the_place_says_what_it_knows(visit: Visits) -> None:
    """„Wird geladen“ until the frame has come; then its name and the network, and what an empty field means."""
    page, _foreign = visit(WITH_BOTH)
    waiting: list[Route] = []

    def hold(route: Route) -> None:
        """Keep *route* without an answer until it is wanted."""
        waiting.append(route)

    page.route("https://www.youtube-nocookie.com/**", hold)
    box = placeholder(page)

    press(button(box, ONCE))
    expect_said(box, "once")
    expect(box.get_by_role("status")).to_contain_text("„Big Buck Bunny“ von YouTube")
    page.wait_for_timeout(200)
    waiting[0].fulfill(body="<title>Film</title>", content_type="text/html")

    expect_said(box, "loaded")
    expect(box.get_by_role("status")).to_contain_text("„Big Buck Bunny“ von YouTube")
