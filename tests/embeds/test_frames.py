"""Frames: parameters that their addresses need because of the site that shows them."""

from __future__ import annotations

from dataclasses import replace

from plugins.core.model import Embed
from plugins.embeds.attach import add_frame_parameters
from plugins.embeds.recognise import recognise_address
from plugins.embeds.services import load

SITE = "https://www.probe.example/probe/"
SERVICES = {service.id: service for service in load()}


def embed(url: str) -> Embed:
    """Return the embed that *url* stands for."""
    found = recognise_address(url, tuple(SERVICES.values()))
    assert found is not None
    return found


def test_facebook_learns_whom_to_tell() -> None:
    """Host and origin of the site, without a sub-path, are added to the query or become one."""
    post = embed("https://www.facebook.com/uba.de/posts/6419825162123543")

    src = str(add_frame_parameters(post, SERVICES["facebook"], SITE).src)
    bare = str(add_frame_parameters(replace(post, src="https://www.facebook.com/x"), SERVICES["facebook"], SITE).src)

    assert src.startswith(f"{post.src}&sdk=joey&channel=")
    assert "%26domain%3Dwww.probe.example%26" in src
    assert "%26origin%3Dhttps%3A%2F%2Fwww.probe.example%26" in src
    assert bare.startswith("https://www.facebook.com/x?sdk=joey&channel=")


def test_others_learn_nothing() -> None:
    """A frame that asks for nothing, and an embed without a frame, stay as they are."""
    film = embed("https://www.youtube.com/watch?v=O55virF5xk4")
    post = replace(embed("https://www.facebook.com/uba.de/posts/6419825162123543"), src=None)

    assert add_frame_parameters(film, SERVICES["youtube"], SITE) == film
    assert add_frame_parameters(post, SERVICES["facebook"], SITE) == post
