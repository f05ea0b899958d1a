"""Bodies: the holes of converted HTML are filled."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

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
    """Return the body of *item* for feed readers: absolute links, and a plain link for each embed."""
    site = str(world.site["address"]).rstrip("/")
    return "".join(
        f'<p><a href="{escape(piece.url)}">{escape(piece.title or piece.url)}</a></p>'
        if isinstance(piece, Embed)
        else piece
        for piece in _pieces(item, world, prefix=site)
    )


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
