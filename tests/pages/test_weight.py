"""The weight of the consent for readers: little, and as the documentation says."""

from __future__ import annotations

import re
from pathlib import Path

from tools import weight

COMPARISON = (Path(__file__).parents[2] / "docs" / "vergleich.md").read_text(encoding="utf-8")


def test_a_page_with_embeds_stays_light() -> None:
    """Script and style of the placeholder are at most 4.0 KB after gzip."""
    assert 2000 < weight.embed_page_size() <= 4000


def test_a_page_without_embeds_stays_lighter() -> None:
    """The scripts of such a page are at most 0.6 KB after gzip.

    The search is a page of its own.
    """
    heavy = {"consent", "consent_panel", "event", "film", "gallery", "pictures", "search"}

    others = {name: size for name, size in weight.script_sizes().items() if name not in heavy}

    assert others
    assert all(size <= 600 for size in others.values())


def test_a_page_with_a_film_of_ours_stays_light() -> None:
    """The buttons and the text that follows are at most 1.6 KB after gzip.

    A player library is 100 times that.
    """
    assert 500 < weight.script_sizes()["film"] <= 1600


def test_an_event_stays_light() -> None:
    """Its gallery, sharing and the day are together at most 1.0 KB after gzip."""
    assert 500 < weight.script_sizes()["gallery"] <= 1000


def test_the_search_is_light_before_it_is_used() -> None:
    """Our own part of it is at most 4.1 KB after gzip.

    The index comes later, when somebody asks.
    """
    assert 2000 < weight.script_sizes()["search"] <= 4100


def test_the_comparison_says_what_we_weigh() -> None:
    """docs/vergleich.md has our figures of today."""
    sizes = weight.script_sizes()
    panel = sizes["consent_panel"] + weight.style_size("consent-panel", "pages")

    assert f"`python -m tools.weight` | {kilobytes(weight.embed_page_size())} KB |" in COMPARISON
    assert f"noch {kilobytes(panel)} KB dazu" in COMPARISON
    assert f"höchstens {kilobytes(sizes['share'])} KB Skript" in COMPARISON
    assert (
        f"eine Veranstaltung {kilobytes(sizes['event'])} KB,\nmit Bildern {kilobytes(sizes['gallery'])} KB, "
        f"ein eigener Film {kilobytes(sizes['film'])} KB" in COMPARISON
    )
    assert f"Skript von {kilobytes(sizes['search'])} KB" in COMPARISON


def kilobytes(size: int) -> str:
    """Return *size* as the documentation writes it."""
    return f"{size / 1000:.1f}".replace(".", ",")


def test_every_test_that_the_comparison_names_is_there() -> None:
    """A promise without its test would be an advertisement."""
    root = Path(__file__).parents[2]

    named = set(re.findall(r"`(tests/[\w/]+\.py)`", COMPARISON))

    assert named
    assert all((root / path).is_file() for path in named)
