"""Captions of the described version: those of the film, later by each pause for the voice."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from plugins.content.video.captions import stamp
from plugins.content.video.webvtt import parse_webvtt
from tools.film.sound import RATE

_NOTE = "Untertitel der Fassung mit Audiodeskription; python -m tools.film schreibt sie."


def shift_captions(captions: str, moments: Sequence[float]) -> str:
    """Return *captions*, each shown from when the described version has come as far as the film.

    Args:
        captions: The film's own, as WebVTT.
        moments: How far the film is at each sample of the described version.
    """
    lines = ["WEBVTT", "", "NOTE", _NOTE]
    for cue in parse_webvtt(captions).cues:
        begin, end = (stamp(bisect_left(moments, moment / 1000) * 1000 // RATE) for moment in (cue.start, cue.end))
        lines += ["", f"{begin} --> {end}", cue.text]
    return "\n".join(lines) + "\n"
