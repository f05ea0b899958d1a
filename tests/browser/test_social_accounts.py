"""/social-media/: the panel, and below it the ministry's own accounts as feeds that load after a click."""

from __future__ import annotations

from playwright.sync_api import expect

from plugins.embeds.services import load
from tests.browser.consent import ONCE, button, frames, placeholder, press, switch
from tools.visiting import Visits

FEEDS = "/probe/social-media/"
FRAMED = {"facebook", "youtube", "flickr", "vimeo"}


def test_every_account_has_its_place(visit: Visits) -> None:
    """Four networks still offer a frame, three a link with an honest sentence; all of it without asking anybody."""
    page, foreign = visit(FEEDS)

    assert page.locator("consent-embed").count() == len(load())
    for service in load():
        box = placeholder(page, service.id)
        assert (box.get_attribute("src") is not None) == (service.id in FRAMED)
        assert str(box.get_by_role("link").first.get_attribute("href")).startswith("https://")
        if service.id not in FRAMED:
            expect(box.locator(".consent-embed-note").first).to_contain_text("Deshalb steht hier nur der Link.")
            expect(box.get_by_role("button")).to_have_count(0)
    assert foreign == []


def test_a_switch_of_the_panel_loads_the_feed_below(visit: Visits) -> None:
    """Panel and feeds are one: switching on loads the feed at once, switching off ends it in the same moment."""
    page, _foreign = visit(FEEDS)

    switch(page, "YouTube").click()
    assert frames(page) == [placeholder(page).get_attribute("src")]
    switch(page, "YouTube").click()

    assert frames(page) == []


def test_everything_off_ends_what_was_loaded_once_too(visit: Visits) -> None:
    """„Alles ausschalten“ leaves no frame of anybody on the page, however it came."""
    page, _foreign = visit(FEEDS)
    press(button(placeholder(page, "vimeo"), ONCE))
    switch(page, "Flickr").click()

    left = page.get_by_role("button", name="Alles ausschalten").evaluate(
        "button => { button.click(); return document.querySelectorAll('iframe').length }"
    )

    assert left == 0
    assert visit.violations == []
