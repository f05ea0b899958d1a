"""The five states of the consent: each looked at by axe in five ways of seeing, and each large enough for a thumb."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.consent import (
    ALWAYS,
    ONCE,
    WITH_BOTH,
    WITH_PANEL,
    WITHDRAW,
    button,
    expect_said,
    placeholder,
    press,
    switch,
)
from tools.validators import axe_source
from tools.visiting import Visits

# In forced colours axe takes the colour a text would have without them: what is painted is asked below.
AXE = """async () => (await axe.run(document, {
    iframes: false,
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    rules: {"color-contrast": {enabled: !matchMedia("(forced-colors: active)").matches}},
})).violations.map(v => `${v.id}: ${v.nodes.map(n => n.html).join(" | ")}`)"""
FAINT = """() => {
    const light = colour => colour.match(/[0-9.]+/g).slice(0, 3).map(part => part / 255)
        .map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
        .reduce((sum, c, at) => sum + c * [0.2126, 0.7152, 0.0722][at], 0.05);
    const ground = one => {
        const colour = getComputedStyle(one).backgroundColor;
        return one.parentElement && /, 0\\)$/.test(colour) ? ground(one.parentElement) : colour;
    };
    return [...document.querySelectorAll("main *")]
        .filter(one => one.checkVisibility({visibilityProperty: true}))
        .filter(one => [...one.childNodes].some(node => node.nodeType === 3 && node.data.trim()))
        .filter(one => {
            const [dark, bright] = [light(getComputedStyle(one).color), light(ground(one))].sort((a, b) => a - b);
            return bright / dark < 4.5;
        }).map(one => one.outerHTML);
}"""
CONTROLS = ", ".join(
    [*(f"consent-embed {part}" for part in ("button", "a", "summary")), "consent-panel button", "consent-panel summary"]
)
SMALL = f"""least => [...document.querySelectorAll("{CONTROLS}")]
    .filter(one => one.checkVisibility({{visibilityProperty: true}})).map(one => [one, one.getBoundingClientRect()])
    .filter(([one, box]) => box.height < least || box.width < least)
    .map(([one, box]) => `${{one.outerHTML}} ${{box.width}}x${{box.height}}`)"""


def as_offered(page: Page) -> None:
    """Leave the placeholder as it is, its details open."""
    placeholder(page).locator(".consent-details-summary").click()


def switched_on(page: Page) -> None:
    """Show the panel with one switch on and its receipt."""
    page.goto(WITH_PANEL)
    switch(page, "Flickr").click()
    page.locator(".consent-details-summary").first.click()


def active(page: Page) -> None:
    """Load one film once, and the other network for good."""
    press(button(placeholder(page), ONCE))
    press(button(placeholder(page, "vimeo"), ALWAYS))


def withdrawn(page: Page) -> None:
    """Agree, and take it back."""
    press(button(placeholder(page), ALWAYS))
    press(button(placeholder(page), WITHDRAW))
    expect_said(placeholder(page), "withdraw")


def failed(page: Page) -> None:
    """Ask for a film while there is no network."""
    page.context.set_offline(True)
    press(button(placeholder(page), ONCE))
    expect(placeholder(page)).to_have_attribute("failed", "")


STATES = {"placeholder": as_offered, "panel": switched_on, "active": active, "withdrawn": withdrawn, "failed": failed}
WAYS: dict[str, dict[str, object]] = {
    "light": {},
    "dark": {"colour_scheme": "dark"},
    "forced-colours": {"forced_colors": "active"},
    "large-text": {},
    "narrow": {"width": 320},
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("state", STATES.values(), ids=list(STATES))
def test_axe_finds_nothing(visit: Visits, state: Callable[[Page], None], way: str) -> None:
    """WCAG 2.2 AA as far as a machine can tell; nothing to be read sideways; every target 44 pixels."""
    page, _foreign = visit(WITH_BOTH, reduced_motion="reduce", **WAYS[way])  # type: ignore[arg-type]
    if way == "large-text":
        page.add_init_script(
            "addEventListener('DOMContentLoaded', () => { document.documentElement.style.fontSize = '200%' })"
        )
        page.reload()
    state(page)

    if way != "large-text":  # larger letters have the colours, names and order of small ones
        page.evaluate(axe_source())
        assert page.evaluate(AXE) == []
        assert page.evaluate(FAINT) == []
    assert page.evaluate(SMALL, 44) == []
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_nothing_takes_the_focus_or_covers_the_page(visit: Visits, seven: str) -> None:
    """There is no banner: at load no element has the focus, nothing lies above the page, nothing is chosen."""
    page, _foreign = visit(seven)
    page.wait_for_timeout(300)

    assert page.evaluate("document.activeElement === document.body")
    assert page.locator("dialog, [role=dialog], [role=alertdialog], [popover]").count() == 0
    floating = "[...document.querySelectorAll('body *')].filter(e => getComputedStyle(e).position === 'fixed').length"
    assert page.evaluate(floating) == 0
    page.goto(WITH_PANEL)
    assert page.locator('[aria-checked="true"], :checked').count() == 0


def test_off_is_as_easy_as_on(visit: Visits) -> None:
    """What ends a consent has the size, the colours and the type of what gives it, and takes one press as well."""
    page, _foreign = visit(WITH_BOTH)
    box = placeholder(page)
    look = """one => { const s = getComputedStyle(one);
        return [s.height, s.color, s.backgroundColor, s.fontSize, s.fontWeight, s.borderTopWidth, s.borderTopColor] }"""
    page.mouse.move(0, 0)
    given = button(box, ALWAYS).evaluate(look)

    press(button(box, ALWAYS))
    taken = button(box, WITHDRAW).evaluate(look)

    assert taken == given
    page.goto(WITH_PANEL)
    control = switch(page, "Vimeo")
    size = "one => [one.offsetWidth, one.offsetHeight]"
    off = control.evaluate(look), control.evaluate(size)
    control.click()
    assert (control.evaluate(look), control.evaluate(size)) == off


def test_nothing_moves_for_who_wants_no_motion(visit: Visits) -> None:
    """With reduced motion no transition and no animation runs, before and after a choice."""
    page, _foreign = visit(WITH_BOTH, reduced_motion="reduce")
    press(button(placeholder(page), ALWAYS))
    page.goto(WITH_PANEL)
    switch(page, "Vimeo").click()

    assert page.evaluate("document.getAnimations().length") == 0
    moving = """[...document.querySelectorAll("*")].flatMap(one => ["", "::before", "::after"].map(part =>
        getComputedStyle(one, part))).filter(s => s.transitionDuration !== "0s" || s.animationName !== "none").length"""
    assert page.evaluate(moving) == 0
