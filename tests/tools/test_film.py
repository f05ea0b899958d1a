"""The title film that stands in: all committed files belong together."""

from __future__ import annotations

from pathlib import Path

from plugins.content.video.webvtt import parse_webvtt
from tools.film.__main__ import NAME, TARGET
from tools.film.captions import shift_captions
from tools.film.sound import RATE

CAPTIONS = (TARGET / f"{NAME}.de.vtt").read_text(encoding="utf-8")


def test_the_described_captions_wait_for_the_voice() -> None:
    """If the film pauses for three seconds, the captions after it come three seconds later."""
    moments = [n / RATE for n in range(RATE)] + [1.0] * 3 * RATE + [1 + n / RATE for n in range(11 * RATE)]

    found = parse_webvtt(shift_captions(CAPTIONS, moments))

    assert found.flaws == ()
    assert [cue.text for cue in found.cues] == [cue.text for cue in parse_webvtt(CAPTIONS).cues]
    assert [cue.start for cue in found.cues] == [0, 1000, 7000, 10000, 13000]


def test_both_versions_have_the_same_captions() -> None:
    """One for one, so that the page can tell which places belong together."""
    described = parse_webvtt((TARGET / f"{NAME}-audiodeskription.de.vtt").read_text(encoding="utf-8"))

    assert described.flaws == ()
    assert [cue.text for cue in described.cues] == [cue.text for cue in parse_webvtt(CAPTIONS).cues]


def test_the_film_is_light() -> None:
    """A few hundred kilobytes each, and its picture less than 40."""
    sizes = {path.name: path.stat().st_size for path in Path(TARGET).iterdir()}

    assert all(size < 600_000 for size in sizes.values())
    assert sizes[f"{NAME}.jpg"] < 40_000
