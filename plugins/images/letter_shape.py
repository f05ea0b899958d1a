"""Letter shape: the shape of a letter in a font as polygons; the library only draws letters."""

from __future__ import annotations

from collections import defaultdict
from math import dist

from PIL import Image, ImageDraw

from plugins.images.share_cards.text_layout import CardFont

Point = tuple[float, float]
Loop = list[Point]

_SIZE = 512  # in which the letter is drawn
_WEIGHT = 800  # small letters need more ink
_NEAR = 1.01  # pixels by which a line may be off: the steps of a slanted edge, and no corner


def trace_letter(letter: str, font: bytes) -> tuple[list[Loop], float]:
    """Return the loops around *letter*, and the height of a capital.

    The base line is at 0. What is ink lies to the right of each, so holes go the other way
    around. A letter that the font lacks has none.
    """
    face = CardFont(font, _WEIGHT)
    opened = face.at(_SIZE)
    capital = -opened.getbbox("H", anchor="ls")[1]
    if not face.drawable(letter):
        return [], capital
    left, top, right, bottom = (round(edge) for edge in opened.getbbox(letter, anchor="ls"))
    image = Image.new("1", (right - left + 2, bottom - top + 2))
    ImageDraw.Draw(image).text((1 - left, 1 - top), letter, font=opened, fill=1, anchor="ls")
    width, pixels = image.width, image.convert("L").tobytes()
    ink = [pixels[begin : begin + width] for begin in range(0, len(pixels), width)]
    loops = (_simplify(loop) for loop in _walk(ink))
    return [[(x + left - 1, y + top - 1) for x, y in loop] for loop in loops], capital


def _walk(ink: list[bytes]) -> list[Loop]:
    """Return the closed ways along the edges between ink and ground, from pixel to pixel."""
    ways: dict[Point, list[Point]] = defaultdict(list)
    for y, row in enumerate(ink[1:-1], 1):
        for x in (x for x, is_ink in enumerate(row) if is_ink):
            corners = [(x, y), (x + 1, y), (x + 1, y + 1), (x, y + 1)]
            beside = (ink[y - 1][x], row[x + 1], ink[y + 1][x], row[x - 1])
            for number in (number for number, is_ink in enumerate(beside) if not is_ink):
                ways[corners[number]].append(corners[(number + 1) % 4])
    loops: list[Loop] = []
    while ways:
        loop = [next(iter(ways))]
        while ends := ways.get(loop[-1]):
            loop.append(ends.pop())
            if not ends:
                del ways[loop[-2]]
        loops.append(loop[:-1])
    return loops


def _simplify(loop: Loop) -> Loop:
    """Return *loop* with as few points as it needs (Ramer, Douglas and Peucker)."""
    far = max(range(len(loop)), key=lambda at: dist(loop[0], loop[at]))
    return [*_thin(loop[: far + 1])[:-1], *_thin([*loop[far:], loop[0]])[:-1]]


def _thin(way: Loop) -> Loop:
    (x1, y1), (x2, y2) = way[0], way[-1]
    length = dist(way[0], way[-1])
    off = [abs((x2 - x1) * (y1 - y) - (x1 - x) * (y2 - y1)) / length for x, y in way[1:-1]]
    if not off or max(off) <= _NEAR:
        return [way[0], way[-1]]
    at = off.index(max(off)) + 1
    return [*_thin(way[: at + 1])[:-1], *_thin(way[at:])]
