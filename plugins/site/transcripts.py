"""Transcripts: the text of a film, its captions and its chapters.

Each line belongs to a place in the film.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from typing import cast

from plugins.core.dates import MARK, mark_seconds, stamp
from plugins.core.model import ContentItem, Cue
from plugins.site.bodies import BodyPart, FilmPosition

_BEGIN = re.compile(rf"(<(p|li|h[2-6])(?:\s[^>]*)?>\s*(?:<p>\s*)?(?:<strong>)?){MARK.pattern}\s*", re.ASCII)
_HEADING_END = re.compile(r"</h[2-6]>")
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Transcript:
    """The text beside a film.

    The captions, the chapters, and the body with its time marks as parts of their own.
    """

    lines: tuple[FilmPosition, ...]
    chapters: tuple[FilmPosition, ...]
    body: tuple[BodyPart, ...]


def transcript(item: ContentItem, body: Iterable[BodyPart], url: Callable[[str], str]) -> Transcript:
    """Return the transcript of the clip *item*.

    The marks of a film on another server stay plain text and lead nowhere.
    """
    video = str(item.fields["video"])
    film = url(video) if video.startswith("/") else ""
    cues, described = (cast("tuple[Cue, ...]", item.fields.get(key, ())) for key in ("cues", "described_cues"))
    pairs = tuple(zip(cues, described, strict=True)) if len(cues) == len(described) else ()

    def place(second: float, text: str) -> FilmPosition:
        there = _described_second(second, pairs) if pairs else second
        written = _number(second)
        address = f"{film}#t={written}" if film else ""
        return FilmPosition(written, "" if there == second else _number(there), stamp(second), address, text)

    chapters: list[FilmPosition] = []
    parts = tuple(
        piece for part in body for piece in (_split_marks(part.html, place, chapters) if part.html else [part])
    )
    lines = tuple(place(cue.start, cue.text) for cue in cues) if film else ()
    return Transcript(lines, tuple(chapters) if film else (), parts)


def _described_second(second: float, pairs: tuple[tuple[Cue, Cue], ...]) -> float:
    """Return the second in the described version that *second* of the film corresponds to.

    Captions that both versions share are the measure.
    """
    before = [(0.0, 0.0), *((cue.start, other.start) for cue, other in pairs)]
    film, other = max(known for known in before if known[0] <= second)
    return round(other + second - film, 3)


def _split_marks(
    html: str, position: Callable[[float, str], FilmPosition], chapters: list[FilmPosition]
) -> Iterator[BodyPart]:
    """Yield *html* in parts, each of its time marks as a part of its own.

    Marks of headings are added to *chapters*.
    """
    text, at = "", 0
    for found in _BEGIN.finditer(html):
        mark = MARK.search(found[0], len(found[1]))
        if mark is None:
            continue
        here = position(mark_seconds(mark), _heading(html, found))
        if found[2].startswith("h"):
            chapters.append(here)
        text += html[at : found.start()] + found[1]
        at = found.end()
        if here.address:
            yield BodyPart(html=text)
            yield BodyPart(position=here)
            text = " "
        else:
            text += f"{here.stamp} "
    yield BodyPart(html=text + html[at:])


def _heading(html: str, begin: re.Match[str]) -> str:
    """Return the text of the heading that *begin* opens, or "" if it opens anything else."""
    end = _HEADING_END.search(html, begin.end()) if begin[2].startswith("h") else None
    return unescape(_TAG.sub("", html[begin.end() : end.start()])).strip() if end else ""


def _number(second: float) -> str:
    return f"{second:.3f}".rstrip("0").rstrip(".")
