"""The page of a film: buttons on the level of play, text that follows and leads back, all without a script too."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from plugins.content.video.clips import film_duration
from tools.serving import Served
from tools.visiting import Visits

FILM = "/clip/breitbandgedoens/"
LONG = "/probe/clip/film/"  # twenty captions in two seconds
NOW = "document.querySelector('video').currentTime"
SEEK = "second => { document.querySelector('video').currentTime = second }"
TRACK = "document.querySelector('track').track"
PAUSED = "document.querySelector('video').paused"
PLAYS = "() => { const film = document.querySelector('video'); return !film.paused && film.readyState > 2 }"


def at_rest(page: Page, second: float) -> None:
    """Bring the film to *second* and let it stand there."""
    page.evaluate("document.querySelector('video').preload = 'auto'")
    page.wait_for_function("() => document.querySelector('video').readyState > 1")
    page.evaluate(SEEK, second)
    page.wait_for_function("() => !document.querySelector('video').seeking")


def test_nothing_heavy_comes_before_play(visit: Visits) -> None:
    """The picture and the captions, a few kilobytes; the film only when it is wanted."""
    requests: list[str] = []
    page, foreign = visit("/")
    page.on("request", lambda request: requests.append(request.url))

    page.goto(FILM)
    page.wait_for_load_state("networkidle")

    assert not [url for url in requests if url.endswith(".mp4")]
    page.locator(".film-buttons").get_by_role("button", name="Abspielen").click()
    page.wait_for_function(PLAYS)
    assert [url for url in requests if url.endswith("breitbandgedoens.mp4")]
    assert foreign == []
    assert visit.violations == []


@pytest.mark.parametrize("path", [FILM, LONG])
def test_the_player_counts_as_we_do(visit: Visits, site: Served, path: str) -> None:
    """How long a film lasts, as read from its file, is what the player says."""
    page, _foreign = visit(path)
    at_rest(page, 0)
    file = str(page.locator("video").get_attribute("src")).lstrip("/")

    assert page.evaluate("document.querySelector('video').duration") == pytest.approx(
        film_duration(site.folder / file), abs=0.05
    )


def test_the_buttons_stand_on_one_level(visit: Visits) -> None:
    """EN 301 549, 7.3: captions and description are as near as play, as large, and first to be reached after it."""
    page, _foreign = visit(FILM)
    buttons = page.locator(".film-buttons").get_by_role("button")
    expect(buttons).to_have_count(3)
    boxes = [one.bounding_box() for one in buttons.all()]

    assert len({box["y"] for box in boxes if box}) == 1
    assert all(box and box["height"] >= 44 and box["width"] >= 44 for box in boxes)
    buttons.first.focus()
    for name in ("Untertitel", "Audiodeskription"):
        page.keyboard.press("Tab")
        expect(page.locator(".film-buttons").get_by_role("button", name=name)).to_be_focused()


def test_play_and_pause(visit: Visits) -> None:
    """One button, and it says what it will do, also after the player's own button was pressed."""
    page, _foreign = visit(FILM)
    play = page.locator(".film-buttons").get_by_role("button").first
    assert play.inner_text() == "Abspielen"

    play.press("Enter")

    page.wait_for_function(PLAYS)
    expect(play).to_have_text(re.compile("Pause"))
    assert play.inner_text() == "Pause"
    page.evaluate("document.querySelector('video').pause()")
    page.wait_for_function("() => document.querySelector('.film-button').innerText === 'Abspielen'")


def test_captions_are_switched_and_told(visit: Visits) -> None:
    """They are on at first; the button and the player's own menu agree."""
    page, _foreign = visit(FILM)
    captions = page.locator(".film-buttons").get_by_role("button", name="Untertitel")
    expect(captions).to_have_attribute("aria-pressed", "true")
    assert captions.inner_text() == "Untertitel an"
    assert page.evaluate(f"{TRACK}.mode") == "showing"

    captions.press("Space")

    expect(captions).to_have_attribute("aria-pressed", "false")
    assert captions.inner_text() == "Untertitel aus"
    assert page.evaluate(f"{TRACK}.mode") == "hidden"
    page.evaluate(f"void ({TRACK}.mode = 'showing')")
    expect(captions).to_have_attribute("aria-pressed", "true")


