"""The placeholder: nothing foreign before the click, one click for one thing, and a way back."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from plugins.embeds.services import load
from tests.browser.consent import (
    ALWAYS,
    ONCE,
    REMOVE,
    WITH_BOTH,
    WITH_PANEL,
    WITHDRAW,
    button,
    double,
    expect_said,
    frames,
    kept,
    placeholder,
    press,
    switch,
)
from tools.visiting import Visits

FOCUSED = "document.activeElement"


def test_nothing_leaves_before_the_click(visit: Visits, seven: str) -> None:
    """Whoever opens, reads, scrolls, tabs through or prints a page with all seven networks asks only our server."""
    page, foreign = visit(seven)

    for box in page.locator("consent-embed").all():
        box.hover()
    for control in page.get_by_role("button", name=re.compile(f"{ONCE}|{ALWAYS}")).all():
        control.hover()
        control.focus()
    page.mouse.wheel(0, 100_000)
    page.emulate_media(media="print")
    page.pdf()
    page.wait_for_timeout(300)

    assert foreign == []
    assert visit.violations == []  # what only the policy has stopped was asked for all the same
    assert frames(page) == []


def test_nothing_leaves_without_java_script(visit: Visits, seven: str) -> None:
    """The same holds in a browser that runs no script at all."""
    _page, foreign = visit(seven, java_script=False)

    assert foreign == []


def test_without_java_script_there_is_a_link(visit: Visits, seven: str) -> None:
    """Without JavaScript each placeholder says what it is and leads there; nothing on it is dead."""
    page, _foreign = visit(seven, java_script=False)

    expect(page.locator("consent-embed").get_by_role("button")).to_have_count(0)
    expect(page.locator("consent-embed button:not([hidden])")).to_have_count(0)
    for service in load():
        box = placeholder(page, service.id)
        expect(box.locator(".consent-embed-title")).to_be_visible()
        expect(box.locator(".consent-embed-text").first).to_contain_text(service.provider)
        expect(box.get_by_text("„Dauerhaft“ heißt")).to_be_hidden()
        expect(box.locator(".consent-embed-source")).to_be_visible()
        assert str(box.locator("a").first.get_attribute("href")).startswith("https://")
    link = page.locator('consent-embed[start="130"] .consent-embed-source')
    expect(link).to_be_visible()
    assert "t=130" in str(link.get_attribute("href"))
    page.emulate_media(media="print")
    printed = link.evaluate("link => getComputedStyle(link, '::after').content")
    assert str(link.get_attribute("href")) in printed, "a film begins where it was meant to on paper too"


def test_without_our_script_no_button_is_dead(visit: Visits) -> None:
    """Where JavaScript runs but ours is kept away there is the link, and no button that would do nothing."""
    page, foreign = visit("/impressum/")
    page.route("**/*.js", lambda route: route.abort())

    page.goto(WITH_BOTH)

    expect(page.locator("consent-embed button:visible")).to_have_count(0)
    expect(placeholder(page).get_by_role("link").first).to_be_visible()
    assert foreign == []


def test_one_click_loads_one_thing(visit: Visits) -> None:
    """Loading one film loads that film: another one of the same network stays silent, and so do all others."""
    page, foreign = visit(WITH_BOTH)
    second = double(page)
    first = placeholder(page)

    button(first, ONCE).click()

    assert frames(first) == [first.get_attribute("src")]
    assert frames(second) == frames(placeholder(page, "vimeo")) == []
    page.wait_for_timeout(300)
    assert {urlsplit(url).netloc for url in foreign} == {"www.youtube-nocookie.com"}
    assert visit.violations == []


def test_only_encrypted_addresses_are_loaded(visit: Visits) -> None:
    """An address that is not https never becomes a frame, wherever it came from."""
    page, foreign = visit(WITH_BOTH)
    second = double(page)

    for address in ("http://www.youtube-nocookie.com/embed/x", "javascript:alert(1)", "data:text/html,x", "/"):
        second.evaluate(
            "(box, src) => { const to = box.cloneNode(true); to.setAttribute('src', src); box.replaceWith(to) }",
            address,
        )
        press(second.locator("button[value=once]"))

    assert frames(page) == foreign == []


@pytest.mark.slow
def test_a_frame_may_do_no_more_than_it_needs(visit: Visits, seven: str) -> None:
    """Every network's frame is named, locked in, and may do what its registry entry grants; no other host is asked."""
    page, foreign = visit(seven)

    for service in load():
        box = placeholder(page, service.id)
        press(button(box, ONCE))
        frame = box.locator("> iframe")
        frame.scroll_into_view_if_needed()
        names = ("src", "title", "allow", "sandbox", "referrerpolicy", "loading", "allowfullscreen")
        assert [frame.get_attribute(name) for name in names] == [
            *(box.get_attribute("src"), box.get_attribute("data-title")),
            *(service.allow, service.sandbox, service.referrerpolicy, "eager"),
            "" if "fullscreen" in service.allow.split("; ") else None,
        ]
        assert set(frame.evaluate("frame => frame.getAttributeNames()")) <= set(names)
        assert "allow-top-navigation" not in service.sandbox

    page.wait_for_timeout(300)
    asked = {urlsplit(url).netloc for url in foreign}
    assert len(asked) == len(load())
    assert asked <= {host for service in load() for host in service.frame_hosts}
    assert visit.violations == []


