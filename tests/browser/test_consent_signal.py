"""A browser that says „do not track“ is answered: what is chosen for good all the same never loads in silence."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.consent import (
    ALWAYS,
    ONCE,
    WITH_BOTH,
    WITH_PANEL,
    WITHDRAW,
    button,
    consent,
    expect_said,
    frames,
    keep,
    kept,
    placeholder,
    press,
    switch,
)
from tools.visiting import Visits

SIGNALS = {
    "Global Privacy Control": "Object.defineProperty(navigator, 'globalPrivacyControl', {value: true})",
    "Do Not Track": "Object.defineProperty(navigator, 'doNotTrack', {value: '1'})",
}
each_signal = pytest.mark.parametrize("name", SIGNALS)


@each_signal
def test_choosing_for_good_names_the_signal(visit: Visits, name: str) -> None:
    """The choice is the citizen's and holds; the answer names the signal it goes against."""
    page, _foreign = visit("/datenschutz/")
    page.add_init_script(SIGNALS[name])
    page.goto(WITH_BOTH)

    press(button(placeholder(page), ALWAYS))

    expect(placeholder(page).get_by_role("status")).to_contain_text(f"„{name}“")
    expect_said(placeholder(page), "always")
    assert list(kept(page) or {}) == ["youtube"]
    assert len(frames(page)) == 1


@each_signal
def test_a_choice_for_good_is_never_silent(visit: Visits, name: str) -> None:
    """On every later page a sentence says why it loads in spite of the signal, beside the way out."""
    page, _foreign = visit("/datenschutz/")
    page.add_init_script(SIGNALS[name])
    page.goto(WITH_BOTH)

    keep(page, consent(page, "youtube"))

    expect_said(placeholder(page), "loads")
    expect(placeholder(page).get_by_role("status")).to_contain_text(f"„{name}“")
    expect(button(placeholder(page), WITHDRAW)).to_be_visible()
    assert page.evaluate("document.activeElement === document.body")


def test_a_choice_in_another_tab_is_not_silent_either(visit: Visits) -> None:
    """Switched on in another tab, a film that loads here says that it goes against the signal."""
    page, _foreign = visit("/datenschutz/")
    page.context.add_init_script(SIGNALS["Do Not Track"])
    page.goto(WITH_BOTH)
    other = page.context.new_page()
    other.goto(WITH_PANEL)

    press(switch(other, "YouTube"))

    expect(placeholder(page).get_by_role("status")).to_contain_text("„Do Not Track“")


@each_signal
def test_the_panel_names_the_signal(visit: Visits, name: str) -> None:
    """The panel says which signal it sees, and that everything is off by itself."""
    page, _foreign = visit("/datenschutz/")
    page.add_init_script(SIGNALS[name])
    page.goto(WITH_PANEL)

    expect(page.locator(".consent-panel-signal")).to_contain_text(f"„{name}“")
    expect(switch(page, "YouTube")).to_have_attribute("aria-checked", "false")


@pytest.mark.parametrize(("value", "tracked"), [("false", "null"), ("undefined", "'0'")])
def test_without_a_signal_nothing_speaks_of_one(visit: Visits, value: str, tracked: str) -> None:
    """Where no signal is sent there is no sentence about one, and loading once never needs any."""
    page, _foreign = visit("/datenschutz/")
    page.add_init_script(f"Object.defineProperty(navigator, 'globalPrivacyControl', {{value: {value}}})")
    page.add_init_script(f"Object.defineProperty(navigator, 'doNotTrack', {{value: {tracked}}})")
    page.goto(WITH_PANEL)
    expect(page.locator(".consent-panel-signal")).to_be_hidden()
    page.goto(WITH_BOTH)
    keep(page, consent(page, "youtube"))

    expect(placeholder(page).get_by_role("status")).to_have_text("")
    press(button(placeholder(page, "vimeo"), ONCE))

    expect(placeholder(page, "vimeo").get_by_role("status")).not_to_contain_text("Signal")
