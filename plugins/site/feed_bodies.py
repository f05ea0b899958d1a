"""Feed bodies: the body of an item as feed readers have it, without templates."""

from __future__ import annotations

from html import escape
from urllib.parse import quote

from selectolax.lexbor import LexborHTMLParser

from plugins.core.model import ContentItem, Embed, Image
from plugins.site.bodies import body_pieces
from plugins.site.body_images import BodyGallery, BodyImage
from plugins.site.site import Site
from plugins.site.template_filters import datum


def feed_html(item: ContentItem, site: Site) -> str:
    """Return the body of *item* for feed readers.

    Links are absolute, pictures plain, and a link stands for each embed and frame.
    """
    home, same = site.home, site.words(item.lang).say("consent.same")
    html = "".join(_for_feed(piece, home, same) for piece in body_pieces(item, site, prefix=home))
    html = f"{_corrections(item, site)}{html}"
    return _without_frames(html) if "<iframe" in html.lower() else html


def _corrections(item: ContentItem, site: Site) -> str:
    """Return a paragraph for each correction of *item*; they are typed elsewhere than the body."""
    words = site.words(item.lang)
    return "".join(
        f"<p data-added><strong>{escape(words.say('frame.corrected', day=datum(one.day, words.lang)))}</strong> "
        f"<span>{escape(one.text)}</span></p>"
        for one in item.corrections
    )


def _for_feed(piece: str | Embed | BodyImage | BodyGallery, home: str, same: str) -> str:
    if isinstance(piece, str):
        return piece
    if isinstance(piece, Embed):
        return _embed(piece, home, same)
    if isinstance(piece, BodyGallery):
        return "".join(_for_feed(BodyImage(image, is_alone=True), home, same) for image in piece.images)
    words = _words(piece.image)
    title = f' title="{escape(words)}"' if words and not piece.is_alone else ""  # no caption can stand there
    caption = f"<figcaption>{escape(words)}</figcaption>" if words else ""
    picture = _picture(piece.image, home, title)
    return f"<figure>{picture}{caption}</figure>" if piece.is_alone else picture


def _picture(image: Image, home: str, title: str = "") -> str:
    size = f' width="{image.renditions.width}" height="{image.renditions.height}"' if image.renditions else ""
    return f'<img src="{escape(home + quote(image.src))}" alt="{escape(image.alt)}"{title}{size}>'


def _words(image: Image) -> str:
    return " ".join(filter(None, (image.caption, image.credit)))


def _embed(embed: Embed, home: str, same: str) -> str:
    """Return a link to *embed* with its picture in it, and what it shows in words."""
    picture, words = (f"{_picture(embed.poster, home)}<br>", _words(embed.poster)) if embed.poster else ("", "")
    link = f'<p><a href="{escape(embed.place)}">{picture}{escape(embed.title or embed.place)}</a></p>'
    return link + (f"<p data-added>{escape(words)}</p>" if words else "") + _equivalent(embed, home, same)


def _equivalent(embed: Embed, home: str, same: str) -> str:
    """Return a paragraph with what an embed shows, or a link *same* to it; "" without either."""
    text = escape(embed.alternative)
    if embed.alternative.startswith("/media/"):
        text = f'<a href="{home}{text}">{escape(f"{same} {embed.alternative_note}".rstrip())}</a>'
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
