"""The „Social Media“-Einstellungen: the client's words, one switch for each network, and what it stands at."""

import re

import pytest
from playwright.sync_api import Route, expect

from plugins.embeds.services import load
from plugins.embeds.services.service import find_shared
from tests.browser.consent import (
    ALWAYS,
    WITH_BOTH,
    WITH_PANEL,
    button,
    consent,
    keep,
    kept,
    placeholder,
    press,
    switch,
)
from tools.validators import axe_source
from tools.visiting import Visits

NAMES = [service.name for service in load()]
SPELLED = ["Facebook", "Twitter", "Youtube", "Pinterest", "Instagram", "Flickr", "Vimeo"]
WORDING = [
    "„Social Media“-Einstellungen",
    "Wenn Sie diese Felder durch einen Klick aktivieren, werden Informationen an die nachfolgenden Dienste"
    " übertragen und dort gespeichert: " + ", ".join(SPELLED),
    "Bitte beachten Sie unsere Informationen und Hinweise zum Datenschutz und zur Netiquette bevor Sie die"
    " einzelnen Sozialen Medien aktivieren.",
    "Datenfeeds von sozialen Netzwerken dauerhaft aktivieren und Datenübertragung zustimmen:",
]

# All of the page is there, with its style sheets and fonts, whether or not scripts have come.
LAID_OUT = """() => document.querySelector("body > footer") && document.fonts.status === "loaded"
    && [...document.querySelectorAll("link[rel=stylesheet]")].every(link => link.sheet)"""


@pytest.mark.parametrize("java_script", [True, False])
def test_the_wording_is_the_clients(visit: Visits, java_script: bool) -> None:
    """Heading and sentences stand as the ministry gave them, with links to privacy and netiquette."""
    page, _foreign = visit(WITH_PANEL, java_script=java_script)
    panel = page.locator("consent-panel")

    said = [" ".join(text.split()) for text in panel.locator("h1, h2, h3, p").all_inner_texts()]

    assert said[:4] == WORDING
    for name in ("Datenschutz", "Netiquette"):
        link = panel.get_by_role("link", name=name, exact=True)
        assert str(link.get_attribute("href")).endswith(f"/{name.lower()}/")


def test_every_network_has_its_switch_and_all_are_off(visit: Visits) -> None:
    """Seven switches, all off at first, and the word „aus“ beside each, which is part of its name (WCAG 2.5.3)."""
    page, foreign = visit(WITH_PANEL)

    for name in NAMES:
        expect(switch(page, name)).to_have_attribute("aria-checked", "false")
        assert switch(page, name).inner_text() == "aus"
        expect(switch(page, name)).to_have_accessible_description("")
    assert page.get_by_role("switch").count() == len(NAMES)
    assert foreign == []
    assert kept(page) is None


def test_every_row_says_who_learns_what(visit: Visits) -> None:
    """Before anything is switched: what all would learn, once, and in each row the company and what else it would."""
    page, _foreign = visit(WITH_PANEL)
    shared = find_shared(load(), "de")
    assert shared

    above = page.locator("consent-panel").inner_text().partition("Facebook\n")[0]
    rows = page.locator(".consent-panel-row").all_inner_texts()

    assert shared.received in above
    for row, service in zip(rows, load(), strict=True):
        assert service.provider in row
        assert service.besides(shared).received in row
        assert not any(noun in row for noun in shared.listed)


def test_the_panel_can_be_walked_by_heading(visit: Visits) -> None:
    """Each network is a heading one level below the panel's own."""
    page, _foreign = visit(WITH_PANEL)
    panel = page.locator("consent-panel")

    for name in NAMES:
        expect(panel.get_by_role("heading", name=name, level=3, exact=True)).to_have_count(1)
    expect(panel.get_by_role("heading", level=2)).to_have_count(1)
    expect(panel.get_by_role("heading")).to_have_count(1 + len(NAMES))


def test_a_switch_says_since_when_and_until_when(visit: Visits) -> None:
    """On: the word changes, and a sentence says since when and until when. Off: it is gone, and so is what was kept."""
    page, _foreign = visit(WITH_PANEL)
    page.clock.set_fixed_time("2026-11-23T12:00:00+01:00")
    vimeo = switch(page, "Vimeo")

    vimeo.click()

    expect(vimeo).to_have_attribute("aria-checked", "true")
    assert vimeo.inner_text() == "an"
    expect(vimeo).to_have_accessible_description(
        re.compile(r"^Sie haben am 23\. November 2026 um 12:00 Uhr zugestimmt.* Das gilt bis zum 23\. Mai 2027\.$")
    )
    expect(page.locator(".consent-panel-since:visible")).to_have_count(1)
    assert list(kept(page) or {}) == ["vimeo"]
    vimeo.click()
    expect(vimeo).to_have_attribute("aria-checked", "false")
    expect(page.locator(".consent-panel-since:visible")).to_have_count(0)
    assert kept(page) is None


def test_the_panel_and_the_placeholders_know_the_same(visit: Visits) -> None:
    """What was agreed to beside a film shows in the panel, and what is switched off there ends beside the film."""
    page, _foreign = visit(WITH_BOTH)
    press(button(placeholder(page), ALWAYS))
    page.goto(WITH_PANEL)

    expect(switch(page, "YouTube")).to_have_attribute("aria-checked", "true")
    switch(page, "YouTube").click()

    page.goto(WITH_BOTH)
    expect(button(placeholder(page), ALWAYS)).to_be_visible()
    expect(page.locator("iframe")).to_have_count(0)


