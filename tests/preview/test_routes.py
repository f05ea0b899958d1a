"""Extra routes of the preview stand below an address of their own, and nowhere else."""

from __future__ import annotations

import pytest

from plugins.preview.routes import Route, route_answer

FILES = {"": b"<p>", "a b.js": b"1", "x/y.woff2": b"2", "z": b"3"}
MOUNTS = (Route("Formular", "/redaktion/", FILES.get),)


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/redaktion/", (b"<p>", "text/html; charset=utf-8")),
        ("/redaktion/?code=1#/x", (b"<p>", "text/html; charset=utf-8")),
        ("/redaktion/a%20b.js", (b"1", "text/javascript; charset=utf-8")),
        ("/redaktion/x/y.woff2", (b"2", "font/woff2")),
        ("/redaktion/z", (b"3", "application/octet-stream")),
        ("/redaktion/fehlt.js", None),
        ("/redaktionell/", None),
        ("/", None),
    ],
)
def test_an_address_is_answered_by_its_mount(address: str, expected: tuple[bytes, str] | None) -> None:
    """With the type that browsers insist on."""
    assert route_answer(MOUNTS, address) == expected


def test_a_forgotten_slash_is_put_right() -> None:
    """So that what the page names relative to itself is found."""
    found = route_answer(MOUNTS, "/redaktion")

    assert found is not None
    assert b"url=/redaktion/" in found[0]
