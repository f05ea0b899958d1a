"""Icons: the first letter of a site's name and a full stop, the square, in its colours."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from plugins.images import sizes
from plugins.images.cache import CachedFile, CachedImage, ImageCache

if TYPE_CHECKING:
    from plugins.images.letter_shape import Loop, Point

FAVICON, TOUCH_ICON = "favicon.svg", "apple-touch-icon.png"
_GRID, _MOST = 32, 28  # of the favicon, and how much of it is drawn on
_STOP, _GAP = 0.25, 0.1  # of the height of a capital
_TOUCH, _TOUCH_MOST = 180, 114  # a system rounds the corners, so there is more room around it
_FINER = 4  # times, before it is reduced: the edges become smooth

Colours = Mapping[str, str]


def make_icons(name: str, face: Path, light: Colours, dark: Colours, cache: ImageCache) -> dict[str, bytes]:
    """Return both icons of a site, by their names at its root.

    Args:
        name: The site's name; its first letter or digit is drawn.
        face: The font file.
        light: The colours of the light palette, by name.
        dark: Those of the dark palette.
        cache: What was painted before.
    """
    letter = next((sign for sign in name.upper() if sign.isalnum()), "")
    wanted = repr((letter, sorted(light.items()), sorted(dark.items()))).encode()
    key = hashlib.sha256(b"\0".join([sizes.icon_recipe_hash(), face.read_bytes(), wanted])).hexdigest()
    entry = cache.find(key)
    if entry is None:
        painted = _paint(letter, face.read_bytes(), light, dark)
        files = (CachedFile(role, Path(role).suffix, _TOUCH, cache.save_file(data)) for role, data in painted.items())
        entry = CachedImage(_TOUCH, _TOUCH, (), tuple(files))
        cache.save_entry(key, entry)
    return {file.role: cache.path(file.digest).read_bytes() for file in entry.files}


def _paint(letter: str, font: bytes, light: Colours, dark: Colours) -> dict[str, bytes]:
    from plugins.images.letter_shape import trace_letter

    loops, capital = trace_letter(letter, font)
    side, gap = capital * _STOP, capital * _GAP
    right = max((x for loop in loops for x, _ in loop), default=-gap) + gap
    loops = [*loops, [(right, -side), (right + side, -side), (right + side, 0), (right, 0)]]
    return {
        FAVICON: _svg(_placed(loops, _GRID, _MOST), light, dark),
        TOUCH_ICON: _png(_placed(loops, _TOUCH * _FINER, _TOUCH_MOST * _FINER), light),
    }


def _placed(loops: Iterable[Loop], side: float, most: float) -> list[Loop]:
    """Return *loops* in the middle of a square of *side*, none of it larger than *most*."""
    loops = list(loops)
    columns, rows = ([point[axis] for loop in loops for point in loop] for axis in (0, 1))
    scale = most / max(max(columns) - min(columns), max(rows) - min(rows))
    left, top = ((side - scale * (min(places) + max(places))) / 2 for places in (columns, rows))
    return [[(left + scale * x, top + scale * y) for x, y in loop] for loop in loops]


def _svg(loops: list[Loop], light: Colours, dark: Colours) -> bytes:
    *letter, stop = ("M" + " ".join(f"{_short(x)},{_short(y)}" for x, y in loop) + "z" for loop in loops)
    rules = (f".a{{fill:{of['first']}}}.b{{fill:{of['second']}}}" for of in (light, dark))
    style = "{}@media(prefers-color-scheme:dark){{{}}}".format(*rules)
    paths = f'<path class="a" d="{"".join(letter)}"/><path class="b" d="{stop}"/>'
    box = f'xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_GRID} {_GRID}"'
    return f"<svg {box}><style>{style}</style>{paths}</svg>\n".encode()


def _short(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".")


def _png(loops: list[Loop], light: Colours) -> bytes:
    from PIL import Image, ImageDraw

    image = Image.new("RGB", (_TOUCH * _FINER, _TOUCH * _FINER), light["paper"])
    draw = ImageDraw.Draw(image)
    *letter, stop = loops
    for loop in sorted(letter, key=_area):  # what is around a hole before it
        draw.polygon(loop, fill=light["first" if _area(loop) < 0 else "paper"])
    draw.polygon(stop, fill=light["second"])
    file = BytesIO()
    small = image.resize((_TOUCH, _TOUCH), Image.Resampling.BOX)
    small.quantize(64, dither=Image.Dither.NONE).save(file, "PNG", optimize=True)
    return file.getvalue()


def _area(loop: Loop) -> float:
    """Return twice the area of *loop*, negative if it goes around ink."""
    ends: list[Point] = [*loop[1:], loop[0]]
    return sum(x2 * y1 - x1 * y2 for (x1, y1), (x2, y2) in zip(loop, ends, strict=True))
