"""When nothing comes: the reader is told why, the offer is back, and the keyboard is where it was."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.consent import ALWAYS, ONCE, WITH_BOTH, button, expect_said, frames, kept, placeholder, press
from tools.visiting import Visits

PATIENCE = "00:21"


def never_answering(page: Page) -> None:
    """Let every request to YouTube wait for ever, as behind a wall that swallows it."""

    def swallow(_route: Route) -> None:
        """Leave it without an answer."""

    page.route("https://www.youtube-nocookie.com/**", swallow)


@pytest.mark.parametrize("words", [ONCE, ALWAYS])
@pytest.mark.parametrize("reason", ["offline", "silent"])
def test_a_frame_that_does_not_come_is_told_of(visit: Visits, words: str, reason: str) -> None:
    """Offline or without an answer: frame gone, message in the status, focus on the button to try again."""
    page, _foreign = visit(WITH_BOTH)
    page.clock.install()
    box = placeholder(page)
    if reason == "offline":
        page.context.set_offline(True)
    else:
        never_answering(page)

    press(button(box, words))
    if reason != "offline":
        expect_said(box, "once")
        page.clock.fast_forward(PATIENCE)

    expect_said(box, reason)
    expect(box).to_have_attribute("failed", "")
    expect(button(box, ONCE)).to_be_focused()
    assert frames(page) == []


def test_trying_again_is_a_new_try(visit: Visits) -> None:
    """After a failure the same button loads, and the message of the failure is gone."""
    page, _foreign = visit(WITH_BOTH)
    page.context.set_offline(True)
    press(button(placeholder(page), ONCE))
    page.context.set_offline(False)

    press(button(placeholder(page), ONCE))

    assert len(frames(page)) == 1
    assert placeholder(page).get_attribute("failed") is None
    expect_said(placeholder(page), "loaded")


def test_a_failure_takes_no_consent_back(visit: Visits) -> None:
    """Who agreed for good while offline has agreed; with the next page it works."""
    page, _foreign = visit(WITH_BOTH)
    page.context.set_offline(True)
    press(button(placeholder(page), ALWAYS))

    assert list(kept(page) or {}) == ["youtube"]
    expect_said(placeholder(page), "offline", "kept")
    page.context.set_offline(False)
    page.reload()

    expect(placeholder(page).locator("iframe")).to_have_count(1)


def test_what_has_come_is_left_alone(visit: Visits) -> None:
    """A frame that answered stays, however long one watches it; so does one that was sent away and let in again."""
    page, _foreign = visit(WITH_BOTH)
    page.clock.install()
    box = placeholder(page)
    never_answering(page)
    press(button(box, ONCE))
    press(button(box, "entfernen"))
    page.unroute_all(behavior="ignoreErrors")
    page.route("https://www.youtube-nocookie.com/**", lambda route: route.fulfill(body="<title>Film</title>"))
    press(button(box, ONCE))
    page.frame_locator("consent-embed iframe").locator("html").wait_for(state="attached")

    page.clock.fast_forward(PATIENCE)

    assert len(frames(page)) == 1
    expect_said(box, "loaded")
