"""Addresses, and texts that only look like one."""

from __future__ import annotations

import pytest

from plugins.embeds.address import WebAddress, split_address


def test_an_address_comes_apart() -> None:
    """Host in lower case, path in one spelling, parameters decoded, fragment as it is."""
    address = split_address("HTTP://WWW.Example.org:80/K%c3%b6ln/%41%40ö?a=1%2B2&amp;a=9&b=x+y#t=1m")

    assert address == WebAddress("www.example.org", "/K%C3%B6ln/A@%C3%B6", {"a": "1+2", "b": "x y"}, "t=1m")


def test_the_first_of_repeated_parameters_wins() -> None:
    """Also if it is the worse one."""
    address = split_address("https://a.example/?v=&v=2")

    assert address is not None
    assert address.query == {"v": ""}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "www.youtube.com/",
        "//www.youtube.com/",
        "ftp://www.youtube.com/",
        "javascript://www.youtube.com/",
        "https:/www.youtube.com/",
        "https:///www.youtube.com/",
        "https:\\\\www.youtube.com/",
        "https://localhost/",
        "https://www.youtube.com@evil.example/",
        "https://user:word@www.youtube.com/",
        "https://@www.youtube.com/",
        "https://evil.example\\@www.youtube.com/",
        "https://evil.example\\.www.youtube.com/",
        "https://www.youtube.com\\watch",
        "https://www.youtube.com/a\\b",
        "https://www%2eyoutube.com/",
        "https://www.youtube.com%00.evil.example/",
        "https://www.youtubе.com/",
        "https://www。youtube.com/",
        "https://ｗｗｗ.youtube.com/",
        "https://www.youtube.com:8080/",
        "https://www.youtube.com:80/",
        "http://www.youtube.com:443/",
        "https://www.youtube.com:/",
        "https://www.youtube.com:443:443/",
        "https://[::1]/",
        "https://www..youtube.com/",
        "https://.youtube.com/",
        "https://www.youtube.com./",
        "https://www.youtube.com/a b",
        "https://www.youtube.com/\n",
        "https://www.you\ttube.com/",
        "https://www.youtube.com/\u200b",
        "https://www.youtube.com/\u202egpj",
        "https://www.youtube.com/?v=\x00",
        "https://www.youtube.com/a/../b",
        "https://www.youtube.com/a/%2e%2E/b",
        "https://www.youtube.com/./b",
        'https://www.youtube.com/"onload=',
        "https://www.youtube.com/<b>",
        " https://www.youtube.com/",
    ],
)
def test_what_could_be_read_in_two_ways_is_none(text: str) -> None:
    """A browser may well make something of these: then it must not be us who interpreted them."""
    assert split_address(text) is None
