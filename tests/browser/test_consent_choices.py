"""What is kept: nothing until „dauerhaft“, then only that, and never longer than the citizen wants."""

import datetime as dt
import json
import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.consent import (
    ALWAYS,
    ONCE,
    REMOVE,
    WITH_BOTH,
    WITH_PANEL,
    WITHDRAW,
    button,
    consent,
    double,
    expect_said,
    frames,
    keep,
    kept,
    placeholder,
    press,
    refuse_to_keep,
    switch,
)
from tools.chromium import Chromium
from tools.serving import Served
from tools.visiting import Visits

BLOCKED = """
Object.defineProperty(window, "localStorage", { get() { throw new DOMException("no", "SecurityError") } });
"""


def a_second() -> float:
    """Return the milliseconds of a second to a page, on a machine that others use as well."""
    return 1000 * (1 + os.getloadavg()[0] / (os.cpu_count() or 1))


def test_nothing_is_kept_before_dauerhaft(visit: Visits) -> None:
    """Reading, loading once and removing again leaves nothing behind in the browser, no cookie either."""
    page, _foreign = visit(WITH_BOTH)
    press(button(placeholder(page), ONCE))
    press(button(placeholder(page), REMOVE))

    everything = page.evaluate(
        "async () => [{...localStorage}, {...sessionStorage}, document.cookie, await indexedDB.databases(), "
        "await caches.keys()]"
    )

    assert everything == [{}, {}, "", [], []]
    assert page.context.cookies() == []
    page.reload()
    assert frames(page) == []


def test_dauerhaft_keeps_what_was_agreed_and_for_how_long(visit: Visits) -> None:
    """Kept are the network, the moment, the version of the text and the end six months later; no cookie."""
    page, _foreign = visit(WITH_BOTH)
    version = placeholder(page).get_attribute("data-text")

    press(button(placeholder(page), ALWAYS))

    found = kept(page)
    assert found is not None
    assert list(found) == ["youtube"]
    assert found["youtube"].keys() == {"given", "text", "until"}
    assert found["youtube"]["text"] == version
    given, until = (dt.datetime.fromisoformat(found["youtube"][name]) for name in ("given", "until"))
    assert abs(given - dt.datetime.now(dt.UTC)) < dt.timedelta(minutes=1)
    assert dt.timedelta(days=180) < until - given < dt.timedelta(days=185)
    assert page.context.cookies() == []


def test_six_months_never_become_more(visit: Visits) -> None:
    """A consent of 31 August ends on the last of February, not in March."""
    page, _foreign = visit(WITH_BOTH)
    page.clock.set_fixed_time("2026-08-31T12:00:00+02:00")

    press(button(placeholder(page), ALWAYS))

    found = kept(page)
    assert found is not None
    assert found["youtube"]["until"].startswith("2027-02-28")


def test_dauerhaft_holds_for_the_network_on_every_page(visit: Visits) -> None:
    """All things of that network load at once, here and after a reload; no other network's do."""
    page, _foreign = visit(WITH_BOTH)
    double(page)

    press(button(placeholder(page), ALWAYS))

    assert len(frames(page)) == 2
    assert frames(placeholder(page, "vimeo")) == []
    page.reload()
    expect(placeholder(page).locator("iframe")).to_have_count(1)
    assert frames(placeholder(page, "vimeo")) == []


def test_withdrawing_ends_every_frame_in_the_same_moment(visit: Visits) -> None:
    """The consent ends where it was given, with one press; when the press has been handled no frame is left."""
    page, _foreign = visit(WITH_BOTH)
    double(page)
    press(button(placeholder(page), ALWAYS))

    left = button(placeholder(page), WITHDRAW).evaluate(
        "button => { button.click(); return document.querySelectorAll('iframe').length }"
    )

    assert left == 0
    assert kept(page) is None
    expect(button(placeholder(page), ONCE)).to_be_focused()


def test_withdrawing_ends_what_was_loaded_once(visit: Visits) -> None:
    """A film loaded once and then agreed to for good ends with the consent as well."""
    page, _foreign = visit(WITH_BOTH)
    second = double(page)
    press(button(second, ONCE))
    press(button(placeholder(page), ALWAYS))

    press(button(second, WITHDRAW))

    assert frames(page) == []


