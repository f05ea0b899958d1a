"""Bodies: the parts of converted HTML that templates write.

The parts are pictures of ours with the words of their editor, embeds, time marks and the HTML between.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from html import escape
from urllib.parse import unquote

from plugins.core.model import ContentItem, Download, Embed, Image
from plugins.core.placeholders import split_placeholders
from plugins.core.urls import resolve, split_suffix
from plugins.site.body_images import BodyGallery, BodyImage, shrink_others, split_images
from plugins.site.body_tables import wrap_tables
from plugins.site.downloads import add_download_notes, describe_download
from plugins.site.site import Site

_HEADING = re.compile("<h([2-6])[ >]", re.IGNORECASE)


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
    ``level`` is that of the heading of an embed: one below the heading before it.
    ``is_alone`` says that a picture is a paragraph of its own, ``is_beside`` that text flows around it, ``is_lazy``
    that another one stands before it on the page.
    """

    html: str = ""
    embed: Embed | None = None
    image: Image | None = None
    gallery: tuple[Image, ...] = ()
    position: FilmPosition | None = None
    law: str = ""
    level: int = 2
    is_alone: bool = False
    is_beside: bool = False
    is_lazy: bool = False


def body_parts(item: ContentItem, site: Site) -> tuple[BodyPart, ...]:
    """Return the body of *item*: HTML with final links, and between it the embeds and pictures."""
    found: list[BodyPart] = []
    text = ""
    lazy = item.image is not None and "video" not in item.fields  # a film's page shows none
    body = replace(item.body, html=wrap_tables(item.body.html))
    for piece in body_pieces(replace(item, body=body), site):
        if isinstance(piece, str):
            text += piece
            continue
        found += [BodyPart(html=text)] if text.strip() else []
        text = ""
        if isinstance(piece, BodyImage):
            found.append(BodyPart(image=piece.image, is_alone=piece.is_alone, is_beside=piece.is_beside, is_lazy=lazy))
            lazy = True
        elif isinstance(piece, BodyGallery):
            found.append(BodyPart(gallery=piece.images, is_lazy=lazy))
            lazy = True
        else:
            found.append(BodyPart(embed=piece, level=level_below(found)))
    return tuple(found + ([BodyPart(html=text)] if text.strip() else []))


def level_below(parts: Iterable[BodyPart]) -> int:
    """Return the level of a heading below the last one of *parts*, or below that of the page."""
    levels = [int(level) for part in parts for level in _HEADING.findall(part.html)]
    return min(levels[-1] + 1, 6) if levels else 2


def embeds_in(parts: Iterable[BodyPart]) -> tuple[Embed, ...]:
    """Return the embeds among *parts*."""
    return tuple(part.embed for part in parts if part.embed is not None)


def body_pieces(item: ContentItem, site: Site, prefix: str = "") -> Iterator[str | Embed | BodyImage | BodyGallery]:
    """Yield the body of *item* in pieces: HTML, embeds, pictures, galleries.

    Links stand behind *prefix*.
    """
    html = _with_download_notes(item, site)
    if "<img" not in html.lower():
        yield from _fill_placeholders(html, item, site, prefix)
        return

    def image_of(number: int) -> Image | None:
        address = _target(number, item, site)
        renditions = site.pictures.get(unquote(address))
        return Image(unquote(address), "", renditions=renditions) if renditions else None

    for piece in split_images(html, image_of):
        if isinstance(piece, str):
            rest = piece if prefix else shrink_others(piece, image_of, site.url)
            yield from _fill_placeholders(rest, item, site, prefix)
        else:
            yield piece


def _with_download_notes(item: ContentItem, site: Site) -> str:
    if not any("media/" in link.target for link in item.body.links):
        return item.body.html

    def download_of(number: int) -> Download | None:
        return site.downloads.get(unquote(split_suffix(_target(number, item, site))[0]))

    return add_download_notes(item.body.html, download_of, site.words(item.lang), item.lang)


def _fill_placeholders(html: str, item: ContentItem, site: Site, prefix: str) -> Iterator[str | Embed]:
    for piece in split_placeholders(html):
        if isinstance(piece, str):
            yield piece
            continue
        kind, number = piece
        if kind == "embed":
            yield _with_files(item.body.embeds[number], item.lang, site)
        else:
            address = _target(number, item, site)
            yield escape(prefix + address if prefix else site.url(address))


def _with_files(embed: Embed, lang: str, site: Site) -> Embed:
    """Return *embed* with the renditions of its poster, and kind and size of its equivalent."""
    poster, equivalent = embed.poster, site.downloads.get(embed.alternative)
    return replace(
        embed,
        poster=replace(poster, renditions=site.pictures.get(poster.src)) if poster else None,
        alternative_note=describe_download(equivalent, site.words(lang)) if equivalent else "",
    )


def _target(number: int, item: ContentItem, site: Site) -> str:
    target = item.body.links[number].target
    address = resolve(target, item.source, site.sources) or target
    page, suffix = split_suffix(address)
    return page if suffix and page in site.withdrawn_addresses else address  # no place of it is there any more
