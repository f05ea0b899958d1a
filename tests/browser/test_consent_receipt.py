"""The receipt: when a citizen agreed, to which text, until when; to be read, copied and printed, and sent to nobody."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from playwright.sync_api import Page, expect

from plugins.embeds.services import load
from plugins.site.template_filters import datum
from tests.browser.consent import WITH_PANEL, kept, switch
from tools.visiting import Visits

DAY = "2026-11-23T12:00:00+01:00"
COPY = "Nachweis kopieren"
PRINT = "Nachweis drucken"
DESCRIBED = "one => document.getElementById(one.getAttribute('aria-describedby'))?.innerText"


def agreed(visit: Visits, *names: str) -> tuple[Page, list[str]]:
    """Open the panel on a known day and switch on the services of these *names*."""
    page, foreign = visit(WITH_PANEL)
    page.clock.set_fixed_time(DAY)
    for name in names:
        switch(page, name).click()
    return page, foreign


def test_the_receipt_says_when_to_what_and_until_when(visit: Visits) -> None:
    """A sentence with day and hour, the company, the day of the text and the end; it describes the switch."""
    page, _foreign = agreed(visit, "Vimeo")

    vimeo = next(service for service in load() if service.id == "vimeo")
    version = switch(page, "Vimeo").get_attribute("data-text")
    expect(switch(page, "Vimeo")).to_have_accessible_description(
        "Sie haben am 23. November 2026 um 12:00 Uhr zugestimmt, dass Inhalte von Vimeo geladen werden und "
        f"{vimeo.provider} die genannten Angaben erhält (Fassung vom {datum(vimeo.text_day)}). "
        "Das gilt bis zum 23. Mai 2027."
    )
    assert (kept(page) or {})["vimeo"]["text"] == version
    assert str(version).startswith(f"{vimeo.text_day}.")

    page.locator(".consent-panel-since:visible a").click()
    expect(page.locator("#fassungen-vimeo + dd")).to_contain_text(f"{datum(vimeo.text_day)}: {vimeo.changes[0].what}")
    expect(page.locator("#fassungen-vimeo")).to_be_in_viewport()


def test_the_receipt_can_be_copied(visit: Visits) -> None:
    """The clipboard holds the page, its address and a sentence for each service that is on, and no other."""
    page, foreign = agreed(visit, "YouTube", "Vimeo")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])

    page.get_by_role("button", name=COPY).click()

    expect(page.locator("consent-panel").get_by_role("status")).to_contain_text("Zwischenablage")
    lines = page.evaluate("navigator.clipboard.readText()").splitlines()
    assert lines[1].endswith(WITH_PANEL)
    assert [name in line for name, line in zip(("YouTube", "Vimeo"), lines[2:], strict=True)] == [True, True]
    assert all("23. November 2026" in line and "23. Mai 2027" in line for line in lines[2:])
    assert foreign == []


def test_where_copying_is_forbidden_the_page_says_so(visit: Visits) -> None:
    """If the browser refuses, a message says what can be done instead."""
    page, _foreign = agreed(visit, "Vimeo")
    page.evaluate("void (navigator.clipboard.writeText = () => Promise.reject(new Error('no')))")

    page.get_by_role("button", name=COPY).click()

    expect(page.locator("consent-panel").get_by_role("status")).to_contain_text("drucken")


def test_the_receipt_can_be_printed(visit: Visits) -> None:
    """The button opens the browser's own printing; on paper the sentences and the words stand, the controls do not."""
    page, _foreign = agreed(visit, "Vimeo")
    page.evaluate("void (window.print = () => { window.printed = true })")
    page.get_by_role("button", name=PRINT).click()
    assert page.evaluate("window.printed")

    page.emulate_media(media="print")

    expect(page.locator(".consent-panel-since:visible")).to_have_count(1)
    expect(page.locator("consent-panel").get_by_role("button")).to_have_count(0)
    words = page.locator(".consent-panel-switch").all_inner_texts()
    assert words == ["aus"] * 6 + ["an"]


def test_without_consent_there_is_no_receipt(visit: Visits) -> None:
    """Where nothing is on there is nothing to copy or print, and no place moves when that changes."""
    page, _foreign = agreed(visit)
    offered = page.get_by_role("button", name=COPY).or_(page.get_by_role("button", name=PRINT))
    expect(offered).to_have_count(0)
    before = page.locator(".consent-panel-end").bounding_box()

    switch(page, "Facebook").click()
    expect(offered).to_have_count(2)

    after = page.locator(".consent-panel-end").bounding_box()
    assert before
    assert after
    assert before["height"] == after["height"]


def test_an_earlier_text_ends_with_a_word(visit: Visits) -> None:
    """Agreed to what stood there before: off, and told since when, why, and what is new; the receipt goes on."""
    page, foreign = agreed(visit, "Vimeo")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.evaluate(
        """text => localStorage.setItem("consent", localStorage.getItem("consent").replace(/"text":"[^"]+"/, text))""",
        '"text":"2026-05-31.1a2b3c4d"',
    )
    page.reload()

    expect(switch(page, "Vimeo")).to_have_attribute("aria-checked", "false")
    told = page.locator(".consent-panel-since:visible")
    expect(told).to_have_count(1)
    expect(told).to_contain_text("am 23. November 2026 um 12:00 Uhr einer früheren Fassung")
    expect(told).to_contain_text("(Fassung: 31. Mai 2026)")
    expect(told).to_contain_text("deshalb wird nichts geladen")
    expect(told.get_by_role("link", name="was neu ist")).to_have_attribute("href", re.compile("#fassungen-vimeo$"))
    assert "früheren Fassung" in (switch(page, "Vimeo").evaluate(DESCRIBED) or "")
    page.get_by_role("button", name=COPY).click()
    expect(page.locator("consent-panel").get_by_role("status")).to_contain_text("Zwischenablage")
    assert page.evaluate("navigator.clipboard.readText()").splitlines()[2] == told.inner_text()

    page.get_by_role("button", name="Alles ausschalten").click()

    expect(told).to_have_count(0)
    assert kept(page) is None
    assert foreign == []


@pytest.mark.parametrize("days", [180, 190])
def test_what_has_ended_is_silent(visit: Visits, days: int) -> None:
    """After six months the switch is off and the receipt gone, and nothing is kept; just before it still holds."""
    page, _foreign = agreed(visit, "Vimeo")
    ended = days > 185

    page.clock.set_fixed_time(dt.datetime.fromisoformat(DAY) + dt.timedelta(days=days))
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")

    expect(switch(page, "Vimeo")).to_have_attribute("aria-checked", "false" if ended else "true")
    assert (kept(page) is None) == ended


def test_the_receipt_is_in_the_privacy_page_too(visit: Visits) -> None:
    """Each service's entry there has the same switch with the same receipt."""
    page, foreign = visit("/datenschutz/")
    page.clock.set_fixed_time(DAY)
    control = page.get_by_role("switch", name="Inhalte von Vimeo dauerhaft laden aus")

    control.click()

    control = page.get_by_role("switch", name="Inhalte von Vimeo dauerhaft laden an")
    expect(control).to_have_attribute("aria-checked", "true")
    expect(page.locator(".consent-panel-since:visible")).to_contain_text("23. November 2026")
    page.goto(WITH_PANEL)
    expect(switch(page, "Vimeo")).to_have_attribute("aria-checked", "true")
    assert foreign == []
