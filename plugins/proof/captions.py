"""Captions: the words of a WebVTT file (https://www.w3.org/TR/webvtt1/) with their lines."""

from __future__ import annotations

import re
from html import unescape

from plugins.proof.passages import Passage

_TIMES = re.compile(r"\s*(?:\d+:)?\d\d:\d\d\.\d{3}\s*-->")
_TAG = re.compile(r"</?[^>\n]*>")


def caption_passages(text: str) -> list[Passage]:
    """Return the words of each caption with its line."""
    found: list[Passage] = []
    is_caption = False
    for number, line in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), 1):
        if not line.strip():
            is_caption = False
        elif "-->" in line and _TIMES.match(line):
            is_caption = True
        elif is_caption:
            found.append(Passage(number, unescape(_TAG.sub("", line))))
    return found
