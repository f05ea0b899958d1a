"""Bodies: the holes of converted HTML are filled."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from selectolax.lexbor import LexborHTMLParser

from plugins.addresses import resolve
from plugins.holes import split
from plugins.pages.world import World
from plugins.records import Embed, Item


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a body: trusted HTML, or an embed for which the theme has a placeholder."""

    html: str = ""
    embed: Embed | None = None


def parts(item: Item, world: World) -> tuple[Part, ...]:
    """Return the body of *item*: HTML with final links, and between it the embeds."""
    found: list[Part] = []
    text = ""
    for piece in _pieces(item, world):
        if isinstance(piece, Embed):
            found += [Part(html=text)] if text.strip() else []
            found.append(Part(embed=piece))
            text = ""
        else:
            text += piece
    return tuple(found + ([Part(html=text)] if text.strip() else []))


def feed_html(item: Item, world: World) -> str:
    """Return the body of *item* for feed readers: absolute links, and a plain link for each embed and frame."""
    site = str(world.site["address"]).rstrip("/")
    html = "".join(
        f'<p><a href="{escape(piece.url)}">{escape(piece.title or piece.url)}</a></p>'
        if isinstance(piece, Embed)
        else piece
        for piece in _pieces(item, world, prefix=site)
    )
    return _without_frames(html) if "<iframe" in html.lower() else html


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


def _pieces(item: Item, world: World, prefix: str = "") -> Iterator[str | Embed]:
    for piece in split(item.body.html):
        if isinstance(piece, str):
            yield piece
            continue
        kind, number = piece
        if kind == "embed":
            yield item.body.embeds[number]
        else:
            target = item.body.links[number].target
            address = resolve(target, item.source, world.sources) or target
            yield escape(prefix + address if prefix else world.url(address))