def test_everything_can_be_switched_off_at_once(visit: Visits) -> None:
    """One press ends every consent; a message says so, and nothing is kept."""
    page, _foreign = visit(WITH_PANEL)
    for name in NAMES:
        switch(page, name).click()

    page.get_by_role("button", name="Alles ausschalten").click()

    assert kept(page) is None
    expect(page.locator('[role="switch"][aria-checked="true"]')).to_have_count(0)
    expect(page.locator("consent-panel").get_by_role("status")).to_contain_text("keine Zustimmung mehr")
    expect(page.get_by_role("button", name="Alles ausschalten")).to_be_focused()


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_the_keyboard_is_enough(visit: Visits, key: str) -> None:
    """Each switch turns by key, and the keyboard stays on it."""
    page, _foreign = visit(WITH_PANEL)
    switch(page, "Facebook").focus()

    page.keyboard.press(key)

    expect(switch(page, "Facebook")).to_have_attribute("aria-checked", "true")
    expect(switch(page, "Facebook")).to_be_focused()
    for _ in ("the version", "more", "the next switch"):
        page.keyboard.press("Tab")
    expect(switch(page, "X (Twitter)")).to_be_focused()


def test_a_changed_text_switches_off(visit: Visits) -> None:
    """If what citizens agreed to has changed, the switch is off, and only the earlier consent is told."""
    page, _foreign = visit(WITH_BOTH)
    keep(page, consent(page, "youtube", text="something else"))

    page.goto(WITH_PANEL)

    expect(switch(page, "YouTube")).to_have_attribute("aria-checked", "false")
    expect(page.locator(".consent-panel-since:visible")).to_have_id("consent-panel-youtube-earlier")


def test_without_java_script_nothing_pretends_to_work(visit: Visits) -> None:
    """Without JavaScript there is no switch and no button, but a sentence that everything stays off."""
    page, foreign = visit(WITH_PANEL, java_script=False)
    panel = page.locator("consent-panel")

    expect(panel.get_by_role("switch")).to_have_count(0)
    expect(panel.get_by_role("button")).to_have_count(0)
    expect(panel.get_by_text("Ohne JavaScript")).to_be_visible()
    expect(panel.get_by_text("Mit demselben Schalter")).to_be_hidden()
    assert foreign == []


@pytest.mark.parametrize("path", [WITH_PANEL, "/datenschutz/"])
def test_without_our_script_it_says_so_too(visit: Visits, path: str) -> None:
    """Where JavaScript runs but ours is kept away there is no dead control, and after a moment the same sentence."""
    page, foreign = visit("/impressum/")
    page.route("**/*.js", lambda route: route.abort())
    page.goto(path)
    panel = page.locator("consent-panel")

    expect(panel.get_by_text("Ohne JavaScript").first).to_be_visible()
    expect(panel.get_by_text("Mit demselben Schalter")).to_be_hidden()

    expect(panel.get_by_role("switch")).to_have_count(0)
    expect(panel.get_by_role("button")).to_have_count(0)
    assert foreign == []


def test_with_our_script_nothing_speaks_of_its_absence(visit: Visits) -> None:
    """Where the switches work the sentence for browsers without JavaScript never shows, at load or later."""
    page, _foreign = visit("/impressum/")
    waiting: list[Route] = []
    page.route("**/*.js", lambda route: waiting.append(route))  # noqa: PLW0108  # Playwright marks its handlers
    page.goto(WITH_PANEL, wait_until="commit")
    page.wait_for_function(LAID_OUT)
    note = page.locator(".is-without-script")
    expect(switch(page, "Vimeo")).to_have_count(0)
    before = page.locator("consent-panel").bounding_box()
    expect(note).to_be_hidden()

    for route in waiting:
        route.continue_()
    expect(switch(page, "Vimeo")).to_be_visible()

    expect(note).to_be_hidden()
    assert page.locator("consent-panel").bounding_box() == before
    page.wait_for_timeout(3200)
    expect(note).to_be_hidden()


def test_every_control_is_large_enough(visit: Visits) -> None:
    """On the smallest telephone each control is at least 44 pixels high and wide."""
    page, _foreign = visit(WITH_PANEL, width=320)
    controls = page.locator("consent-panel").get_by_role("button").or_(page.get_by_role("switch"))

    sizes = [control.bounding_box() for control in controls.all()]

    assert len(sizes) == len(NAMES) + 1
    assert all(size and size["height"] >= 44 and size["width"] >= 44 for size in sizes)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_the_words_show_without_colours(visit: Visits) -> None:
    """In forced colours on and off differ by word and by shape, not by colour alone."""
    page, _foreign = visit(WITH_PANEL, forced_colors="active")
    switch(page, "Flickr").click()

    shapes = [
        switch(page, name).evaluate("one => getComputedStyle(one, '::after').paddingLeft")
        for name in ("Flickr", "Vimeo")
    ]

    assert [switch(page, name).inner_text() for name in ("Flickr", "Vimeo")] == ["an", "aus"]
    assert shapes[0] != shapes[1]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(visit: Visits, scheme: str) -> None:
    """With switches on and off, in both palettes, axe has nothing to say."""
    page, _foreign = visit(WITH_PANEL, colour_scheme=scheme, reduced_motion="reduce")
    switch(page, "Flickr").click()
    page.locator(".consent-details-summary").first.click()

    page.evaluate(axe_source())
    found = page.evaluate("axe.run('consent-panel').then(result => result.violations)")

    assert [(problem["id"], [node["html"] for node in problem["nodes"]]) for problem in found] == []
    assert visit.console == []
