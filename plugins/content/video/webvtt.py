"""WebVTT: cues with their times and texts, and text that players would leave out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

_ENTITY = re.compile(r"&(amp|lt|gt|nbsp|lrm|rlm);")
_ENTITIES = {"amp": "&", "lt": "<", "gt": ">", "nbsp": "\u00a0", "lrm": "\u200e", "rlm": "\u200f"}
_TAG = re.compile(r"<([^>]*)(?:>|\Z)", re.DOTALL)
_VOICE = re.compile(r"v(?:\.[^ \t\n]*)?[ \t\n]+(.+)", re.DOTALL)
_KNOWN = re.compile(r"(?:/?(?:c|i|b|u|v|lang|ruby|rt)(?:[.\s].*)?|(?:\d+:)?[0-5]\d:[0-5]\d\.\d{3})\Z", re.DOTALL)


def plain_text(text: str) -> str:
    """Return the text of a caption on one line and without tags, after the speaker's name."""

    def replace_tag(tag: re.Match[str]) -> str:
        voice = _VOICE.fullmatch(tag[1])
        return f" {voice[1].strip()}: " if voice else ""

    words = _ENTITY.sub(lambda entity: _ENTITIES[entity[1]], _TAG.sub(replace_tag, text))
    return " ".join(part for part in re.split(r"[ \t\n\r\f]+", words) if part)


def find_unknown_tags(text: str) -> Iterator[str]:
    """Yield parts of a caption's text that look like a tag and are none that players know."""
    for tag in _TAG.finditer(text):
        if not _KNOWN.match(tag[1]):
            yield tag[0]


_ARROW = "-->"
_STAMP = r"(?:(\d+):)?([0-5]\d):([0-5]\d)\.(\d{3})(?!\d)"
_TIMINGS = re.compile(rf"[ \t\f]*{_STAMP}[ \t\f]*-->[ \t\f]*{_STAMP}", re.ASCII)
_SIGNATURE = re.compile(r"WEBVTT(?=[ \t\n]|\Z)")
_NO_CUE = re.compile(r"(?:NOTE|STYLE|REGION)(?=[ \t\n]|\Z)")


class CaptionIssue(Enum):
    """Why a part of the file does not reach its readers."""

    HEADER = auto()  # the file does not begin as it must: nothing is shown
    TIMINGS = auto()  # a line with an arrow whose times cannot be read
    LOST_TEXT = auto()  # text with no times above it
    NO_BLANK_LINE = auto()  # read all the same, but the line before may not be what was meant


@dataclass(frozen=True, slots=True)
class CaptionCue:
    """A caption: times in milliseconds, text with tags, and the line of its times.

    Names show nowhere.
    """

    start: int
    end: int
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Captions:
    """The captions of a file, in its order, and its flaws, each with line and quote."""

    cues: tuple[CaptionCue, ...]
    flaws: tuple[tuple[CaptionIssue, int, str], ...]


def parse_webvtt(text: str) -> Captions:
    """Return the cues of *text*, which has plain line ends and no byte order mark."""
    lines = text.replace("\0", "\ufffd").split("\n")
    if not _SIGNATURE.match(text):
        return Captions((), ((CaptionIssue.HEADER, 1, lines[0]),))
    cues: list[CaptionCue] = []
    flaws: list[tuple[CaptionIssue, int, str]] = []
    at = _after_header(lines, flaws)
    while at < len(lines):
        if not lines[at]:
            at += 1
            continue
        at, cue = _block(lines, at, flaws)
        cues += [cue] if cue else []
    return Captions(tuple(cues), tuple(flaws))


def _after_header(lines: list[str], flaws: list[tuple[CaptionIssue, int, str]]) -> int:
    """Return the number of the line that ends the header: an empty one, or one with an arrow."""
    for number, line in enumerate(lines[1:], 1):
        if not line:
            return number
        if _ARROW in line:
            flaws.append((CaptionIssue.NO_BLANK_LINE, number + 1, line))
            return number
    return len(lines)


def _block(lines: list[str], first: int, flaws: list[tuple[CaptionIssue, int, str]]) -> tuple[int, CaptionCue | None]:
    """Return where the block that begins with the line *first* ends, and its cue if it is one."""
    place = next((n for n in (first, first + 1) if n < len(lines) and _ARROW in lines[n]), None)
    begin = first if place is None else place + 1
    end = next((n for n in range(begin, len(lines)) if not lines[n] or _ARROW in lines[n]), len(lines))
    if end < len(lines) and lines[end] and end > begin:
        flaws.append((CaptionIssue.NO_BLANK_LINE, end + 1, lines[end]))
    text = "\n".join(lines[begin:end])
    if place is None:
        if not _NO_CUE.match(text):
            flaws.append((CaptionIssue.LOST_TEXT, first + 1, lines[first]))
        return end, None
    match = _TIMINGS.match(lines[place])
    if not match:
        flaws.append((CaptionIssue.TIMINGS, place + 1, lines[place].strip()))
        return end, None
    return end, CaptionCue(_milliseconds(match.groups()[:4]), _milliseconds(match.groups()[4:]), text, place + 1)


def _milliseconds(parts: tuple[str | None, ...]) -> int:
    hours, minutes, seconds, thousandths = (int(part or 0) for part in parts)
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + thousandths
