"""Text layout: words in the site's own font, broken into lines that fit their place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from io import BytesIO

from PIL import ImageDraw, ImageFont

_WEIGHT = 700  # as --weight-display in the theme's tokens
_NO_SIGN = "\U0010ffff"  # never assigned, so every font draws it as a sign it does not have
_CUT = " …"


@dataclass(frozen=True, slots=True)
class CardFont:
    """The bytes of a variable font with an axis for weights, and the weight to draw with."""

    font: bytes
    weight: int = _WEIGHT

    def at(self, size: int) -> ImageFont.FreeTypeFont:
        """Return the face in *size* pixels, bold as headings are."""
        return _open_font(self.font, self.weight, size)

    def drawable(self, text: str) -> str:
        """Return *text* on one line without the signs that the font does not have."""
        font = self.at(40)
        missing = bytes(font.getmask(_NO_SIGN))
        signs = (sign for sign in text if sign.isspace() or bytes(font.getmask(sign)) != missing)
        return " ".join("".join(signs).split())


@cache
def _open_font(font: bytes, weight: int, size: int) -> ImageFont.FreeTypeFont:
    # The basic layout is part of the library; another one would draw otherwise where it is missing
    opened = ImageFont.truetype(BytesIO(font), size, layout_engine=ImageFont.Layout.BASIC)
    opened.set_variation_by_axes([weight])
    return opened


@dataclass(frozen=True, slots=True)
class TextBlock:
    """Words broken into lines, the font size, and the distance of two lines, in pixels."""

    texts: tuple[str, ...]
    size: int
    leading: int

    @property
    def height(self) -> int:
        """The height of all lines in pixels."""
        return len(self.texts) * self.leading


def fit_text(text: str, face: CardFont, width: int, height: int, sizes: Iterable[int]) -> TextBlock:
    """Return *text* in the first of *sizes*, large to small, in which it fits.

    In the last one it may be cut off.

    *width* and *height* are those of its place, in pixels.
    """
    words = face.drawable(text).split(" ")
    found = TextBlock((), 1, 1)
    for size in sizes:
        font = face.at(size)
        found = TextBlock(tuple(_break_lines(words, font, width)), size, round(size * 1.1))
        if found.height <= height and all(font.getlength(line) <= width for line in found.texts):
            return found
    return _cut(found, face.at(found.size), width, height)


def _break_lines(words: Iterable[str], font: ImageFont.FreeTypeFont, width: int) -> Iterator[str]:
    line = ""
    for word in words:
        longer = f"{line} {word}" if line else word
        if line and font.getlength(longer) > width:
            yield line
            line = word
        else:
            line = longer
    yield line


def _cut(lines: TextBlock, font: ImageFont.FreeTypeFont, width: int, height: int) -> TextBlock:
    """Return as many lines as fit, each as long as fits."""
    most = max(1, height // lines.leading)
    result = [_shorten(line, font, width) for line in lines.texts[:most]]
    if len(lines.texts) > most:
        result[-1] = _shorten(result[-1] + _CUT, font, width)
    return TextBlock(tuple(result), lines.size, lines.leading)


def _shorten(line: str, font: ImageFont.FreeTypeFont, width: int) -> str:
    """Return as much of *line* as fits, nothing if not even a sign does."""
    while font.getlength(line) > width:
        if not (rest := line.removesuffix(_CUT)[:-1].rstrip()):
            return ""
        line = rest + _CUT
    return line


def draw_lines(
    draw: ImageDraw.ImageDraw,
    lines: TextBlock,
    face: CardFont,
    at: tuple[int, int],
    colour: str,
    *,
    flush_right: bool = False,
) -> None:
    """Draw *lines* below the point *at*, which is their upper left or upper right corner."""
    left, top = at
    anchor = "rs" if flush_right else "ls"
    for number, text in enumerate(lines.texts):
        baseline = top + number * lines.leading + round(lines.size * 0.86)
        draw.text((left, baseline), text, font=face.at(lines.size), fill=colour, anchor=anchor)
