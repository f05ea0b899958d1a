"""Bodies: the parts of converted HTML that templates write, and bodies as feeds have them.

The parts are pictures of ours with the words of their editor, embeds, time marks and the HTML between.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from html import escape, unescape
from urllib.parse import quote, unquote

from selectolax.lexbor import LexborHTMLParser

from plugins.core.model import ContentItem, Embed, Image
from plugins.core.placeholders import split_placeholders
from plugins.core.urls import resolve
from plugins.site.site import Site

_TAG = r"""<img\b(?:[^<>"']|"[^"]*"|'[^']*')*>"""
_PICTURE = re.compile(rf"<p>\s*(?P<alone>{_TAG})\s*</p>|(?P<within>{_TAG})", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""\s(?P<name>[^\s"'<>/=]+)(?:\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'))?""")
# What we say ourselves. A tag that says anything else is left alone, so that nothing of it is lost
_OURS = frozenset({"alt", "credit", "decoding", "height", "loading", "src", "title", "width"})


@dataclass(frozen=True, slots=True)
class BodyImage:
    """A picture in a body, alone in its paragraph or within a text."""

    image: Image
    is_alone: bool


def split_images(html: str, image_of: Callable[[int], Image | None]) -> Iterator[str | BodyImage]:
    """Yield *html* in pieces: text with placeholders, and the pictures between.

    Args:
        html: A body as it is stored.
        image_of: Gives for the number of a link the picture it leads to, or None if that is no picture of ours.
    """
    at = 0
    for match in _PICTURE.finditer(html):
        image = _image(match["alone"] or match["within"], image_of)
        if image is None:
            continue
        if match.start() > at:
            yield html[at : match.start()]
        yield BodyImage(image, match["alone"] is not None)
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


@dataclass(frozen=True, slots=True)
class FilmPosition:
    """A place in a film, and its text.

    ``described`` is its second in the version with audio description, or "" if it is the same.
    """

    second: str
    described: str
    stamp: str
    address: str
    text: str


@dataclass(frozen=True, slots=True)
class BodyPart:
    """A part of a body: trusted HTML, or an embed, a picture or a time mark for a template.

    ``law`` names a section in the law's own words. ``position`` is the place in the film that a time mark leads to,
    ``is_alone`` says that a picture is a paragraph of its own, ``is_lazy`` that another one stands before it on the
    page.
    """

    html: str = ""
    embed: Embed | None = None
    image: Image | None = None
    position: FilmPosition | None = None
    law: str = ""
    is_alone: bool = False
    is_lazy: bool = False


def body_parts(item: ContentItem, site: Site) -> tuple[BodyPart, ...]:
    """Return the body of *item*: HTML with final links, and between it the embeds and pictures."""
    found: list[BodyPart] = []
    text = ""
    lazy = item.image is not None and "video" not in item.fields  # a film's page shows none
    for piece in _pieces(item, site):
        if isinstance(piece, str):
            text += piece
            continue
        found += [BodyPart(html=text)] if text.strip() else []
        text = ""
        if isinstance(piece, BodyImage):
            found.append(BodyPart(image=piece.image, is_alone=piece.is_alone, is_lazy=lazy))
            lazy = True
        else:
            found.append(BodyPart(embed=piece))
    return tuple(found + ([BodyPart(html=text)] if text.strip() else []))


def embeds_in(parts: Iterable[BodyPart]) -> tuple[Embed, ...]:
    """Return the embeds among *parts*."""
    return tuple(part.embed for part in parts if part.embed is not None)


def feed_html(item: ContentItem, site: Site) -> str:
    """Return the body of *item* for feed readers.

    Links are absolute, pictures plain, and a link stands for each embed and frame.
    """
    home = site.home
    html = "".join(_for_feed(piece, home) for piece in _pieces(item, site, prefix=home))
    return _without_frames(html) if "<iframe" in html.lower() else html


def _for_feed(piece: str | Embed | BodyImage, home: str) -> str:
    if isinstance(piece, str):
        return piece
    if isinstance(piece, Embed):
        return f'<p><a href="{escape(piece.url)}">{escape(piece.title or piece.url)}</a></p>{_equivalent(piece, home)}'
    image, renditions = piece.image, piece.image.renditions
    size = f' width="{renditions.width}" height="{renditions.height}"' if renditions else ""
    words = " ".join(filter(None, (image.caption, image.credit)))
    title = f' title="{escape(words)}"' if words and not piece.is_alone else ""  # no caption can stand there
    picture = f'<img src="{escape(home + quote(image.src))}" alt="{escape(image.alt)}"{title}{size}>'
    caption = f"<figcaption>{escape(words)}</figcaption>" if words else ""
    return f"<figure>{picture}{caption}</figure>" if piece.is_alone else picture


def _equivalent(embed: Embed, home: str) -> str:
    """Return a paragraph with what an embed shows, or a link to it; "" without either."""
    text = escape(embed.alternative)
    if embed.alternative.startswith("/media/"):
        text = f'<a href="{home}{text}">Gleichwertiger Inhalt</a>'
    return f"<p data-added>{text}</p>" if text else ""  # it is typed elsewhere than the body


def _without_frames(html: str) -> str:
    """Return *html* with a link in the place of each iframe.

    Frames left at this stage are ours, but a feed reader cannot tell.
    """
    tree = LexborHTMLParser(f"<!doctype html><body>{html}")
    for frame in tree.css("iframe"):
        if address := frame.attributes.get("src"):
            link = tree.create_node("a")
            link.attrs["href"] = address
            link.attrs["data-added"] = ""  # it stands for no words of an editor
            link.insert_child(frame.attributes.get("title") or address)
            frame.insert_before(link)
        frame.decompose()
    return tree.body.inner_html or "" if tree.body else ""


def _pieces(item: ContentItem, site: Site, prefix: str = "") -> Iterator[str | Embed | BodyImage]:
    html = item.body.html
    if "<img" not in html.lower():
        yield from _fill_placeholders(html, item, site, prefix)
        return

    def image_of(number: int) -> Image | None:
        address = _target(number, item, site)
        renditions = site.pictures.get(unquote(address))
        return Image(unquote(address), "", renditions=renditions) if renditions else None

    for piece in split_images(html, image_of):
        if isinstance(piece, str):
            yield from _fill_placeholders(piece, item, site, prefix)
        else:
            yield piece


def _fill_placeholders(html: str, item: ContentItem, site: Site, prefix: str) -> Iterator[str | Embed]:
    for piece in split_placeholders(html):
        if isinstance(piece, str):
            yield piece
            continue
        kind, number = piece
        if kind == "embed":
            yield item.body.embeds[number]
        else:
            address = _target(number, item, site)
            yield escape(prefix + address if prefix else site.url(address))


def _target(number: int, item: ContentItem, site: Site) -> str:
    target = item.body.links[number].target
    return resolve(target, item.source, site.sources) or target
