"""The most important part of a picture stays to be seen wherever only a part of it is shown."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.content.schema.groups import PICTURE
from plugins.core.focus import FOCUS, crop_position, crop_step
from plugins.core.model import Image, Renditions

CSS = Path(__file__).parents[2] / "theme/static/css/blocks/gallery.css"
SIDES = st.integers(50, 6000)
PERCENT = st.integers(0, 100)


def shows(size: tuple[int, int], form: tuple[int, int], focus: str) -> tuple[bool, bool]:
    """Return whether the area of that *form* shows the focus, across and down."""
    across, down = crop_position(size, form, focus)
    wide = min(1.0, size[1] * form[0] / form[1] / size[0])
    high = min(1.0, size[0] * form[1] / form[0] / size[1])
    at = [int(part.rstrip("%")) / 100 for part in focus.split()]
    return (
        across * (1 - wide) - 1e-9 <= at[0] <= across * (1 - wide) + wide + 1e-9,
        down * (1 - high) - 1e-9 <= at[1] <= down * (1 - high) + high + 1e-9,
    )


@given(SIDES, SIDES, st.sampled_from([(3, 2), (1200, 450), (1, 1)]), PERCENT, PERCENT)
def test_the_focus_is_always_to_be_seen(width: int, height: int, form: tuple[int, int], left: int, top: int) -> None:
    """Of a portrait, a square and a panorama, in frames of any form."""
    assert shows((width, height), form, f"{left}% {top}%") == (True, True)


@pytest.mark.parametrize(
    ("size", "focus", "step"),
    [
        ((3000, 1000), "50% 50%", 50),
        ((3000, 1000), "10% 90%", 0),
        ((3000, 1000), "35% 0%", 25),
        ((1000, 3000), "90% 95%", 100),
        ((1000, 3000), "0% 62%", 75),
        ((300, 200), "0% 0%", 50),  # nothing is cut off
        ((3000, 1000), "", 50),
        ((3000, 1000), "links", 50),
    ],
)
def test_a_gallery_knows_a_few_steps(size: tuple[int, int], focus: str, step: int) -> None:
    """The style sheet has a rule for each but the middle; another direction is never cut off."""
    image = Image("/media/a.jpg", "A", focus=focus, renditions=Renditions("/media/a.jpg", *size))

    assert crop_step(size, (3, 2), focus) == image.gallery_step == step
    assert step == 50 or f".at-{step} {{" in CSS.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("links oben", "20% 20%"),
        ("rechts", "80% 50%"),
        ("30 60", "30% 60%"),
        ("0.3, 0.6", "30% 60%"),
        ("30%/600%", "30% 100%"),
        ("Gesicht", ""),
        ("30%", ""),
    ],
)
def test_other_spellings_are_understood(typed: str, meant: str) -> None:
    """The message shows the numbers that they mean."""
    (focus,) = [one for one in PICTURE.fields if one.key == "focus"]

    assert focus.type.respell(typed) == meant
    assert re.fullmatch(FOCUS.pattern, "30% 60%")