def test_what_was_let_in_can_be_sent_away(visit: Visits) -> None:
    """Removing a film ends its frame at once and brings the placeholder back, with the keyboard where it was."""
    page, _foreign = visit(WITH_BOTH)
    box = placeholder(page)
    offer = box.locator(".consent-embed-offer")
    expect(offer).to_be_visible()
    button(box, ONCE).click()
    expect(button(box, ONCE)).to_have_count(0)
    expect(offer).to_be_hidden()
    expect(button(box, WITHDRAW)).to_have_count(0)  # there is nothing to withdraw

    press(button(box, REMOVE))

    assert frames(page) == []
    expect(offer).to_be_visible()
    expect(button(box, ONCE)).to_be_focused()
    expect_said(box, "unload")
    assert kept(page) is None


@pytest.mark.parametrize("words", [ONCE, ALWAYS])
def test_focus_goes_with_what_was_loaded(visit: Visits, words: str) -> None:
    """After loading, the keyboard is at „entfernen“, and its next step leads into the film."""
    page, _foreign = visit(WITH_BOTH, service_stub=lambda url: f"<title>Film</title><a href='{url}'>Play</a>")
    box = placeholder(page)

    press(button(box, words))

    expect(button(box, REMOVE)).to_be_focused()
    page.frame_locator("iframe").get_by_role("link").wait_for()
    while page.evaluate(f"{FOCUSED}.localName") == "button":
        page.keyboard.press("Tab")
    assert page.evaluate(f"{FOCUSED}.localName") == "iframe"


def test_what_ends_elsewhere_is_told_to_who_is_there(visit: Visits) -> None:
    """Withdrawn in another tab while the keyboard is within the film: it goes to the button, and a message says why."""
    page, _foreign = visit(WITH_BOTH, service_stub=lambda _url: "<title>Film</title><button>Play</button>")
    box = placeholder(page)
    press(button(box, ALWAYS))
    page.frame_locator("iframe").get_by_role("button").focus()
    other = page.context.new_page()
    other.goto(WITH_PANEL)

    press(switch(other, "YouTube"))

    expect_said(box, "unload")
    assert page.evaluate(f"{FOCUSED}.value") == "once"
    press(switch(other, "YouTube"))
    expect_said(box, "loaded")
    assert page.evaluate(f"{FOCUSED}.value") == "unload"


def test_what_ends_elsewhere_takes_no_focus(visit: Visits) -> None:
    """A placeholder that changes without being pressed leaves keyboard and message where they are."""
    page, _foreign = visit(WITH_BOTH)
    box = placeholder(page)
    press(button(box, ALWAYS))
    link = box.get_by_role("link").first
    link.focus()
    other = page.context.new_page()
    other.goto(WITH_PANEL)

    press(switch(other, "YouTube"))
    expect(box.locator("iframe")).to_have_count(0)

    assert page.evaluate(f"{FOCUSED}.localName") == "a"
    expect(box.get_by_role("status")).to_have_text("")


@pytest.mark.parametrize("width", [320, 1280])
def test_the_message_stands_where_one_looks(visit: Visits, width: int) -> None:
    """What a press has brought about is said right below the offer or the frame, not at the end of the placeholder."""
    page, _foreign = visit(WITH_BOTH, width=width)
    box = placeholder(page)
    press(button(box, ONCE))

    gap = box.evaluate(
        """box => {
            const message = document.createRange();
            message.selectNodeContents(box.querySelector("[role=status]"));
            return message.getBoundingClientRect().top - box.querySelector("iframe").getBoundingClientRect().bottom;
        }"""
    )
    assert 0 <= gap <= 16


def test_the_page_says_what_happened(visit: Visits) -> None:
    """A region for messages is there, silent, from the start; each press is answered in it."""
    page, _foreign = visit(WITH_BOTH)
    box = placeholder(page)
    status = box.get_by_role("status")

    expect(status).to_have_text("")
    for words, said in [
        (ONCE, ["loaded"]),
        (REMOVE, ["unload"]),
        (ALWAYS, ["loaded", "always"]),
        (REMOVE, ["unload", "kept"]),
        (ALWAYS, ["loaded", "always"]),
        (WITHDRAW, ["withdraw"]),
    ]:
        press(button(box, words))
        expect_said(box, *said)


