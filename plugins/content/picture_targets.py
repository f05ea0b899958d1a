"""Picture targets: files in the place of a picture that no browser can show there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape
from pathlib import PurePosixPath
from urllib.parse import unquote

from plugins.content.media.file_types import KINDS, RASTER
from plugins.core.model import ContentItem
from plugins.core.problem import Problem
from plugins.core.urls import split_suffix

_IMAGE = re.compile(r"""<img\b(?:[^<>"']|"[^"]*"|'[^']*')*>""", re.IGNORECASE)
_SOURCE = re.compile(r"""\ssrc\s*=\s*["']?\x1alink:(?P<number>[0-9]+)\x1a""", re.IGNORECASE)
_ALT = re.compile(r"""\salt\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)')""", re.IGNORECASE)
_WORDS = {**dict.fromkeys((".mp4", ".webm"), "Film"), **dict.fromkeys((".mp3", ".m4a", ".ogg"), "Ton")}
_MORE = {
    "Film": "Ein Film mit Untertiteln bekommt eine eigene Seite in content/clips/. ",
    "Ton": "Zum Anhören auf der Seite gibt es den Baustein ton. ",
}


def find_false_pictures(items: Iterable[ContentItem]) -> Iterator[Problem]:
    """Yield a problem for each picture in a text that leads to a film, a document or a page."""
    for item in items:
        if "<img" not in item.body.html.lower():
            continue
        for tag in _IMAGE.finditer(item.body.html):
            found, alt = _SOURCE.search(tag[0]), _ALT.search(tag[0])
            if found is None:
                continue
            link = item.body.links[int(found["number"])]
            suffix = PurePosixPath(unquote(split_suffix(link.target)[0])).suffix.lower()
            if suffix in RASTER or suffix == ".svg" or (suffix and suffix not in KINDS and suffix != ".md"):
                continue
            kind = _WORDS.get(suffix, "Datei" if suffix in KINDS else "Seite")
            words = unescape(alt["double"] or alt["single"] or "") if alt else ""
            yield Problem(
                item.source,
                link.line,
                f"„{link.target}“ ist kein Bild; zu sehen wäre nichts. {_MORE.get(kind, '')}".rstrip(),
                f"Bitte als Link schreiben: [{words.replace('[', '(').replace(']', ')') or kind}]({link.target})",
                "not-a-picture",
            )
