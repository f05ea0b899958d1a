"""Icons: the first letter of a name, its full stop as a square, in the colours of the site."""

from __future__ import annotations

import re
from collections import Counter
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from plugins.content.media.svg import find_unsafe_part
from plugins.images.cache import ImageCache
from plugins.images.icons import FAVICON, TOUCH_ICON, make_icons
from plugins.images.letter_shape import trace_letter

FACE = Path(__file__).parents[2] / "theme/static/fonts/bricolage.woff2"
LIGHT = {"paper": "#ffffff", "first": "#000080", "second": "#800000"}
DARK = {"paper": "#000000", "first": "#9999ff", "second": "#ff9999"}


def icons(folder: Path, name: str, light: dict[str, str] = LIGHT) -> dict[str, bytes]:
    """Return the icons of a site called *name*."""
    return make_icons(name, FACE, light, DARK, ImageCache(folder))


def colours(data: bytes) -> set[str]:
    """Return the colours of a picture that are more than an edge."""
    found = Image.open(BytesIO(data)).convert("RGB").tobytes().hex(" ", 3).split()
    return {f"#{colour}" for colour, count in Counter(found).items() if count > 300}


def test_both_icons_have_the_colours_of_the_site(tmp_path: Path) -> None:
    """The favicon those of both palettes."""
    made = icons(tmp_path, "Mitreden")

    assert re.findall(rb"#[0-9a-f]{6}", made[FAVICON]) == [b"#000080", b"#800000", b"#9999ff", b"#ff9999"]
    assert colours(made[TOUCH_ICON]) == set(LIGHT.values())
    assert Image.open(BytesIO(made[TOUCH_ICON])).size == (180, 180)
    assert find_unsafe_part(made[FAVICON]) is None


@pytest.mark.parametrize("name", ["ärzte", "2026", "„Quer“", "Wald", "Ø", "…", ""])
def test_any_name_has_an_icon(tmp_path: Path, name: str) -> None:
    """Nothing is drawn outside of it, and a letter that the face lacks leaves the square."""
    favicon = icons(tmp_path, name)[FAVICON].decode()

    places = [float(number) for path in re.findall(r' d="([^"]+)"', favicon) for number in re.findall(r"[\d.]+", path)]
    assert 1.9 < min(places) < max(places) < 30.1
    assert len(favicon) < 2000


def test_another_letter_or_colour_is_another_icon(tmp_path: Path) -> None:
    """And the same are the same, from the cache or not."""
    first = icons(tmp_path, "lebendig")

    assert icons(tmp_path, "Laut") == first == icons(tmp_path / "empty", "lebendig")
    assert icons(tmp_path, "Bunt") != first
    assert icons(tmp_path, "Laut", {**LIGHT, "first": "#008000"}) != first


@pytest.mark.parametrize(("letter", "loops", "points"), [("L", 1, 6), ("I", 1, 4), ("O", 2, 100), ("Ä", 4, 100)])
def test_an_outline_has_as_few_points_as_it_needs(letter: str, loops: int, points: int) -> None:
    """A letter of straight lines has a corner for each."""
    found, capital = trace_letter(letter, FACE.read_bytes())

    assert len(found) == loops
    assert sum(map(len, found)) <= points
    assert capital > 300
