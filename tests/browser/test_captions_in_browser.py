"""Our reading of caption files is that of a real player."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page, Route

from plugins.content.video.webvtt import parse_webvtt
from tests.golden_cases import cases

Shown = list[tuple[int, int, str]]
READ = """files => Promise.all(files.map(text => new Promise(done => {
  const track = document.createElement("track");
  const end = cues => { track.remove(); done(cues) };
  track.onload = () => end([...track.track.cues].map(cue =>
    [Math.round(cue.startTime * 1000), Math.round(cue.endTime * 1000), cue.text]));
  track.onerror = () => end(null);
  track.src = URL.createObjectURL(new Blob([text], {type: "text/vtt"}));
  document.querySelector("video").append(track);
  track.track.mode = "hidden";
})))"""
HARD = [
    "WEBVTT",
    "WEBVTT\n",
    "WEBVTT\ttext\n\n00:01.000 --> 00:02.000\nx",
    "WEBVTTx\n\n00:01.000 --> 00:02.000\nx",
    "WEBVTT --> x\n\n00:01.000 --> 00:02.000\nx",
    "webvtt\n\n00:01.000 --> 00:02.000\nx",
    " WEBVTT\n\n00:01.000 --> 00:02.000\nx",
    "WEBVTT\n00:01.000 --> 00:02.000\nx",
    "WEBVTT\nid\n00:01.000 --> 00:02.000\nx",
    "WEBVTT\n\n\n\n00:01.000-->00:02.000\nx",
    "WEBVTT\n\n00:01.000 --> 00:02.000line:0\nx",
    "WEBVTT\n\n00:01.000 --> 00:02.0000\nx",
    "WEBVTT\n\n00:01.000 -> 00:02.000\nx",
    "WEBVTT\n\n1:00:01.000 --> 100:00:02.000\nx",
    "WEBVTT\n\n0:01.000 --> 0:02.000\nx",
    "WEBVTT\n\n00:60.000 --> 00:62.000\nx",
    "WEBVTT\n\n75:10.000 --> 76:10.000\nx",
    "WEBVTT\n\n00:01.000 --> 00:02.000\nx\n00:02.000 --> 00:03.000\ny",
    "WEBVTT\n\n00:01.000 --> 00:02.000\n00:02.000 --> 00:03.000\ny",
    "WEBVTT\n\nid\n00:01.000 --> 00:02.000\n00:02.000 --> 00:03.000\ny",
    "WEBVTT\n\neins\nzwei\n00:01.000 --> 00:02.000\nx",
    "WEBVTT\n\neins --> zwei\n00:01.000 --> 00:02.000\nx",
    "WEBVTT\n\nNOTE\n00:01.000 --> 00:02.000\nx",
    "WEBVTT\n\nNOTE a --> b\n\n00:01.000 --> 00:02.000\nx",
    "WEBVTT\n\n00:01.000 --> 00:02.000\n x \n\ty\n\nverloren",
    "WEBVTT\n\n00:05.000 --> 00:06.000\nb\n\n00:01.000 --> 00:09.000\na\n\n00:01.000 --> 00:12.000\nc",
    "WEBVTT\n\n\x0c00:01.000\x0c-->\x0c00:02.000\nx",
    "WEBVTT\n\n00:01.000 --> 00:02.000\nx\n --> \ny",
]
_LINES = st.sampled_from(
    [
        *("", "", "x", "2", "NOTE", "STYLE", "a --> b", "-->", "<v A>b</v>", "&amp;"),
        *("00:01.000 --> 00:02.000", "01:02:03.004 --> 01:02:04.005", "00:03.000 --> 00:04.000 align:start"),
        *("00:01,000 --> 00:02,000", "0:01.000 --> 0:02.000"),
    ]
)
_HEADERS = st.sampled_from(["WEBVTT", "WEBVTT", "WEBVTT", "WEBVTT - Titel", "WEBVTT\tx", "WEBVTTX", "x"])
FILES = st.builds(lambda header, lines: "\n".join([header, *lines]), _HEADERS, st.lists(_LINES, max_size=14))


def ours(text: str) -> Shown | None:
    """Return what our parser finds, in the order in which players keep cues; None if it is no caption file."""
    found = parse_webvtt(text)
    if found.flaws and found.flaws[0][0].name == "HEADER":
        return None
    cues = [(cue.start, cue.end, cue.text) for cue in found.cues]
    return sorted(cues, key=lambda cue: (cue[0], -cue[1]))


@pytest.fixture(scope="module")
def player(browser: Browser) -> Iterator[Page]:
    """A page with a film that has no source and may take any captions."""

    def answer(route: Route) -> None:
        route.fulfill(body="<!doctype html><title>x</title><video></video>", content_type="text/html")

    context = browser.new_context()
    page = context.new_page()
    page.route("**/*", answer)
    page.goto("http://captions.invalid/")
    yield page
    context.close()


def theirs(player: Page, files: list[str]) -> list[Shown | None]:
    """Return what Chromium's text tracks hold of each file."""
    shown = player.evaluate(READ, files)
    return [None if cues is None else [tuple(cue) for cue in cues] for cues in shown]


def test_a_player_shows_what_we_read(player: Page) -> None:
    """The golden cases and every trap of the specification: times and texts are the same."""
    files = [case.given for case in cases("captions.md")] + HARD

    for text, shown in zip(files, theirs(player, files), strict=True):
        assert ours(text) == shown, text


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(FILES, min_size=8, max_size=16))
def test_a_player_shows_what_we_read_of_anything(player: Page, files: list[str]) -> None:
    """Lines that mean something, in any order."""
    for text, shown in zip(files, theirs(player, files), strict=True):
        assert ours(text) == shown, text
