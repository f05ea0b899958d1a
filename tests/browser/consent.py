"""What tests of the two-click protection do again and again: find a placeholder, press, look what is kept."""

import json
import re
from typing import Any

from playwright.sync_api import Locator, Page, expect

ONCE = "einmal laden"
ALWAYS = "dauerhaft laden"
REMOVE = "entfernen"
WITHDRAW = "widerrufen"

WITH_BOTH = "/zwei-klick/"
"""The page on which a film of YouTube and one of Vimeo show how it works."""
WITH_PANEL = "/social-media/"
SHIFTS = """
window.shifts = [];
new PerformanceObserver(list => list.getEntries().forEach(entry => window.shifts.push(entry.value)))
    .observe({type: "layout-shift", buffered: true});
"""


def placeholders(page: Page, service: str = "youtube") -> Locator:
    """Return all placeholders of *service*; the panel's page has none."""
    return page.locator(f'consent-embed[service="{service}"]')


def placeholder(page: Page, service: str = "youtube") -> Locator:
    """Return the first placeholder of *service*."""
    return placeholders(page, service).first


def button(within: Locator, words: str) -> Locator:
    """Return the button of a placeholder whose accessible name holds *words*, if it can be pressed."""
    return within.get_by_role("button", name=re.compile(words))


def expect_said(box: Locator, *names: str) -> None:
    """Wait until a placeholder says the sentences of these names, whatever their words are."""
    status = box.get_by_role("status")
    for name in names:
        expect(status).to_contain_text(str(status.get_attribute(f"data-{name}")))


def switch(page: Page, name: str) -> Locator:
    """Return the panel's switch of the network called *name*, whatever its state, which is part of its name."""
    return page.get_by_role("switch", name=re.compile(rf"^{re.escape(name)} (aus|an)$"))


def press(control: Locator) -> None:
    """Press *control* with the keyboard.

    A click right after scrolling may land in a frame that stood there before:
    frames of other sites live in other processes, which hear of it later.
    """
    control.focus()
    control.press("Enter")


def refuse_to_keep(page: Page) -> None:
    """Let the storage of *page* be full: it can be read and emptied, but takes nothing more."""
    page.evaluate("void (Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError') })")


def frames(within: Page | Locator) -> list[str]:
    """Return the addresses of the frames that are there now."""
    addresses: list[str] = within.locator("iframe").evaluate_all("all => all.map(frame => frame.src)")
    return addresses


def double(page: Page, service: str = "youtube") -> Locator:
    """Put a second placeholder of *service* behind the first, and return it."""
    placeholder(page, service).evaluate("first => first.after(first.cloneNode(true))")
    return placeholders(page, service).nth(1)


def kept(page: Page) -> dict[str, Any] | None:
    """Return what the browser keeps about consent."""
    text = page.evaluate("localStorage.getItem('consent')")
    return json.loads(text) if text else None


def keep(page: Page, text: str) -> None:
    """Keep *text* as consent, as if an earlier visit had, and open the page again."""
    page.evaluate("text => localStorage.setItem('consent', text)", text)
    page.reload()


def consent(page: Page, service: str, **changes: str) -> str:
    """Return a consent to *service* that holds today, but for *changes*."""
    version = placeholder(page, service).get_attribute("data-text")
    entry = {"given": "2020-01-01T10:00:00.000Z", "text": version, "until": "2120-01-01T10:00:00.000Z"}
    return json.dumps({service: entry | changes})