def test_removing_one_leaves_the_consent_alone(visit: Visits) -> None:
    """One film can be sent away while the consent goes on: the others stay, and it is back on the next page."""
    page, _foreign = visit(WITH_BOTH)
    second = double(page)
    press(button(second, ALWAYS))

    press(button(second, REMOVE))

    press(button(placeholder(page, "vimeo"), ALWAYS))
    press(button(placeholder(page, "vimeo"), WITHDRAW))
    assert (len(frames(page)), len(frames(second))) == (1, 0)
    assert kept(page) is not None
    press(button(second, ALWAYS))
    assert len(frames(page)) == 2
    press(button(second, REMOVE))
    page.reload()
    expect(placeholder(page).locator("iframe")).to_have_count(1)


def test_other_tabs_follow_within_a_second(visit: Visits) -> None:
    """A switch turned in one tab holds in every other: on, and off again."""
    page, _foreign = visit(WITH_BOTH)
    other = page.context.new_page()
    other.goto(WITH_PANEL)

    press(switch(other, "YouTube"))
    expect(placeholder(page).locator("iframe")).to_have_count(1, timeout=a_second())
    press(switch(other, "YouTube"))

    expect(page.locator("iframe")).to_have_count(0, timeout=a_second())


def test_a_tab_that_only_loaded_another_network_stays(visit: Visits) -> None:
    """A choice about one network touches nothing that was loaded once of another."""
    page, _foreign = visit(WITH_BOTH)
    press(button(placeholder(page, "vimeo"), ONCE))
    other = page.context.new_page()
    other.goto(WITH_PANEL)

    press(switch(other, "YouTube"))
    expect(placeholder(page).locator("iframe")).to_have_count(1)
    press(switch(other, "YouTube"))

    expect(placeholder(page).locator("iframe")).to_have_count(0)
    assert len(frames(placeholder(page, "vimeo"))) == 1


def test_everything_off_holds_in_every_tab(visit: Visits) -> None:
    """„Alles ausschalten“ in one tab ends in all others what was loaded once as well, whatever was kept before."""
    page, _foreign = visit(WITH_BOTH)
    press(button(placeholder(page, "vimeo"), ONCE))
    other = page.context.new_page()
    other.goto(WITH_PANEL)
    other.evaluate("localStorage.setItem('somebody', '{}')")
    page.wait_for_timeout(300)
    assert len(frames(page)) == 1

    press(other.get_by_role("button", name="Alles ausschalten"))

    expect(page.locator("iframe")).to_have_count(0, timeout=a_second())
    assert kept(page) is None


def test_an_emptied_storage_is_a_withdrawal(visit: Visits) -> None:
    """Who empties the storage of the site in another tab has ended every consent here too."""
    page, _foreign = visit(WITH_BOTH)
    press(button(placeholder(page), ALWAYS))
    other = page.context.new_page()
    other.goto(WITH_PANEL)

    other.evaluate("localStorage.clear()")

    expect(page.locator("iframe")).to_have_count(0, timeout=a_second())


@pytest.mark.slow
def test_what_was_taken_out_of_the_page_asks_again(visit: Visits) -> None:
    """A placeholder that was elsewhere while its consent ended comes back without its frame, and asks nobody."""
    page, foreign = visit(WITH_BOTH)
    press(button(placeholder(page), ALWAYS))
    page.wait_for_timeout(300)
    page.evaluate("() => { window.out = document.querySelector('consent-embed'); window.beside = out.parentNode }")
    page.evaluate("out.remove()")
    foreign.clear()
    press(button(placeholder(page, "vimeo"), ALWAYS))
    press(button(placeholder(page, "vimeo"), WITHDRAW))
    page.evaluate("beside.append(out)")
    expect(placeholder(page).locator("iframe")).to_have_count(1)
    page.evaluate("out.remove()")
    page.wait_for_timeout(300)
    foreign.clear()
    other = page.context.new_page()
    other.goto(WITH_PANEL)
    press(switch(other, "YouTube"))

    page.evaluate("beside.append(out)")
    page.wait_for_timeout(300)

    assert frames(page) == foreign == []
    press(button(placeholder(page), ONCE))
    page.evaluate("out.remove()")
    page.evaluate("beside.append(out)")
    assert frames(page) == [], "what was loaded once ends as well"


