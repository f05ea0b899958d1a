"""Linked data of pages: readable, required, and never able to leave its block."""

from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.core.dates import BERLIN
from plugins.core.model import Body, ContentItem, Cue, Embed
from plugins.site.bodies import FilmPosition
from plugins.site.head.film_data import film_data
from plugins.site.head.linked_data import data_block
from plugins.site.site import Site, UrlFilter

OPEN = {"street": {"open": "Straße"}, "postcode": {"open": "PLZ"}, "city": {"open": "Ort"}}
SITE = {"address": "https://www.probe.example/", "ministry": {"name": "Ministerium", **OPEN}}
WORLD = Site((), SITE, (), dt.date(2026, 1, 1), UrlFilter(""))
EMBED = Embed("youtube", "video", "x", "https://youtu.be/x", "https://www.youtube-nocookie.com/embed/x")
CHAPTERS = (FilmPosition("0", "", "0:00", "", "Anfang"), FilmPosition("7", "", "0:07", "", "Ende"))


def film(**values: object) -> ContentItem:
    """Return a clip of our own with all that one may have."""
    given = {"video": "/media/f.mp4", "poster": "/media/p.jpg", "captions": "/media/f.vtt", "duration": "PT12S"}
    date = dt.date(2016, 10, 26)
    body = Body(html="<p>Ein Satz.</p>")
    return ContentItem(
        "clip", "content/clips/f.md", "f", "/clip/f/", "F", "G", date, fields={**given, **values}, body=body
    )


def test_a_film_reads_like_this() -> None:
    """The whole form, once, for people."""
    found = film_data(film(cues=(Cue(0, 1, "a"),)), WORLD, CHAPTERS)

    assert found == {
        "@type": "VideoObject",
        "@id": "https://www.probe.example/clip/f/#film",
        "name": "F",
        "description": "G",
        "thumbnailUrl": "https://www.probe.example/media/p.jpg",
        "uploadDate": "2016-10-26T00:00:00+02:00",
        "duration": "PT12S",
        "contentUrl": "https://www.probe.example/media/f.mp4",
        "encodingFormat": "video/mp4",
        "caption": {
            "@type": "MediaObject",
            "contentUrl": "https://www.probe.example/media/f.vtt",
            "encodingFormat": "text/vtt",
            "inLanguage": "de",
        },
        "url": "https://www.probe.example/clip/f/",
        "inLanguage": "de",
        "isFamilyFriendly": True,
        "isAccessibleForFree": True,
        "accessibilityFeature": ["captions", "transcript"],
        "transcript": "Ein Satz.",
        "hasPart": [
            {
                "@type": "Clip",
                "name": "Anfang",
                "startOffset": 0,
                "endOffset": 7,
                "url": "https://www.probe.example/clip/f/#t=0",
            },
            {
                "@type": "Clip",
                "name": "Ende",
                "startOffset": 7,
                "endOffset": 12,
                "url": "https://www.probe.example/clip/f/#t=7",
            },
        ],
        "publisher": {"@type": "GovernmentOrganization", "name": "Ministerium"},
    }


def test_a_film_elsewhere_is_told_by_its_frame() -> None:
    """Its file is not ours to name."""
    found = film_data(film(video=EMBED.url, embed=EMBED), WORLD)

    assert found is not None
    assert found["embedUrl"] == EMBED.src
    assert not {"contentUrl", "caption", "encodingFormat", "hasPart"} & found.keys()


def test_a_film_without_a_picture_is_not_told() -> None:
    """Search engines refuse a film without one; check tells the editor."""
    assert film_data(film(poster=""), WORLD) is None


def test_a_moment_keeps_its_time() -> None:
    """Only a whole day begins at midnight."""
    moment = dt.datetime(2016, 1, 26, 14, 30, tzinfo=BERLIN)
    item = film()
    object.__setattr__(item, "date", moment)

    found = film_data(item, WORLD)

    assert found is not None
    assert found["uploadDate"] == "2016-01-26T14:30:00+01:00"


@given(st.dictionaries(st.text(), st.text() | st.sampled_from(["</script>", "<!--", "]]>", "\u2028", "&lt;"])))
def test_a_block_of_data_cannot_be_left(data: dict[str, str]) -> None:
    """Any text of an editor comes out as it went in, and nothing of it is markup."""
    text = str(data_block(data))

    assert json.loads(text) == {"@context": "https://schema.org", **data}
    assert not re.search("[<>&\u2028\u2029]", text)


REQUIRED = {"name", "description", "thumbnailUrl", "uploadDate"}  # by the search engines, of schema.org's VideoObject
KNOWN = REQUIRED | {
    *("@context", "@type", "@id", "duration", "contentUrl", "embedUrl", "encodingFormat", "caption", "url"),
    *("inLanguage", "isFamilyFriendly", "isAccessibleForFree", "accessibilityFeature", "transcript", "hasPart"),
    "publisher",
}


@pytest.mark.parametrize("address", ["/clip/breitbandgedoens/"])
def test_the_real_film_has_what_is_required(site_folder: Path, address: str) -> None:
    """Once, where it is at home; the files that it names are there."""
    (data,) = [block for block in blocks(site_folder, address) if block["@type"] == "VideoObject"]

    assert REQUIRED <= {key for key, value in data.items() if value} <= KNOWN
    for key in ("thumbnailUrl", "contentUrl"):
        assert (site_folder / data[key].removeprefix("https://www.lebensbildung-digital.nrw/")).is_file()
    assert "VideoObject" not in {block["@type"] for block in blocks(site_folder, "/clip/")}


def blocks(folder: Path, address: str) -> list[Any]:
    """Return the blocks of data of the page at *address*."""
    page = (folder / address.strip("/") / "index.html").read_text(encoding="utf-8")
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    return [json.loads(text) for text in found]
