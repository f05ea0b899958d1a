"""Feed bodies: the body of an item as feed readers have it, without templates."""

from __future__ import annotations

from html import escape
from urllib.parse import quote

from selectolax.lexbor import LexborHTMLParser

from plugins.core.model import ContentItem, Embed
from plugins.site.bodies import body_pieces
from plugins.site.body_images import BodyImage
from plugins.site.site import Site


def feed_html(item: ContentItem, site: Site) -> str:
    """Return the body of *item* for feed readers.

    Links are absolute, pictures plain, and a link stands for each embed and frame.
    """
    home, same = site.home, site.words(item.lang).say("consent.same")
    html = "".join(_for_feed(piece, home, same) for piece in body_pieces(item, site, prefix=home))
    return _without_frames(html) if "<iframe" in html.lower() else html


def _for_feed(piece: str | Embed | BodyImage, home: str, same: str) -> str:
    if isinstance(piece, str):
        return piece
    if isinstance(piece, Embed):
        link = f'<a href="{escape(piece.place)}">{escape(piece.title or piece.place)}</a>'
        return f"<p>{link}</p>{_equivalent(piece, home, same)}"
    image, renditions = piece.image, piece.image.renditions
    size = f' width="{renditions.width}" height="{renditions.height}"' if renditions else ""
    words = " ".join(filter(None, (image.caption, image.credit)))
    title = f' title="{escape(words)}"' if words and not piece.is_alone else ""  # no caption can stand there
    picture = f'<img src="{escape(home + quote(image.src))}" alt="{escape(image.alt)}"{title}{size}>'
    caption = f"<figcaption>{escape(words)}</figcaption>" if words else ""
    return f"<figure>{picture}{caption}</figure>" if piece.is_alone else picture


def _equivalent(embed: Embed, home: str, same: str) -> str:
    """Return a paragraph with what an embed shows, or a link *same* to it; "" without either."""
    text = escape(embed.alternative)
    if embed.alternative.startswith("/media/"):
        text = f'<a href="{home}{text}">{escape(same)}</a>'
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