@pytest.mark.parametrize("words", [ALWAYS, ONCE])
def test_no_frame_waits_in_the_browsers_memory(window_visit: Visits, words: str) -> None:
    """A page that is left has no frame any more: one that only waited would run again before we can ask."""
    page, _foreign = window_visit(WITH_BOTH)
    page.evaluate(
        """() => { window.waiting = []; addEventListener("pageshow", event => { window.fromMemory = event.persisted });
        for (const name of ["pagehide", "visibilitychange"]) (name === "pagehide" ? window : document)
            .addEventListener(name, () => waiting.push(document.querySelectorAll("iframe").length)) }"""
    )
    press(button(placeholder(page), words))
    page.goto(WITH_PANEL)

    page.evaluate("history.back()")
    page.wait_for_function("window.fromMemory !== undefined")

    assert page.evaluate("window.fromMemory") is True
    assert set(page.evaluate("window.waiting.slice(0, 2)")) == {0}
    assert page.locator("iframe").count() == (1 if words == ALWAYS else 0), "what still holds is back"


@pytest.mark.slow
@pytest.mark.parametrize("words", [ALWAYS, ONCE])
def test_no_frame_comes_back_from_the_browsers_memory(window_browser: Browser, site: Served, words: str) -> None:
    """Withdrawn on the next page, then „Zurück“: the page comes from memory, but no frame does."""
    page = window_browser.new_context(base_url=site.url).new_page()
    page.add_init_script("addEventListener('pageshow', event => { window.fromMemory = event.persisted })")
    page.goto(WITH_BOTH)
    page.evaluate("document.querySelectorAll('consent-embed').forEach(one => one.setAttribute('src', 'https:'))")
    press(button(placeholder(page), words))
    page.goto(WITH_PANEL)
    press(page.get_by_role("button", name="Alles ausschalten"))

    page.evaluate("history.back()")
    page.wait_for_function("window.fromMemory !== undefined && document.querySelector('consent-embed')")

    assert page.evaluate("window.fromMemory") is True
    assert page.locator("iframe").count() == 0
    expect(button(placeholder(page), ONCE)).to_be_visible()
    page.context.close()


def test_a_page_that_is_shown_again_looks_again(visit: Visits) -> None:
    """A browser that says nothing but „shown again“ when it takes a page from its memory is enough."""
    page, _foreign = visit(WITH_BOTH)
    press(button(placeholder(page), ALWAYS))
    page.evaluate("localStorage.clear()")

    page.evaluate("void dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))")

    assert frames(page) == []


def test_what_has_ended_holds_no_more(visit: Visits) -> None:
    """After its six months a consent loads nothing and is not kept any longer."""
    page, foreign = visit(WITH_BOTH)

    keep(page, consent(page, "youtube", until="2021-01-01T10:00:00.000Z"))

    assert frames(page) == foreign == []
    assert kept(page) is None


def test_a_page_left_open_ends_with_the_consent(visit: Visits) -> None:
    """Who comes back after half a year to a tab left open finds the placeholder, not the frame."""
    page, _foreign = visit(WITH_BOTH)
    press(button(placeholder(page), ALWAYS))

    page.clock.set_fixed_time(dt.datetime.now(dt.UTC) + dt.timedelta(days=185))
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")

    assert frames(page) == []


def test_another_text_needs_another_consent(visit: Visits) -> None:
    """If what citizens agree to has changed, they are asked again, and read why; nothing moves, nothing interrupts."""
    page, foreign = visit(WITH_BOTH)
    before = placeholder(page).bounding_box()

    keep(page, consent(page, "youtube", text="something else"))

    assert frames(page) == foreign == []
    expect(button(placeholder(page), ALWAYS)).to_be_visible()
    status = placeholder(page).get_by_role("status")
    expect(status).to_have_text(re.compile("früheren Fassung .* nichts geladen"))
    expect(status).to_have_attribute("aria-live", "off")
    expect(placeholder(page, "vimeo").get_by_role("status")).to_be_empty()
    assert placeholder(page).bounding_box() == before
    press(button(placeholder(page), ONCE))
    expect_said(placeholder(page), "loaded")
    expect(status).to_have_attribute("aria-live", "polite")


def test_one_consent_is_not_another(visit: Visits) -> None:
    """A valid consent to one network loads that network alone."""
    page, _foreign = visit(WITH_BOTH)

    keep(page, consent(page, "vimeo"))

    expect(placeholder(page, "vimeo").locator("iframe")).to_have_count(1)
    assert frames(placeholder(page)) == []


