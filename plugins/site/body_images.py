"""Body images: finds our pictures and galleries in converted HTML, with their words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape, unescape

from plugins.core.model import Image
from plugins.core.placeholders import split_placeholders

_TAG = r"""<img\b(?:[^<>"']|"[^"]*"|'[^']*')*>"""
_PICTURE = re.compile(
    rf'<p>\s*(?P<alone>{_TAG})\s*</p>|(?P<figure><figure class="beside is-(?:left|right)">)\s*(?P<beside>{_TAG})'
    rf"|(?P<within>{_TAG})",
    re.IGNORECASE,
)
_GALLERY = re.compile(r'<div class="pictures">(?P<pictures>.*?)</div>', re.DOTALL)
_ATTRIBUTE = re.compile(r"""\s(?P<name>[^\s"'<>/=]+)(?:\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'))?""")
# What we say ourselves, and a class, which says nothing here. A tag that says anything else keeps it
_OURS = frozenset({"alt", "class", "credit", "decoding", "height", "loading", "src", "title", "width"})
_SOURCE = re.compile(r"""(?P<before>\ssrc\s*=\s*["']?)(?P<target>\x1alink:[0-9]+\x1a)""", re.IGNORECASE)
_SIZE = re.compile(r"\s(?:width|height)\s*=", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class BodyImage:
    """A picture in a body: alone in its paragraph, beside the text, or within it."""

    image: Image
    is_alone: bool
    is_beside: bool = False


@dataclass(frozen=True, slots=True)
class BodyGallery:
    """Pictures in a body that open large, side by side."""

    images: tuple[Image, ...]


def split_images(html: str, image_of: Callable[[int], Image | None]) -> Iterator[str | BodyImage | BodyGallery]:
    """Yield *html* in pieces: text with placeholders, and the pictures and galleries between.

    Args:
        html: A body as it is stored.
        image_of: Gives for the number of a link the picture it leads to, or None if that is no picture of ours.
    """
    at = 0
    for match in _GALLERY.finditer(html):
        pictures = list(_split(match["pictures"], image_of))
        if all(isinstance(one, BodyImage) or not one.strip() for one in pictures):
            yield from _split(html[at : match.start()], image_of)
            yield BodyGallery(tuple(one.image for one in pictures if isinstance(one, BodyImage)))
            at = match.end()
    yield from _split(html[at:], image_of)


def shrink_others(html: str, image_of: Callable[[int], Image | None], url: Callable[[str], str]) -> str:
    """Return *html* with a small file and its size in each tag that is left alone.

    *url* makes links of addresses.
    """

    def shrink(match: re.Match[str]) -> str:
        tag = match["within"] or ""
        found = _SOURCE.search(tag)
        number = int(found["target"][6:-1]) if found else -1
        image = image_of(number) if found else None
        if found is None or image is None or image.renditions is None:
            return match[0]
        shown, before, after = image.renditions, tag[: found.start("target")], tag[found.end("target") : -1]
        size = "" if _SIZE.search(tag) else f' width="{shown.width}" height="{shown.height}"'
        return f"{before}{escape(url(shown.large))}{after.rstrip('/ ')}{size}>"

    return re.sub(rf"(?P<within>{_TAG})", shrink, html, flags=re.IGNORECASE)


def _split(html: str, image_of: Callable[[int], Image | None]) -> Iterator[str | BodyImage]:
    at = 0
    for match in _PICTURE.finditer(html):
        image = _image(match["alone"] or match["beside"] or match["within"], image_of)
        if image is None:
            continue
        before = html[at : match.start()] + (match["figure"] or "")
        if before:
            yield before
        yield BodyImage(image, match["alone"] is not None, match["beside"] is not None)
        at = match.end()
    if at < len(html):
        yield html[at:]


def _image(tag: str, image_of: Callable[[int], Image | None]) -> Image | None:
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(tag):  # of repeated ones the first counts, as in a browser
        found.setdefault(match["name"].lower(), unescape(match["double"] or match["single"] or ""))
    source = list(split_placeholders(found.get("src", "")))
    if found.keys() - _OURS or len(source) != 1 or isinstance(source[0], str):
        return None
    image = image_of(source[0][1])
    if image is None:
        return None
    return Image(
        image.src,
        found.get("alt", ""),
        credit=found.get("credit", ""),
        caption=found.get("title", ""),
        decorative=not found.get("alt"),
        renditions=image.renditions,
    )
