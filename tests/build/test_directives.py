"""Directives on finished pages, in feeds, in data and in plain text."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser

from plugins.cli import commands
from tests import everything


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site with everything, below a sub-path: audited, and proved word for word."""
    folder = tmp_path_factory.mktemp("directives")
    content = everything.write_site(folder / "content")
    assert commands.build(content, folder / "site", "https://x.example/vorschau/", True, True) == 0
    return folder / "site"


def page(built: Path, address: str) -> LexborHTMLParser:
    return LexborHTMLParser((built / address.strip("/") / "index.html").read_text(encoding="utf-8"))


@pytest.mark.parametrize("address", everything.PAGES)
def test_every_kind_of_text_may_have_every_directive(built: Path, address: str) -> None:
    """Pictures come in sizes, what is ours is found below the sub-path, and the gallery is woken."""
    main = page(built, address).css_first("main")
    assert main is not None

    assert [one.attributes["src"] for one in main.css("audio")] == ["/vorschau/media/gespraech.mp3"]
    assert len(main.css("figure.beside picture")) == 2
    assert len(main.css("ul.gallery:not([data-added]) picture")) == 2
    scripts = [one.attributes["src"] or "" for one in page(built, address).css("script[src]")]
    assert [name.rpartition("/")[2].partition(".")[0] for name in scripts] == (
        ["pictures"] if address == "/alles/" else ["gallery"]
    )


def test_only_a_text_made_of_questions_is_called_one(built: Path) -> None:
    """Search engines show questions with their answers, and must not take a news article for a list of them."""
    (data,) = questions(built, "/fragen/")

    assert [one["name"] for one in data["mainEntity"]] == ["Wer darf kommen?", "Was kostet das?"]
    assert [one["acceptedAnswer"]["text"] for one in data["mainEntity"]] == ["Alle, die wollen.", "Nichts."]
    assert [questions(built, address) for address in everything.PAGES] == [[], [], []]


def questions(built: Path, address: str) -> list[dict[str, Any]]:
    blocks = [json.loads(one.text()) for one in page(built, address).css('script[type="application/ld+json"]')]
    return [one for one in blocks if one["@type"] == "FAQPage"]


def test_a_feed_has_the_pictures_of_a_gallery_and_no_script(built: Path) -> None:
    """Each with its words; sound is a link there, as the player is."""
    feed = (built / "aktuelles" / "feed.xml").read_text(encoding="utf-8")

    assert feed.count('&lt;figure&gt;&lt;img src="https://www.probe.example/media/') >= 2
    assert "&lt;script" not in feed
    assert "https://www.probe.example/media/gespraech.mp3" in feed


def test_a_title_that_nobody_typed_is_no_part_of_the_search_of_typed_words(built: Path) -> None:
    """It stands on the page, marked as added."""
    main = page(built, "/aktuelles/alles/").css_first("main")
    assert main is not None

    assert [one.text() for one in main.css("[data-added].box-title, summary[data-added]")] == [
        "In Leichter Sprache",
        "Zum Lesen",
    ]
