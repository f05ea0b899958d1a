"""The text of a film: captions, chapters, and the time marks of editors."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.core.dates import BERLIN, MARK, mark_seconds, seconds, stamp
from plugins.core.model import ContentItem, Cue
from plugins.site.bodies import BodyPart
from plugins.site.template_filters import datum, dauer, groesse, monat_kurz, uhrzeit
from plugins.site.transcripts import Transcript, transcript

FILM = "/media/film.mp4"
LINK = "<a /sub/media/film.mp4#t={0} at {0}>{1}</a> "


def of(html: str = "", video: str = FILM, **values: object) -> Transcript:
    """Return the transcript of a film with this body."""
    item = ContentItem("clip", "content/clips/x.md", "x", "/clip/x/", "X", "Y", fields={"video": video, **values})
    return transcript(item, [BodyPart(html=html)] if html else [], lambda address: f"/sub{address}")


def text_of(parts: Iterable[BodyPart]) -> str:
    """Return *parts* as one text, with each link into the film."""
    places = ((part.html, part.position) for part in parts)
    return "".join(f"<a {at.address} at {at.second}>{at.stamp}</a>" if at else html for html, at in places)


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ("<p>[0:04] Ein Satz.</p>", f"<p>{LINK.format(4, '0:04')}Ein Satz.</p>"),
        ("<p><strong>[1:05]</strong> Ein Satz.</p>", f"<p><strong>{LINK.format(65, '1:05')}</strong> Ein Satz.</p>"),
        ("<ul>\n<li>[0:04] a</li>\n</ul>", f"<ul>\n<li>{LINK.format(4, '0:04')}a</li>\n</ul>"),
        ('<h3 id="a">[1:00:05] A</h3>', f'<h3 id="a">{LINK.format(3605, "1:00:05")}A</h3>'),
        ("<p>Um [0:04] geschieht es.</p>", "<p>Um [0:04] geschieht es.</p>"),
        ("<pre>[0:04]</pre>", "<pre>[0:04]</pre>"),
        ("<p>[0:99] a</p>", "<p>[0:99] a</p>"),
    ],
)
def test_a_mark_becomes_a_link_into_the_film(html: str, shown: str) -> None:
    """A mark at the beginning of a paragraph, point or heading opens the film there.

    Even without a script.
    """
    assert text_of(of(html).body) == shown


def test_a_film_elsewhere_has_times_and_no_links() -> None:
    """Nothing of ours leads there before a click on the placeholder."""
    found = of("<h2>[0:04] A</h2>", video="https://youtu.be/x")

    assert found == Transcript((), (), (BodyPart(html="<h2>0:04 A</h2>"),))


def test_headings_with_marks_are_the_chapters() -> None:
    """One line, one chapter; without tags, but with their text."""
    found = of('<h2 id="a">[0:00] A &amp; <em>B</em></h2><h2 id="b">Ohne</h2><h3 id="c">[0:07] C</h3><p>[0:08] d</p>')

    assert [(chapter.second, chapter.stamp, chapter.text) for chapter in found.chapters] == [
        ("0", "0:00", "A & B"),
        ("7", "0:07", "C"),
    ]


def test_captions_are_lines_to_jump_to() -> None:
    """Each with its place in the described version, if that runs on another clock."""
    cues = (Cue(1, 2, "a"), Cue(2.5, 4, "b"))
    described = (Cue(1, 5, "a"), Cue(6.25, 9, "b"))

    found = of("<p>[0:03] c</p>", cues=cues, described_cues=described)

    assert [(line.second, line.described, line.text) for line in found.lines] == [("1", "", "a"), ("2.5", "6.25", "b")]
    assert [(at.second, at.described) for at in (part.position for part in found.body) if at] == [("3", "6.75")]


def test_captions_that_do_not_match_are_no_measure() -> None:
    """Then both versions are taken to run alike."""
    found = of(cues=(Cue(1, 2, "a"),), described_cues=(Cue(3, 4, "a"), Cue(5, 6, "b")))

    assert [(line.second, line.described) for line in found.lines] == [("1", "")]


@given(st.integers(0, 99 * 3600))
def test_a_time_can_be_written_and_read(second: int) -> None:
    """An editor may type a time as the page shows it."""
    match = MARK.fullmatch(f"[{stamp(second)}]")

    assert match
    assert mark_seconds(match) == second


@pytest.mark.parametrize(
    ("iso", "all_seconds", "german"),
    [
        ("PT12S", 12, "12 Sekunden"),
        ("PT1M1S", 61, "1 Minute 1 Sekunde"),
        ("PT2H", 7200, "2 Stunden"),
        ("PT90M", 5400, "1 Stunde 30 Minuten"),
        ("PT0S", None, ""),
        ("zwei Minuten", None, ""),
    ],
)
def test_durations(iso: str, all_seconds: int | None, german: str) -> None:
    """In seconds for machines, in words for people."""
    assert seconds(iso) == all_seconds
    assert dauer(iso).replace("\u00a0", " ") == german


@pytest.mark.parametrize(("size", "german"), [(12, "1 KB"), (220_439, "220 KB"), (1_549_000, "1,5 MB")])
def test_sizes(size: int, german: str) -> None:
    """The size of a download in words."""
    assert groesse(size).replace("\u00a0", " ") == german


def test_a_page_in_english_writes_them_in_english() -> None:
    """Days without a point, 24 hours, a point in numbers; a language without words of its own writes German."""
    moment = dt.datetime(2016, 10, 26, 14, tzinfo=BERLIN)

    assert datum(moment, "en").replace("\u00a0", " ") == "26 October 2016"
    assert (uhrzeit(moment, "en"), monat_kurz(moment, "en")) == ("14:00", "Oct")
    assert dauer("PT1H30S", "en").replace("\u00a0", " ") == "1 hour 30 seconds"
    assert groesse(1_549_000, "en").replace("\u00a0", " ") == "1.5 MB"
    assert datum(moment, "ar") == datum(moment, "de-simple") == datum(moment)
