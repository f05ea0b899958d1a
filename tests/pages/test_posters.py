"""A picture of ours before an embed, wherever a text is shown: as these lines, once, for people."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from pathlib import Path

import pytest

from plugins.build.plan import Plan, make_plan
from plugins.core.model import Body, ContentItem, Embed, Image, Renditions
from plugins.site.feed_bodies import feed_html
from plugins.site.head.linked_data import build_linked_data
from plugins.site.head.share_cards import share_card
from plugins.site.images import attach_images, find_lead_poster
from plugins.site.site import Site

ROOT = Path(__file__).parents[2]
SOURCE = "content/articles/2016/standbild.md"
FILM = Embed("youtube", "video", "x", "https://youtu.be/x", poster=Image("/media/a.jpg", "A"))
TEXT = ContentItem("article", "content/articles/a.md", "a", "/aktuelles/a/", "A", "B", body=Body(embeds=(FILM,)))


@pytest.fixture(scope="module")
def plan() -> Plan:
    """The plan of the tiny site."""
    return make_plan(ROOT / "tests" / "site", ROOT / "theme", dt.date(2016, 11, 4))


@pytest.fixture(scope="module")
def site(plan: Plan) -> Site:
    """The site as data."""
    assert plan.site is not None
    return plan.site


@pytest.fixture(scope="module")
def item(site: Site) -> ContentItem:
    """The article whose embeds have pictures."""
    return next(item for item in site.items if item.source == SOURCE)


def test_a_feed_shows_it_in_the_link(site: Site, item: ContentItem) -> None:
    """Of whoever has no frame; its words stand below, and a path alone has none."""
    film, short, *_ = feed_html(site.with_body(item), site).split("<p>Davor.</p>\n")[1].splitlines()

    assert film == (
        '<p><a href="https://www.youtube.com/watch?v=aqz-KE-bpKQ">'
        '<img src="https://www.probe.example/media/standbild.jpg" '
        'alt="Ein rotes Quadrat steht auf einer hellen Fläche." width="1280" height="720"><br>Trickfilm</a></p>'
        "<p data-added>Zeichnung: Probe</p><p data-added>Ein Hase wehrt sich.</p>"
    )
    assert short.endswith(
        'hochkant.jpg" alt="" width="720" height="1280"><br>Kurzfilm</a></p><p data-added>Dasselbe im Hochformat.</p>'
    )


def test_it_stands_for_an_article_without_a_picture(site: Site, item: ContentItem) -> None:
    """On its share card and for search engines."""
    card = share_card(site, "/aktuelles/", item)
    data = json.loads(json.dumps(build_linked_data(site, item.address, (), item)))

    assert (card.title, card.picture) == ("Inhalte mit Standbild", "/media/standbild.jpg")
    assert card.picture_alt == "Ein rotes Quadrat steht auf einer hellen Fläche."
    assert data[0]["image"] == ["https://www.probe.example/media/standbild.jpg"]


def test_it_never_takes_the_place_of_what_stands_there_already() -> None:
    """A picture of its own, a film, or the day of an event."""
    assert find_lead_poster(TEXT) == FILM.poster
    assert find_lead_poster(replace(TEXT, image=Image("/media/b.jpg", "B"))) is None
    assert find_lead_poster(replace(TEXT, fields={"video": "/media/f.mp4"})) is None
    assert find_lead_poster(replace(TEXT, fields={"start": dt.date(2016, 10, 26)})) is None


def test_a_film_at_a_service_has_the_one_of_its_page() -> None:
    """It names one for its page already, as a film of our own does."""
    film = replace(TEXT, type="clip", fields={"video": FILM.url, "poster": "/media/b.jpg", "embed": FILM})
    shown = Renditions("/media/b.jpg", 16, 9)

    embed = attach_images(film, {"/media/b.jpg": shown}).fields["embed"]

    assert embed == replace(FILM, poster=Image("/media/b.jpg", "", decorative=True, renditions=shown))


def test_the_first_of_several_is_meant() -> None:
    """In the order of the text, whether or not the first of its embeds has one."""
    bare, other = replace(FILM, poster=None), replace(FILM, poster=Image("/media/b.jpg", "B"))

    assert find_lead_poster(replace(TEXT, body=Body(embeds=(bare, other, FILM)))) == other.poster


def test_one_that_fits_its_place_is_no_news(plan: Plan) -> None:
    """Upright before an upright film, wide before a wide one, any before a post."""
    assert [problem for problem in plan.problems if problem.code == "poster-shape"] == []
