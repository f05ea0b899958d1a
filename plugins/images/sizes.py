"""Sizes: the recipe of widths, formats and qualities in which pictures go out."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import version
from pathlib import Path

# Modules on which a byte of what goes out may depend
_DECIDING = ("colours", "encode", "metadata", "sizes")
_CARDS = ("../core/focus", "share_cards/draw", "share_cards/text_layout", "sizes")
_ICONS = ("icons", "letter_shape", "share_cards/text_layout")

# Of these kinds, by suffix and by the library's word
KINDS = {".avif": "AVIF", ".gif": "GIF", ".jpeg": "JPEG", ".jpg": "JPEG", ".png": "PNG", ".webp": "WEBP"}

# Columns of the theme are up to 972 px wide, screens show two or three pixels for each
WIDTHS = (320, 640, 960, 1280, 1920)
# The format for browsers that know no other is rarely asked for
FALLBACK_WIDTHS = frozenset({640, 1280})
MAX_PIXELS = 100_000_000  # larger than any camera's pictures but a few; 400 MB in memory
TALLEST = 16_383  # WebP can hold no more

AVIF_QUALITY = 55
AVIF_SPEED = 8  # 7 takes twice as long and saves a tenth
WEBP_QUALITY = 78
JPEG_QUALITY = 82
PNG_LEVEL = 6  # of share cards; 9 takes eight times as long and saves a ninth
REENCODED_QUALITY = 90  # for the picture in its full size, if it could not stay as it was


@cache
def recipe_hash() -> bytes:
    """Return the hash of this recipe.

    It is another one if a byte of a file that goes out could be another.
    """
    return _digest(_DECIDING)


@cache
def card_recipe_hash() -> bytes:
    """Return the hash of the recipe of share cards."""
    return _digest(_CARDS)


@cache
def icon_recipe_hash() -> bytes:
    """Return the hash of the recipe of icons."""
    return _digest(_ICONS)


def _digest(modules: tuple[str, ...]) -> bytes:
    texts = [(Path(__file__).parent / f"{name}.py").read_bytes() for name in modules]
    return hashlib.sha256(b"\0".join([version("pillow").encode(), *texts])).digest()


def widths(width: int, height: int) -> tuple[int, ...]:
    """Return the widths in which a picture of this size goes out, narrow to wide.

    None is wider than the picture itself.
    """
    most = min(width, WIDTHS[-1])
    # A step that saves next to nothing before the last is no step
    steps = [*(step for step in WIDTHS if step * 8 <= most * 7), most]
    return tuple(step for step in steps if scale_height(height, step, width) <= TALLEST)


def scale_height(height: int, to_width: int, width: int) -> int:
    """Return the height of a picture that is brought from *width* to *to_width*."""
    return max(1, round(height * to_width / width))
