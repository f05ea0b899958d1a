"""Bodies: the holes of converted HTML are filled, its pictures found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from urllib.parse import quote, unquote

from selectolax.lexbor import LexborHTMLParser

from plugins.addresses import resolve
from plugins.holes import split
from plugins.pages.body_pictures import Placed, placed
from plugins.pages.world import World
from plugins.records import Embed, Image, Item

_TEXT_BLOCKS = "p, h2, h3, h4, h5, h6, li:not(:has(p)), dt, dd:not(:has(p)), th, td, pre"


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a body: trusted HTML, an embed or a picture, for which the theme has its forms.

    ``alone`` says that a picture is a paragraph of its own, ``lazy`` that another one stands before it on the page.
    """

    html: str = ""
    embed: Embed | None = None
    image: Image | None = None
    alone: bool = False
    lazy: bool = False


def parts(item: Item, world: World) -> tuple[Part, ...]:
    """Return the body of *item*: HTML with final links, and between it the embeds and pictures."""
    found: list[Part] = []
    text = ""
    lazy = item.image is not None and item.type != "clip"  # a film's page shows none
    for piece in _pieces(item, world):
        if isinstance(piece, str):
            text += piece
            continue
        found += [Part(html=text)] if text.strip() else []
        text = ""
        if isinstance(piece, Placed):
            found.append(Part(image=piece.image, alone=piece.alone, lazy=lazy))
            lazy = True
        else:
            found.append(Part(embed=piece))
    return tuple(found + ([Part(html=text)] if text.strip() else []))


def feed_html(item: Item, world: World) -> str:
    """Return the body of *item* for feed readers: absolute links, plain pictures, a link for each embed and frame."""
    site = world.home
    html = "".join(_for_feed(piece, site) for piece in _pieces(item, world, prefix=site))
    return _without_frames(html) if "<iframe" in html.lower() else html


def _for_feed(piece: str | Embed | Placed, site: str) -> str:
    if isinstance(piece, str):
        return piece
    if isinstance(piece, Embed):
        return f'<p><a href="{escape(piece.url)}">{escape(piece.title or piece.url)}</a></p>'
    image, shown = piece.image, piece.image.shown
    size = f' width="{shown.width}" height="{shown.height}"' if shown else ""
    picture = f'<img src="{escape(site + quote(image.src))}" alt="{escape(image.alt)}"{size}>'
    words = " ".join(filter(None, (image.caption, image.credit)))
    caption = f"<figcaption>{escape(words)}</figcaption>" if words else ""
    return f"<figure>{picture}{caption}</figure>" if piece.alone else picture


def plain_text(html: str) -> str:
    """Return the words of a body's *html*, a line for each block; holes leave none."""
    tree = LexborHTMLParser("".join(piece for piece in split(html) if isinstance(piece, str)))
    words = (" ".join(block.text(deep=True).split()) for block in tree.css(_TEXT_BLOCKS))
    return "\n".join(line for line in words if line)


def _without_frames(html: str) -> str:
    """Return *html* with a link in the place of each frame; those left are ours, but a reader's program cannot tell."""
    tree = LexborHTMLParser(f"<!doctype html><body>{html}")
    for frame in tree.css("iframe"):
        if address := frame.attributes.get("src"):
            link = tree.create_node("a")
            link.attrs["href"] = address
            link.insert_child(frame.attributes.get("title") or address)
            frame.insert_before(link)
        frame.decompose()
    return tree.body.inner_html or "" if tree.body else ""


def _pieces(item: Item, world: World, prefix: str = "") -> Iterator[str | Embed | Placed]:
    html = item.body.html
    if "<img" not in html.lower():
        yield from _filled(html, item, world, prefix)
        return

    def image_of(number: int) -> Image | None:
        address = _target(number, item, world)
        shown = world.pictures.get(unquote(address))
        return Image(unquote(address), "", shown=shown) if shown else None

    for piece in placed(html, image_of):
        if isinstance(piece, str):
            yield from _filled(piece, item, world, prefix)
        else:
            yield piece


def _filled(html: str, item: Item, world: World, prefix: str) -> Iterator[str | Embed]:
    for piece in split(html):
        if isinstance(piece, str):
            yield piece
            continue
        kind, number = piece
        if kind == "embed":
            yield item.body.embeds[number]
        else:
            address = _target(number, item, world)
            yield escape(prefix + address if prefix else world.url(address))


def _target(number: int, item: Item, world: World) -> str:
    target = item.body.links[number].target
    return resolve(target, item.source, world.sources) or target
