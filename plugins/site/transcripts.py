"""Transcripts: the text of a film, its lines and its chapters, each with the place in the film it belongs to."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from html import escape, unescape
from typing import cast

from plugins.core.dates import MARK, mark_seconds, stamp
from plugins.core.model import ContentItem, Cue
from plugins.site.bodies import BodyPart

_BEGIN = re.compile(rf"(<(p|li|h[2-6])(?:\s[^>]*)?>\s*(?:<p>\s*)?(?:<strong>)?){MARK.pattern}\s*", re.ASCII)
_HEADING_END = re.compile(r"</h[2-6]>")
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class FilmPosition:
    """A place in a film: its second, the same in the described version if that is another, and what is there."""

    second: str
    described: str
    stamp: str
    address: str
    text: str


@dataclass(frozen=True, slots=True)
class Transcript:
    """What can be read beside a film: the captions, the chapters, and the body with links for its time marks."""

    lines: tuple[FilmPosition, ...]
    chapters: tuple[FilmPosition, ...]
    body: tuple[BodyPart, ...]


def transcript(item: ContentItem, body: Iterable[BodyPart], url: Callable[[str], str]) -> Transcript:
    """Return the transcript of the clip *item*; for a film elsewhere the marks stay plain text and lead nowhere."""
    video = str(item.fields["video"])
    film = url(video) if video.startswith("/") else ""
    cues, described = (cast("tuple[Cue, ...]", item.fields.get(key, ())) for key in ("cues", "described_cues"))
    pairs = tuple(zip(cues, described, strict=True)) if len(cues) == len(described) else ()

    def place(second: float, text: str) -> FilmPosition:
        there = _described(second, pairs) if pairs else second
        written = _number(second)
        address = f"{film}#t={written}" if film else ""
        return FilmPosition(written, "" if there == second else _number(there), stamp(second), address, text)

    chapters: list[FilmPosition] = []
    parts = tuple(replace(part, html=_linked(part.html, place, chapters)) if part.html else part for part in body)
    lines = tuple(place(cue.start, cue.text) for cue in cues) if film else ()
    return Transcript(lines, tuple(chapters) if film else (), parts)


def _described(second: float, pairs: tuple[tuple[Cue, Cue], ...]) -> float:
    """Return where in the described version *second* of the film is: what both say at the same time is the measure."""
    before = [(0.0, 0.0), *((cue.start, other.start) for cue, other in pairs)]
    film, other = max(known for known in before if known[0] <= second)
    return round(other + second - film, 3)


def _linked(html: str, place: Callable[[float, str], FilmPosition], chapters: list[FilmPosition]) -> str:
    """Return *html* with a link in the place of each time mark; marks of headings are added to *chapters*."""

    def link(found: re.Match[str]) -> str:
        mark = MARK.search(found[0], len(found[1]))
        if mark is None:
            return found[0]
        is_heading = found[2].startswith("h")
        end = _HEADING_END.search(html, found.end())
        title = unescape(_TAG.sub("", html[found.end() : end.start()])).strip() if is_heading and end else ""
        here = place(mark_seconds(mark), title)
        if is_heading:
            chapters.append(here)
        if not here.address:
            return f"{found[1]}{here.stamp} "
        described = f' data-described="{here.described}"' if here.described else ""
        return (
            f'{found[1]}<a class="time-mark" href="{escape(here.address)}" data-at="{here.second}"{described}'
            f' aria-label="Film ab {here.stamp} ansehen">{here.stamp}</a> '
        )

    return _BEGIN.sub(link, html)


def _number(second: float) -> str:
    return f"{second:.3f}".rstrip("0").rstrip(".")
