"""Texts with everything that an editor can say, in a real browser."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests import everything
from tests.test_page_weight import weight
from tools import validators
from tools.browser_check.scripts import BARRIERS
from tools.environment import ROOT
from tools.serving import Served, served
from tools.visiting import Profiles, Visits

pytestmark = pytest.mark.slow

BUILD = "import sys, pathlib; from plugins.cli import commands; P = pathlib.Path; sys.exit(commands.build(\
P(sys.argv[1]), P(sys.argv[2]), None, True, True))"
WAYS = [
    pytest.param({"width": 320}, id="320"),
    pytest.param({"width": 768, "colour_scheme": "dark"}, id="768-dark"),
    pytest.param({"width": 1280, "forced_colors": "active"}, id="1280-forced"),
    pytest.param({"width": 320, "java_script": False}, id="320-without-script"),
]


@pytest.fixture(scope="module")
def site_of_everything(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The site with everything."""
    folder = tmp_path_factory.mktemp("everything")
    content = everything.write_site(folder / "content")
    command = [sys.executable, "-c", BUILD, str(content), str(folder / "site")]
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    with served(folder / "site") as running:
        yield running


@pytest.fixture
def see(browser: Browser, site_of_everything: Served, profiles: Profiles) -> Iterator[Visits]:
    """Open pages of that site."""
    with Visits(browser, site_of_everything.url, profiles) as visits:
        yield visits


@pytest.mark.parametrize("way", WAYS)
def test_texts_with_everything_have_no_barrier_and_fit(see: Visits, way: dict[str, Any]) -> None:
    """axe finds nothing, nothing is cut off at the side, and nobody else is asked."""
    for address in everything.PAGES:
        page, foreign = see(address, **way)

        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
        if not {"java_script", "forced_colors"} & way.keys():  # axe needs scripts, and knows no chosen colours
            page.evaluate(validators.axe_source())
            assert page.evaluate(BARRIERS) == [], address
        assert foreign == []


def test_a_question_opens_without_a_script_and_is_open_on_paper(see: Visits) -> None:
    """By the browser itself, by mouse and by keyboard."""
    page, _ = see("/fragen/", java_script=False)
    answer = page.get_by_text("Alle, die wollen.")

    expect(answer).to_be_hidden()
    page.get_by_text("Wer darf kommen?").press("Enter")
    expect(answer).to_be_visible()
    page.emulate_media(media="print")
    expect(page.get_by_text("Nichts")).to_be_visible()


def test_a_picture_at_the_side_leaves_room_for_lines(see: Visits) -> None:
    """On a wide window text runs beside it; on a phone it has the width to itself."""
    for width, is_beside in ((320, False), (1280, True)):
        page, _ = see("/aktuelles/alles/", width=width)
        figure = page.locator(".beside.is-right").bounding_box()
        prose = page.locator(".prose > p").last.bounding_box()

        assert figure is not None
        assert prose is not None
        assert (figure["width"] < prose["width"] / 1.5) == is_beside


def test_pictures_of_a_text_open_large(see: Visits) -> None:
    """As those of an event do, in articles and pages too."""
    page, _ = see("/alles/")
    page.locator(".gallery-link").first.click()

    expect(page.get_by_role("dialog")).to_be_visible()


def test_the_validators_have_nothing_to_say(site_of_everything: Served) -> None:
    """HTML of all three, strictly."""
    ours = [site_of_everything.folder / path.strip("/") / "index.html" for path in (*everything.PAGES, "/fragen/")]

    assert [message for message in validators.vnu(ours) if message.severity != "info"] == []
    assert validators.html_validate(ours) == []


def test_no_figure_is_torn_and_none_makes_a_page_wider(see: Visits) -> None:
    """A number stands in one line; a word too long for a phone breaks rather than being cut off."""
    heights = "[...document.querySelectorAll('.figures strong')].map(one => one.getBoundingClientRect().height)"
    for width in (280, 320, 768, 1280):
        page, _ = see("/zahlen/", width=width)
        number, word, small = page.evaluate(heights)

        assert page.evaluate("document.documentElement.scrollWidth") == width
        assert number == small
        assert word == small or width <= 320


def test_texts_with_everything_are_light(site_of_everything: Served) -> None:
    """They come within the first window of a connection, as every text does."""
    pages = [site_of_everything.folder / path.strip("/") / "index.html" for path in everything.PAGES]

    assert [page.parent.name for page in pages if weight(site_of_everything.folder, page) > 14_000] == []