@pytest.mark.slow
def test_description_keeps_the_place(visit: Visits) -> None:
    """It goes on in the same scene, at the same speed, with its own captions; and so does the way back."""
    page, _foreign = visit(FILM)
    describe = page.locator(".film-buttons").get_by_role("button", name="Audiodeskription")
    at_rest(page, 8)
    page.evaluate("void (document.querySelector('video').playbackRate = 1.5)")
    page.locator(".film-buttons").get_by_role("button", name="Abspielen").click()
    page.wait_for_function(PLAYS)

    describe.click()

    page.wait_for_function(PLAYS)
    expect(describe).to_have_attribute("aria-pressed", "true")
    expect(describe).to_be_focused()
    expect(page.locator(".film-status")).to_contain_text("mit Audiodeskription")
    assert page.evaluate("document.querySelector('video').currentSrc").endswith("audiodeskription.mp4")
    assert page.evaluate("document.querySelector('track').src").endswith("audiodeskription.de.vtt")
    assert page.evaluate("document.querySelector('video').playbackRate") == 1.5
    assert 22.8 < page.evaluate(NOW) < 29.6
    expect(page.locator(".is-line[aria-current]")).to_contain_text("Beide Töne")

    describe.click()

    page.wait_for_function(PLAYS)
    expect(page.locator(".film-status")).to_contain_text("ohne Audiodeskription")
    assert page.evaluate("document.querySelector('video').currentSrc").endswith("gedoens.mp4")
    assert 7 < page.evaluate(NOW) < 11


def test_a_film_that_stands_goes_on_standing(visit: Visits) -> None:
    """Switching the description starts nothing."""
    page, _foreign = visit(FILM)
    at_rest(page, 5)

    page.locator(".film-buttons").get_by_role("button", name="Audiodeskription").click()

    assert page.evaluate(PAUSED)
    assert 14.1 < page.evaluate(NOW) < 22.9


def test_captions_stay_off_in_the_other_version(visit: Visits) -> None:
    """What a viewer has switched off stays off."""
    page, _foreign = visit(FILM)
    page.locator(".film-buttons").get_by_role("button", name="Untertitel").click()
    page.locator(".film-buttons").get_by_role("button", name="Audiodeskription").click()
    page.locator(".film-buttons").get_by_role("button", name="Abspielen").click()

    page.wait_for_function(PLAYS)

    assert page.evaluate(f"{TRACK}.mode") == "hidden"


@pytest.mark.parametrize("place", [".is-line", ".is-chapter", ".time-mark"])
def test_text_leads_into_the_film(visit: Visits, place: str) -> None:
    """A caption, a chapter and a mark in the text each start the film there; the page itself stays."""
    page, _foreign = visit(FILM)
    page.locator(place).nth(3).scroll_into_view_if_needed()
    before = page.evaluate("scrollY")

    page.locator(place).nth(3).press("Enter")

    page.wait_for_function(PLAYS)
    assert 7 <= page.evaluate(NOW) < 10
    assert page.url.endswith(FILM)
    assert page.evaluate("scrollY") == before
    for group in (".is-line", ".is-chapter", ".time-mark"):
        expect(page.locator(f"{group}[aria-current]")).to_have_count(1)
        assert page.locator(group).nth(3).get_attribute("aria-current") == "true"
    active = page.evaluate(f"[...{TRACK}.activeCues].map(cue => cue.text)")
    assert active == ["[Beide Töne klingen zusammen]"]


def test_a_film_not_yet_begun_marks_nothing(visit: Visits) -> None:
    """Before it plays the film is nowhere."""
    page, _foreign = visit(FILM)

    expect(page.locator("article [aria-current=true]")).to_have_count(0)


def test_an_address_can_name_a_place(visit: Visits) -> None:
    """What search engines and readers pass on opens there, and waits."""
    page, _foreign = visit(f"{FILM}#t=7")

    expect(page.locator(".is-chapter[aria-current]")).to_contain_text("Das Schlagwort")
    assert page.evaluate(PAUSED)
    page.locator(".film-buttons").get_by_role("button", name="Abspielen").click()
    page.wait_for_function(PLAYS)
    assert page.evaluate(NOW) >= 7


def test_the_text_follows_in_its_own_box(visit: Visits) -> None:
    """The box keeps the current line in sight; the page never moves."""
    page, _foreign = visit(LONG)
    box = page.locator(".follow-box")

    at_rest(page, 1.52)

    expect(page.locator(".is-line[aria-current]")).to_contain_text("Zeile 16")
    page.wait_for_function("() => document.querySelector('.follow-box').scrollTop > 0")
    line = page.locator(".is-line[aria-current]").bounding_box()
    frame = box.bounding_box()
    assert line is not None
    assert frame is not None
    assert frame["y"] <= line["y"] <= frame["y"] + frame["height"] - line["height"]
    assert page.evaluate("scrollY") == 0


