"""A picture of ours where something of a network is not loaded: from our own host, whole, and nothing moves."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.consent import ALWAYS, ONCE, REMOVE, SHIFTS, WITHDRAW, button, press
from tests.browser.test_consent_place import heights, shifted
from tools import validators
from tools.browser_check.scripts import BARRIERS
from tools.visiting import Visits

PATH = "/probe/aktuelles/standbild/"
"""A film, an upright one, a post of fixed height, and an album, for which there is no frame."""
WIDTHS = [280, *(pytest.param(width, marks=pytest.mark.slow) for width in (320, 768)), 1280]
SEEN = """box => {
    const {left, right, top, bottom, width} = box.querySelector("img").getBoundingClientRect();
    const texts = [...box.querySelectorAll("p, h2, h3, h4, figcaption, button")];
    const seen = texts.filter(one => one.innerText && one.checkVisibility());
    const edges = seen.map(one => one.getBoundingClientRect());
    return {
        covered: edges.some(one => one.bottom > top + 1 && one.top < bottom - 1),
        within: left >= box.getBoundingClientRect().left && right <= box.getBoundingClientRect().right && width > 100,
        sharp: box.querySelector("img").naturalWidth > 0,
        above: box.querySelector("figure").getBoundingClientRect().top + 1 >= top,
    };
}"""
WHOLE = {"covered": False, "within": True, "sharp": True, "above": True}


def boxes(page: Page) -> list[Locator]:
    """Return the placeholders of *page* with their pictures loaded."""
    page.evaluate("async () => { for (const one of document.images) { one.scrollIntoView(); await one.decode(); } }")
    return page.locator("consent-embed").all()


@pytest.mark.parametrize("width", WIDTHS)
def test_a_picture_stands_there_until_something_is_loaded(visit: Visits, width: int) -> None:
    """It comes and goes with the offer, no text lies on it, nothing moves, and nobody else is asked for it."""
    page, foreign = visit(PATH, width=width)
    found = boxes(page)
    assert [box.evaluate(SEEN) for box in found[:3]] == [WHOLE] * 3
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert foreign == []
    page.evaluate(SHIFTS)
    before = heights(page)

    for box in found[:3]:
        picture = box.locator("img")
        for words, is_seen in ((ONCE, False), (REMOVE, True), (ALWAYS, False), (WITHDRAW, True)):
            press(button(box, words))
            expect(picture).to_be_visible(visible=is_seen)
            assert heights(page) == before, words
    page.context.set_offline(True)
    press(button(found[0], ONCE))
    expect(found[0].locator("img")).to_be_visible()

    assert heights(page) == before
    assert shifted(page) == 0
    assert visit.violations == []


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_a_browser_loads_what_it_can_show(reading_visit: Visits, width: int) -> None:
    """`sizes` and the place agree: no picture is blurred, none is loaded much too large."""
    page, _foreign = reading_visit(PATH, width=width)

    shown = [box.locator("img").evaluate("one => [one.clientWidth, one.naturalWidth]") for box in boxes(page)[:3:2]]

    for place, told in shown:
        assert place * 0.97 <= told <= place * 1.25 + 16


def test_it_stands_there_without_a_script_as_well(reading_visit: Visits) -> None:
    """With its words: what it shows for those who do not see it, and whose it is for all."""
    page, foreign = reading_visit(PATH, java_script=False)

    for picture in page.locator("consent-embed img").all():
        picture.scroll_into_view_if_needed()
        expect(picture).to_be_visible()
        expect(picture).not_to_have_js_property("naturalWidth", 0)
    names = [picture.get_attribute("alt") for picture in page.locator("consent-embed img").all()]
    assert names == ["Ein rotes Quadrat steht auf einer hellen Fläche.", "", "Noch ein Quadrat", ""]
    expect(page.get_by_text("Zeichnung: Probe")).to_be_visible()
    assert foreign == []


@pytest.mark.parametrize("is_loaded", [False, True])
def test_on_paper_it_stands_for_what_is_not_there(visit: Visits, *, is_loaded: bool) -> None:
    """Between title and address, with its credit, also if the film was loaded; without the offer."""
    page, _foreign = visit(PATH)
    box = boxes(page)[0]
    if is_loaded:
        press(button(box, ONCE))

    page.emulate_media(media="print")

    order = [".consent-embed-title", "img", "figcaption", ".consent-embed-source"]
    tops = [place["y"] for one in order if (place := box.locator(one).bounding_box())]
    assert len(tops) == len(order)
    assert tops == sorted(tops)
    expect(box.get_by_text("Zeichnung: Probe")).to_be_visible()
    expect(box.locator(".consent-embed-text").first).to_be_hidden()
    assert "aqz-KE-bpKQ" in box.locator(".consent-embed-source").evaluate(
        "one => getComputedStyle(one, '::after').content"
    )


@pytest.mark.parametrize("scheme", ["light", pytest.param("dark", marks=pytest.mark.slow)])
def test_no_barrier_beside_a_picture(reading_visit: Visits, scheme: str) -> None:
    """As far as axe can tell; words stand on a ground of their own, buttons are large enough for a finger."""
    page, _foreign = reading_visit(PATH, colour_scheme=scheme, width=320)
    page.evaluate(validators.axe_source())

    assert page.evaluate(BARRIERS) == []
    sizes = page.locator("consent-embed button:visible").evaluate_all("all => all.map(one => one.offsetHeight)")
    assert min(sizes) >= 44
