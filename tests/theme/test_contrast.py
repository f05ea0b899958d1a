"""The colours of the theme: every pair in use has the contrast it needs.

In both palettes.
"""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest

from plugins.site.assets.contrast import PAIRS
from plugins.site.assets.tokens import DARK, read_tokens

TOKENS, _ = read_tokens(Path(__file__).parents[2] / "theme/static", Path("no site"))

GROUNDS = ("paper", "surface", "band", "band-surface")
RUNNING_TEXT = [
    *product(["ink", "muted", "first"], ["paper", "surface"]),
    *product(["band-ink", "band-muted"], ["band", "band-surface"]),
    ("band-first", "band"),
    ("ink", "mark"),
]


def palette(scheme: str) -> dict[str, str]:
    """Return the colours of one scheme by name; the dark one overrides the light one."""
    return TOKENS.colours(*([DARK] if scheme == "dark" else []))


def luminance(colour: str) -> float:
    """Return the relative luminance that WCAG 2 defines."""
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_pair_has_the_contrast_it_needs(scheme: str) -> None:
    """Running text stands out 7 to 1, more than a site's own colours have to."""
    colours = palette(scheme)

    weak = {pair: contrast(*(colours[name] for name in pair)) for pair in {*PAIRS, *RUNNING_TEXT}}

    least = {**PAIRS, **dict.fromkeys(RUNNING_TEXT, 7.0)}
    assert {pair: round(value, 2) for pair, value in weak.items() if value < least[pair]} == {}


def test_black_and_white_are_as_far_apart_as_can_be() -> None:
    """The measure itself is right."""
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("ground", GROUNDS)
def test_the_dark_palette_is_a_palette_of_its_own(ground: str) -> None:
    """No ground of the light palette is used in the dark one."""
    light, dark = palette("light"), palette("dark")

    assert light[ground] != dark[ground]
