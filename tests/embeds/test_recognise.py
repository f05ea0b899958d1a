"""Recognising: the rules that hold for all services, one by one."""

from __future__ import annotations

import pytest

from plugins.embeds.recognise import recognise, recognise_address
from plugins.embeds.services import load
from plugins.embeds.times import parse_seconds

SERVICES = load()
VIDEO = "https://www.youtube.com/watch?v=O55virF5xk4"


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("90", 90),
        ("90s", 90),
        ("1m30s", 90),
        ("1h2m3s", 3723),
        ("2h", 7200),
        ("1m40", 100),
        ("2m", 120),
        ("0", None),
        ("0s", None),
        ("", None),
        ("s", None),
        ("1s30m", None),
        ("1:30", None),
        ("-5", None),
        ("90.5", None),
        ("1M", None),
        ("٣", None),
        ("99999999999", None),
    ],
)
def test_a_start_is_whole_seconds_or_nothing(text: str, seconds: int | None) -> None:
    """The spellings services use are understood, all else is no start."""
    assert parse_seconds(text) == seconds


def test_a_malformed_start_is_dropped() -> None:
    """The video is shown from its beginning, and the next parameter may know better."""
    for query, start in (("t=abc", None), ("t=abc&start=9", 9), ("t=9&start=abc", 9), ("start=0", None)):
        embed = recognise_address(f"{VIDEO}&{query}", SERVICES)
        assert embed is not None
        assert embed.start == start


@pytest.mark.parametrize("address", [VIDEO, VIDEO.replace("https", "http"), VIDEO.replace("https", "HTTPS")])
def test_the_output_is_always_https(address: str) -> None:
    """Any case of either scheme comes out as https."""
    embed = recognise_address(address, SERVICES)

    assert embed is not None
    assert embed.url == VIDEO


def test_unlisted_parameters_and_fragments_are_never_copied() -> None:
    """Tracking, autoplay and whatever else is in the address stays behind."""
    embed = recognise_address(f"{VIDEO}&autoplay=1&si=track&pp=x&origin=https://evil.example#/../x", SERVICES)

    assert embed is not None
    assert (embed.url, embed.src) == (VIDEO, "https://www.youtube-nocookie.com/embed/O55virF5xk4")


def test_the_order_of_parameters_is_free_and_the_first_wins() -> None:
    """A second id does not replace the first."""
    embed = recognise_address("https://www.youtube.com/watch?x=1&v=aaaaaaaaaaa&v=bbbbbbbbbbb", SERVICES)

    assert embed is not None
    assert embed.ref == "aaaaaaaaaaa"
    assert recognise_address("https://www.youtube.com/watch?v=kurz&v=bbbbbbbbbbb", SERVICES) is None


def test_an_address_in_an_embed_code_may_mean_more() -> None:
    """A profile is content of an embed code, but as a bare address it is a link."""
    assert recognise_address("https://x.com/uba_de", SERVICES) is None
    embed = recognise_address("https://x.com/uba_de", SERVICES, in_code=True)

    assert embed is not None
    assert (embed.kind, embed.src) == ("profile", None)


@pytest.mark.parametrize(
    "line",
    [VIDEO, f"  {VIDEO}\t", f"\u00a0{VIDEO}\u202f", f"\ufeff{VIDEO}\u200b\u2060", f"\u3000{VIDEO}\u2009\u2003"],
)
def test_white_space_around_a_line_does_not_count(line: str) -> None:
    """No-break and zero-width spaces come along with pasted text."""
    assert recognise(line, SERVICES) is not None


@pytest.mark.parametrize(
    "line", ["", "Text", f"Film: {VIDEO}", f"{VIDEO}.", f"<{VIDEO}>", f"[x]({VIDEO})", f"{VIDEO} {VIDEO}"]
)
def test_only_a_bare_address_counts(line: str) -> None:
    """With anything beside it the line is ordinary text."""
    assert recognise(line, SERVICES) is None