@pytest.mark.slow
def test_a_reader_who_scrolls_is_left_alone(visit: Visits) -> None:
    """Until the next click on a line."""
    page, _foreign = visit(LONG)
    at_rest(page, 0.52)
    page.evaluate("void (document.querySelector('.follow-box').scrollTop = 30)")

    at_rest(page, 1.82)

    expect(page.locator(".is-line[aria-current]")).to_contain_text("Zeile 19")
    assert page.evaluate("document.querySelector('.follow-box').scrollTop") == 30
    page.locator(".is-line").nth(2).click()
    page.wait_for_function("() => document.querySelector('video').ended")
    assert page.evaluate("document.querySelector('.follow-box').scrollTop") > 100


def test_a_film_that_does_not_come_is_told(visit: Visits) -> None:
    """With what can be done instead."""
    page, _foreign = visit("/")
    page.route("**/*.mp4", lambda route: route.abort())
    page.goto(FILM)

    page.locator(".film-buttons").get_by_role("button", name="Abspielen").click()

    expect(page.locator(".film-status")).to_contain_text("herunterladen")


@pytest.mark.parametrize("path", [FILM, LONG])
def test_without_a_script_nothing_is_dead(visit: Visits, path: str) -> None:
    """The player with its captions, both versions, every line as a link into the film, and the whole text."""
    page, _foreign = visit(path, java_script=False)

    expect(page.locator("video[controls] > track[default]")).to_have_count(1)
    expect(page.locator(".film-buttons")).to_be_hidden()
    expect(page.get_by_role("link", name="Fassung mit Audiodeskription öffnen")).to_be_visible()
    expect(page.locator(".transcript")).to_be_visible()
    links = [str(link.get_attribute("href")) for link in page.locator("[data-at]").all()]
    assert len(links) > 5
    assert all(re.search(r"/media/clip/\w+\.mp4#t=[\d.]+$", link) for link in links)
    for link in {link.partition("#")[0] for link in links}:
        assert page.request.get(link).ok


@pytest.mark.parametrize("path", [FILM, LONG])
def test_everything_can_be_taken_home(visit: Visits, path: str) -> None:
    """The film, its captions and its text, each a file of ours."""
    page, _foreign = visit(path)

    files = [str(link.get_attribute("href")) for link in page.locator("a[download]").all()]

    assert [file.rpartition(".")[2] for file in files] == ["mp4", "vtt", "txt"]
    for file in files:
        assert page.request.get(file).ok
    text = page.request.get(files[2]).text()
    assert page.get_by_role("heading", level=1).inner_text() in text
    assert page.locator(".transcript p").last.inner_text().split("\n")[0][-9:] in text


def test_on_paper_stand_title_address_and_text(visit: Visits) -> None:
    """Nothing to press, nothing to play, nothing twice."""
    page, _foreign = visit(FILM)

    page.emulate_media(media="print")

    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator(".transcript")).to_be_visible()
    expect(page.get_by_text("Diese Seite: https://")).to_be_visible()
    for gone in ("video", ".film-buttons", ".film-links", ".follow"):
        assert not any(one.is_visible() for one in page.locator(gone).all()), gone
    after = page.locator(".time-mark").first.evaluate("one => getComputedStyle(one, '::after').content")
    assert after == "none"


def test_nothing_moves_when_the_script_comes(visit: Visits) -> None:
    """The buttons have their place from the first moment on."""
    page, _foreign = visit("/")
    page.route("**/film.*.js", lambda route: route.abort())
    page.goto(FILM)
    expect(page.locator(".film-buttons").get_by_role("button")).to_have_count(0)
    asleep = [one.bounding_box() for one in page.locator(".page-lead, .follow-title, .share").all()]
    page.unroute_all()

    page.goto(FILM)

    expect(page.locator(".film-buttons").get_by_role("button")).to_have_count(3)
    assert [one.bounding_box() for one in page.locator(".page-lead, .follow-title, .share").all()] == asleep


def test_a_narrow_page_with_large_text_keeps_everything(visit: Visits) -> None:
    """At 320 points and twice the size of text nothing is cut off, and every button is large enough."""
    page, _foreign = visit(FILM, width=320)
    page.evaluate("document.documentElement.style.fontSize = '200%'")

    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    for one in page.locator(".film-button, .place").all():
        box = one.bounding_box()
        assert box
        assert box["height"] >= 44
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 320


def test_the_film_elsewhere_keeps_its_two_clicks(visit: Visits) -> None:
    """The same page with a placeholder: text beside it, and nobody asked."""
    page, foreign = visit("/probe/clip/fremder-film/")

    expect(page.locator("consent-embed")).to_have_count(1)
    expect(page.locator(".transcript")).to_be_visible()
    expect(page.locator("video, .film-buttons, [data-at]")).to_have_count(0)
    assert foreign == []
