"""Cue text: what the text of a caption says, and what in it players would leave out."""

from __future__ import annotations

import re
from collections.abc import Iterator

_ENTITY = re.compile(r"&(amp|lt|gt|nbsp|lrm|rlm);")
_ENTITIES = {"amp": "&", "lt": "<", "gt": ">", "nbsp": "\u00a0", "lrm": "\u200e", "rlm": "\u200f"}
_TAG = re.compile(r"<([^>]*)(?:>|\Z)", re.DOTALL)
_VOICE = re.compile(r"v(?:\.[^ \t\n]*)?[ \t\n]+(.+)", re.DOTALL)
_KNOWN = re.compile(r"(?:/?(?:c|i|b|u|v|lang|ruby|rt)(?:[.\s].*)?|(?:\d+:)?[0-5]\d:[0-5]\d\.\d{3})\Z", re.DOTALL)


def plain(text: str) -> str:
    """Return what a caption says, on one line and without tags; a speaker's name stands before what is said."""

    def shown(tag: re.Match[str]) -> str:
        voice = _VOICE.fullmatch(tag[1])
        return f" {voice[1].strip()}: " if voice else ""

    words = _ENTITY.sub(lambda entity: _ENTITIES[entity[1]], _TAG.sub(shown, text))
    return " ".join(part for part in re.split(r"[ \t\n\r\f]+", words) if part)


def passed_over(text: str) -> Iterator[str]:
    """Yield what in a caption's text looks like a tag and is none that players know."""
    for tag in _TAG.finditer(text):
        if not _KNOWN.match(tag[1]):
            yield tag[0]