JUNK = [
    *("", "{", "null", "[]", "[[]]", "5", "true", '"youtube"', "undefined"),
    *('{"youtube": true}', '{"youtube": null}', '{"youtube": {}}', '{"youtube": "2120-01-01"}'),
    '{"youtube": {"given": "x", "text": "y", "until": "z"}}',
    '{"__proto__": {"youtube": {"given": "2020-01-01", "text": "", "until": "2120-01-01"}}}',
]


@pytest.mark.slow
def test_what_cannot_be_read_is_thrown_away(visit: Visits) -> None:
    """Spoilt data loads nothing, breaks nothing and is gone with the next look."""
    page, foreign = visit(WITH_BOTH)

    for junk in JUNK:
        keep(page, junk)
        assert not kept(page), junk

    assert frames(page) == foreign == visit.console == []
    press(button(placeholder(page), ALWAYS))
    assert list(kept(page) or {}) == ["youtube"]


def test_an_end_that_is_none_is_no_consent(visit: Visits) -> None:
    """Without an end that lies ahead there is no consent."""
    page, foreign = visit(WITH_BOTH)

    for until in ("", "soon", "2020-01-01T09:00:00.000Z"):
        keep(page, consent(page, "youtube", until=until))

    assert frames(page) == foreign == []


def _loads_but_cannot_remember(page: Page) -> None:
    button(placeholder(page), ONCE).click()
    assert len(frames(page)) == 1
    press(button(placeholder(page), REMOVE))
    press(button(placeholder(page), ALWAYS))
    assert len(frames(page)) == 1
    expect(placeholder(page).get_by_role("status")).to_contain_text("nicht zu")
    press(button(placeholder(page), WITHDRAW))
    assert frames(page) == []
    page.goto(WITH_PANEL)
    expect(page.locator("consent-panel").get_by_role("status")).to_contain_text("nicht zu")


def test_a_browser_that_keeps_nothing_loads_all_the_same(visit: Visits) -> None:
    """Where storage is forbidden films still load, and the site says that it cannot remember."""
    page, _foreign = visit("/datenschutz/")
    page.add_init_script(BLOCKED)
    page.goto(WITH_BOTH)

    _loads_but_cannot_remember(page)

    assert visit.console == []


def test_a_full_storage_is_no_obstacle(visit: Visits) -> None:
    """Where storage can be read but takes nothing more, the choice holds until the page is left."""
    page, _foreign = visit(WITH_BOTH)
    refuse_to_keep(page)

    press(button(placeholder(page), ALWAYS))

    assert len(frames(page)) == 1
    expect(placeholder(page).get_by_role("status")).to_contain_text("nicht zu")
    press(button(placeholder(page), WITHDRAW))
    assert frames(page) == []
    expect_said(placeholder(page), "withdraw")


def test_a_full_storage_keeps_no_consent_that_was_withdrawn(visit: Visits) -> None:
    """If what is left cannot be written any more, nothing is kept: better asked again than loaded in spite of a no."""
    page, _foreign = visit(WITH_BOTH)
    press(button(placeholder(page), ALWAYS))
    press(button(placeholder(page, "vimeo"), ALWAYS))
    refuse_to_keep(page)

    press(button(placeholder(page), WITHDRAW))

    assert frames(placeholder(page)) == []
    assert kept(page) is None
    page.reload()
    assert frames(page) == []


@pytest.mark.slow
def test_cookies_forbidden_in_the_settings(browser: Browser, chromium: Chromium, site: Served, tmp_path: Path) -> None:
    """The same in a real profile whose owner has forbidden sites to keep anything."""
    preferences = tmp_path / "Default" / "Preferences"
    preferences.parent.mkdir()
    preferences.write_text(json.dumps({"profile": {"default_content_setting_values": {"cookies": 2}}}))
    context = browser.browser_type.launch_persistent_context(
        tmp_path, executable_path=chromium.path, args=list(chromium.switches), base_url=site.url
    )
    page = context.new_page()
    page.route(lambda url: not url.startswith(site.url), lambda route: route.fulfill(body=""))
    page.goto(WITH_BOTH)
    with pytest.raises(Exception, match="SecurityError"):
        page.evaluate("localStorage.length")

    _loads_but_cannot_remember(page)

    context.close()
