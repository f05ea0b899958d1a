# ruff: noqa: E501 - codes stand here as they are pasted, each on its line
"""Sizes of pasted codes: the frame's ratio is that of what it shows."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

from plugins.content.markdown.converter import Converter
from plugins.embeds.codes.elements import find_embed
from plugins.embeds.codes.sizes import RATIOS, nearest_ratio
from plugins.embeds.markdown.extension import EmbedExtension
from plugins.embeds.services import load_all

SERVICES = load_all()
FILM = 'src="https://www.youtube.com/embed/K2_uiH18gIV"'
VIMEO = 'src="https://player.vimeo.com/video/746320038?h=5fcc2efb0f"'
REEL = "https://www.facebook.com/plugins/video.php?height=476&href=https%3A%2F%2Fwww.facebook.com%2Fa%2Fvideos%2F123456789%2F"


def ratio_of(code: str) -> str:
    """Return the ratio of the one embed of *code*, "" if it is that of its kind."""
    body = LexborHTMLParser(f"<!DOCTYPE html><body>{code}").body
    assert body is not None
    (embed,) = filter(None, (find_embed(node, SERVICES) for node in body.css("iframe, div, a, blockquote")))
    return embed.ratio


@pytest.mark.parametrize(
    ("width", "height", "ratio"),
    [
        *((560, 315, "16/9"), (315, 560, "9/16"), (267, 476, "9/16"), (500, 500, "1/1"), (640, 480, "4/3")),
        *((480, 640, "3/4"), (400, 500, "4/5"), (1280, 536, "21/9"), (425, 350, "4/3"), (1000, 400, "21/9")),
        *((0, 500, ""), (500, 0, ""), (-16, -9, ""), (1, 10_000, ""), (10_000, 1, ""), (16, -9, "")),
    ],
)
def test_a_size_is_the_nearest_ratio(width: float, height: float, ratio: str) -> None:
    """Upright, square, wide; nonsense is none."""
    assert nearest_ratio(width, height) == ratio


@pytest.mark.parametrize("ratio", RATIOS)
def test_a_ratio_is_nearest_to_itself(ratio: str) -> None:
    """At any size, and with the rounding of a pixel."""
    assert {nearest_ratio(RATIOS[ratio] * size, size + 1) for size in (200, 333, 1080)} == {ratio}


@pytest.mark.parametrize(
    ("code", "ratio"),
    [
        (f'<iframe width="315" height="560" {FILM}></iframe>', "9/16"),
        (f"<iframe width=315px height=' 560 ' {FILM}></iframe>", "9/16"),
        (f'<iframe width="560" height="315" style="width:315px; HEIGHT : 560px !important" {FILM}></iframe>', "9/16"),
        (f'<iframe style="aspect-ratio: 9 / 16; width:100%" width="560" height="315" {FILM}></iframe>', "9/16"),
        (f'<iframe style="aspect-ratio:0.5625" {FILM}></iframe>', "9/16"),
        (f'<iframe style="aspect-ratio: auto 1/1" {FILM}></iframe>', "1/1"),
        (f'<iframe style="width:100%;max-width:315px;height:560px" {FILM}></iframe>', "9/16"),
        (f'<iframe style="width:100%;height:auto" width="400" height="400" {FILM}></iframe>', "1/1"),
        (f'<iframe style="width:100vw;height:56.25vw" {FILM}></iframe>', "16/9"),
        (f'<div style="padding:177.78% 0 0 0;position:relative;"><iframe {VIMEO} width="640" height="360"></iframe></div>', "9/16"),
        (f'<div style="padding-bottom:100%"><p><iframe style="width:100%;height:100%" {VIMEO}></iframe></p></div>', "1/1"),
        (f'<div style="padding: 0 0 177.78%"><iframe {VIMEO}></iframe></div>', "9/16"),
        (f'<div style="padding: 21% 0"><iframe {VIMEO}></iframe></div>', "21/9"),
        (f'<div style="padding-top:25px;padding-bottom:75%"><iframe {VIMEO}></iframe></div>', "4/3"),
        (f'<div style="aspect-ratio: 4/5"><iframe {VIMEO} width="100%" height="100%"></iframe></div>', "4/5"),
        (f'<div style="width:400px;height:400px"><iframe {VIMEO} width="100%" height="100%"></iframe></div>', "1/1"),
        (f'<div class="ratio ratio-1x1"><iframe {FILM}></iframe></div>', "1/1"),
        (f'<figure class="wp-has-aspect-ratio wp-embed-aspect-9-16"><div><iframe {FILM}></iframe></div></figure>', "9/16"),
        (f'<iframe src="{REEL}&amp;show_text=true&amp;width=267" width="267" height="591"></iframe>', "9/16"),
        ('<div class="fb-video" data-href="https://www.facebook.com/a/videos/123456789" data-width="400" data-height="400"></div>', "1/1"),
        ('<a data-flickr-embed="true" href="https://www.flickr.com/photos/uba/35137946427/"><img src="x" width="683" height="1024"></a>', "3/4"),
        (f"<iframe {FILM}></iframe>", ""),
        *((f'<iframe {size} {FILM}></iframe>', "") for size in ("width=0 height=0", "width=-315 height=-560", "width=1 height=10000")),
        *((f'<iframe {size} {FILM}></iframe>', "") for size in ('width="100%" height="500"', "width=1 height=1", "width=315", "height=560")),
        *((f'<iframe style="{style}" {FILM}></iframe>', "") for style in ("width:100vw;height:100vh", "aspect-ratio:0/0", "aspect-ratio:9")),
        (f'<div style="padding:3%"><iframe {FILM}></iframe></div>', ""),
        ('<blockquote class="instagram-media" data-instgrm-permalink="https://www.instagram.com/p/Cvj2fv6ATUB/"></blockquote>', ""),
        ('<iframe src="https://www.instagram.com/p/Cvj2fv6ATUB/embed" width="400" height="400"></iframe>', ""),
    ],
)  # fmt: skip
def test_a_code_names_its_ratio(code: str, ratio: str) -> None:
    """By attributes, style, the wrapper of a responsive code or its frame's address; a post has a height of its own."""
    assert ratio_of(code) == ratio


def test_two_places_of_one_film_keep_their_ratios() -> None:
    """The upright one stays upright, and an address alone has the ratio of its kind."""
    extension = EmbedExtension(SERVICES)
    converter = Converter([extension], lambda: extension.embeds, lambda: extension.problems)
    codes = [f"<iframe width={width} height=560 {FILM}></iframe>" for width in (315, 560)]

    body = converter.convert("\n\n".join((*codes, "https://youtu.be/K2_uiH18gIV")))

    assert [embed.ratio for embed in body.embeds] == ["9/16", "1/1", ""]