def test_the_names_say_which_is_meant(visit: Visits, seven: str) -> None:
    """Read aloud alone, every control names its content by title or position, and no two are confused."""
    page, _foreign = visit(seven)
    boxes = page.locator("consent-embed").all()

    once = [button(box, ONCE).get_attribute("aria-label") for box in boxes]

    assert once[0] == "Video „Ein Film“ von YouTube einmal laden"
    assert once[1] == "Video 1 von Vimeo einmal laden"
    assert once[-1] == "Video 2 von YouTube einmal laden"
    assert len(set(once)) == len(boxes)
    assert not any("dauerhaft" in str(name) for name in once)
    for box, name in zip(boxes, once, strict=True):
        assert str(name).endswith(button(box, ONCE).inner_text()[1:]), "what is seen is part of what is said"
        expect(button(box, ALWAYS)).to_have_accessible_name(re.compile(r"^(\w| |\(|\))+ dauerhaft laden$"))
        expect(box).to_have_role("group")
        expect(box).to_have_accessible_name(re.compile(r" von \w+"))
        press(button(box, ONCE))
        assert box.locator("iframe").get_attribute("title") == str(name).removesuffix(" einmal laden")
        expect(button(box, REMOVE)).to_have_accessible_name(f"{box.get_attribute('data-title')} wieder entfernen")


def test_both_choices_weigh_the_same(visit: Visits) -> None:
    """Loading once is as large and as plain to see as loading for good, and large enough for a thumb."""
    for width in (320, 1280):
        page, _foreign = visit(WITH_BOTH, width=width)
        box = placeholder(page)

        sizes = [button(box, words).bounding_box() for words in (ONCE, ALWAYS)]
        looks = [
            button(box, words).evaluate("b => [getComputedStyle(b).color, getComputedStyle(b).backgroundColor]")
            for words in (ONCE, ALWAYS)
        ]

        assert sizes[0]
        assert sizes[1]
        assert (sizes[0]["width"], sizes[0]["height"]) == (sizes[1]["width"], sizes[1]["height"])
        assert sizes[0]["height"] >= 44
        assert looks[0] == looks[1]


@pytest.mark.parametrize("width", [320, 1280])
def test_nothing_moves(visit: Visits, width: int) -> None:
    """A page looks the same before the script and after it, without consent and with it: nothing jumps."""
    page, _foreign = visit(WITH_BOTH, width=width)
    heights = [page.evaluate("document.documentElement.scrollHeight")]
    press(button(placeholder(page), ALWAYS))
    page.reload()
    expect(placeholder(page).locator("iframe")).to_have_count(1)
    heights.append(page.evaluate("document.documentElement.scrollHeight"))
    shifted = page.evaluate(
        """() => new Promise(done => new PerformanceObserver(list =>
            done(list.getEntries().reduce((sum, entry) => sum + entry.value, 0)))
            .observe({type: "layout-shift", buffered: true}) ?? setTimeout(() => done(0), 500))"""
    )

    assert heights[0] == heights[1]
    assert shifted < 0.01


@pytest.mark.parametrize("words", ["", ALWAYS])
def test_paper_shows_the_address(visit: Visits, words: str) -> None:
    """Printed, the placeholder is its title and its address, loaded or not; there is nothing to press on paper."""
    page, _foreign = visit(WITH_BOTH)
    box = placeholder(page)
    if words:
        press(button(box, words))

    page.emulate_media(media="print")

    expect(box.get_by_role("button")).to_have_count(0)
    expect(box.locator("iframe:visible")).to_have_count(0)
    expect(box.locator(".consent-embed-title")).to_be_visible()
    link = box.locator(".consent-embed-source")
    printed = link.evaluate("link => getComputedStyle(link, '::after').content")
    assert str(link.get_attribute("href")) in printed
    assert link.evaluate("link => getComputedStyle(link).minBlockSize") == "0px", "paper needs no room for thumbs"


def test_without_a_network_the_page_says_so(visit: Visits) -> None:
    """Whoever is offline is told why nothing may appear."""
    page, _foreign = visit(WITH_BOTH)
    page.context.set_offline(True)

    button(placeholder(page), ONCE).click()

    expect_said(placeholder(page), "offline")


@pytest.mark.parametrize("text", ["100%", "200%"])
def test_it_fits_a_small_window(visit: Visits, seven: str, text: str) -> None:
    """At 320 pixels, and with text of twice the size, nothing has to be read sideways."""
    page, _foreign = visit(seven, width=320)
    page.evaluate("size => { document.documentElement.style.fontSize = size }", text)

    left = page.get_by_role("button", name=ONCE)
    while left.count():
        press(left.first)

    wide = page.locator("consent-embed").evaluate_all("all => all.map(one => one.scrollWidth - one.clientWidth)")
    assert max(wide) <= 0
    assert page.locator("consent-embed").evaluate_all("all => Math.max(...all.map(x => x.offsetWidth))") <= 320
