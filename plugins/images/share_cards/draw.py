"""Card drawing: the picture of a page where its link is shared.

It has the colours and the font of the site.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageColor, ImageDraw, ImageOps

from plugins.core.focus import crop_position
from plugins.core.model import HEIGHT, WIDTH, ShareCard
from plugins.images import sizes
from plugins.images.share_cards.text_layout import CardFont, TextBlock, draw_lines, fit_text

_MARGIN = 64
_WIDE = WIDTH - 2 * _MARGIN
_BAND = 210  # height of the plane below a picture
_RULE = 6
_SQUARE = 30
_SIGN = 104
_VOICES = ("ink", "muted", "first", "second")
_SMALLEST = 16  # of the name; it is never cut off
_STEPS = 24  # of each colour at the edge of a letter, more than the eye tells apart
_HUGE = range(128, 55, -4)
_LARGE = range(76, 39, -2)
_MEDIUM = range(56, 31, -2)


@dataclass(frozen=True, slots=True)
class CardStyle:
    """The face, and the colours of the theme's light palette by their names in its tokens."""

    face: CardFont
    colours: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class CardImage:
    """The finished picture: its bytes, and the suffix of its kind."""

    data: bytes
    suffix: str


def encode_card(card: ShareCard, look: CardStyle, picture: bytes | None = None) -> CardImage:
    """Return *card* as a picture of WIDTH x HEIGHT pixels.

    The same words and the same library make the same bytes.

    *picture* is a file that shows ``card.picture``. One that cannot be read raises what its decoder raises.
    """
    image = draw_card(card, look, picture)
    if picture is not None:
        return CardImage(_save(image, "JPEG", quality=sizes.JPEG_QUALITY, optimize=True), ".jpg")
    few = image.quantize(palette=_palette(look), dither=Image.Dither.NONE)
    return CardImage(_save(few, "PNG", compress_level=sizes.PNG_LEVEL), ".png")


def draw_card(card: ShareCard, look: CardStyle, picture: bytes | None = None) -> Image.Image:
    """Return *card* as it is before it becomes a file."""
    image = Image.new("RGB", (WIDTH, HEIGHT), look.colours["band" if picture else "paper"])
    draw = ImageDraw.Draw(image)
    if picture is not None:
        _with_picture(image, draw, card, look, picture)
    elif card.answer:
        _questions(draw, card, look)
    elif card.day:
        _event(draw, card, look)
    else:
        _title(draw, card, look)
    return image


def _palette(look: CardStyle) -> Image.Image:
    """Return the colours of all cards without a picture.

    Each voice, and its steps to the paper at the edge of a letter.
    """
    paper = ImageColor.getrgb(look.colours["paper"])
    steps = [
        round(ground + (voice - ground) * step / _STEPS)
        for name in _VOICES
        for step in range(1, _STEPS + 1)
        for ground, voice in zip(paper, ImageColor.getrgb(look.colours[name]), strict=True)
    ]
    palette = Image.new("P", (1, 1))
    palette.putpalette([*paper, *steps])
    return palette


def _with_picture(
    image: Image.Image, draw: ImageDraw.ImageDraw, card: ShareCard, look: CardStyle, picture: bytes
) -> None:
    """Fill the upper part with the picture around its focus, the band below with the words."""
    photo, form = Image.open(BytesIO(picture)).convert("RGB"), (WIDTH, HEIGHT - _BAND)
    centre = crop_position(photo.size, form, card.focus)
    image.paste(ImageOps.fit(photo, form, Image.Resampling.LANCZOS, centering=centre), (0, 0))
    top = HEIGHT - _BAND
    if card.plays:
        _play_sign(draw, look, (WIDTH - _MARGIN - _SIGN, top))
    name_width = _wordmark(draw, card.site, look, (WIDTH - _MARGIN, top + 32), 34, "band-ink", flush_right=True)
    label = fit_text(card.label, look.face, _WIDE - name_width - _MARGIN, 40, [34])
    draw_lines(draw, label, look.face, (_MARGIN, top + 32), look.colours["band-first"])
    title = fit_text(card.title, look.face, _WIDE, 112, _MEDIUM)
    draw_lines(draw, title, look.face, (_MARGIN, top + 82), look.colours["band-ink"])


def _questions(draw: ImageDraw.ImageDraw, card: ShareCard, look: CardStyle) -> None:
    """Draw the two questions as the start page does: one line that turns between them."""
    middle, low, high = WIDTH // 2, 500, 130
    draw.rectangle((_MARGIN, low, middle, low + _RULE - 1), look.colours["first"])
    draw.rectangle((middle - _RULE // 2, HEIGHT // 2, middle + _RULE // 2 - 1, low + _RULE - 1), look.colours["first"])
    draw.rectangle((middle - _RULE // 2, high, middle + _RULE // 2 - 1, HEIGHT // 2), look.colours["second"])
    draw.rectangle((middle, high, WIDTH - _MARGIN, high + _RULE - 1), look.colours["second"])
    _square(draw, (middle, HEIGHT // 2), look.colours["ink"])
    width = middle - _MARGIN - 40
    first = fit_text(card.title, look.face, width, low - 150, _LARGE)
    draw_lines(draw, first, look.face, (_MARGIN, 130), look.colours["first"])
    second = fit_text(card.answer, look.face, width, HEIGHT - high - 80, _LARGE)
    right = (WIDTH - _MARGIN, HEIGHT - _MARGIN - second.height)
    draw_lines(draw, second, look.face, right, look.colours["second"], flush_right=True)
    _wordmark(draw, card.site, look, (_MARGIN, 48), 40)


def _event(draw: ImageDraw.ImageDraw, card: ShareCard, look: CardStyle) -> None:
    """Draw the day as a large figure, the title beside it."""
    first, ink, muted = (look.colours[name] for name in ("first", "ink", "muted"))
    day = fit_text(card.day, look.face, 400, 260, range(240, 80, -8))
    draw_lines(draw, day, look.face, (_MARGIN - 8, 170), first)
    month = fit_text(card.month, look.face, 400, 110, range(44, 29, -2))
    draw_lines(draw, month, look.face, (_MARGIN, 170 + day.leading + 8), first)
    left, width = 520, WIDTH - 520 - _MARGIN
    title = fit_text(card.title, look.face, width, 270, _LARGE)
    draw_lines(draw, title, look.face, (left, 178), ink)
    place = fit_text(card.place, look.face, width, 84, [36, 32, 28])
    draw_lines(draw, place, look.face, (left, 178 + title.height + 20), muted)
    _heading(draw, card, look)


def _title(draw: ImageDraw.ImageDraw, card: ShareCard, look: CardStyle) -> None:
    title = fit_text(card.title, look.face, _WIDE, 300, _HUGE)
    draw_lines(draw, title, look.face, (_MARGIN - 4, 150), look.colours["first"])
    _heading(draw, card, look)


def _heading(draw: ImageDraw.ImageDraw, card: ShareCard, look: CardStyle) -> None:
    """Draw the parts that all cards without a picture share.

    The name, the label, and the line that turns at the foot.
    """
    width = _wordmark(draw, card.site, look, (_MARGIN, 48), 40)
    label = fit_text(card.label, look.face, _WIDE - width - _MARGIN, 40, [34])
    draw_lines(draw, label, look.face, (WIDTH - _MARGIN, 52), look.colours["muted"], flush_right=True)
    turn, low, high = 800, 566, 506
    draw.rectangle((0, low, turn, low + _RULE - 1), look.colours["first"])
    draw.rectangle(
        (turn - _RULE // 2, (low + high) // 2, turn + _RULE // 2 - 1, low + _RULE - 1), look.colours["first"]
    )
    draw.rectangle((turn - _RULE // 2, high, turn + _RULE // 2 - 1, (low + high) // 2), look.colours["second"])
    draw.rectangle((turn, high, WIDTH, high + _RULE - 1), look.colours["second"])
    _square(draw, (turn, (low + high) // 2 + _RULE // 2), look.colours["ink"])


def _wordmark(
    draw: ImageDraw.ImageDraw,
    name: str,
    look: CardStyle,
    at: tuple[int, int],
    size: int,
    colour: str = "ink",
    *,
    flush_right: bool = False,
) -> int:
    """Draw the name with a square for its full stop, and return its width."""
    name = look.face.drawable(name)
    size = next((one for one in range(size, _SMALLEST, -1) if look.face.at(one).getlength(name) <= _WIDE), _SMALLEST)
    before, _, after = name.partition(".")
    font = look.face.at(size)
    stop, gap = round(size * 0.22), round(size * 0.06)
    width = round(font.getlength(before) + font.getlength(after)) + (stop + 2 * gap if after else 0)
    left = at[0] - width if flush_right else at[0]
    draw_lines(draw, TextBlock((before,), size, size), look.face, (left, at[1]), look.colours[colour])
    if after:
        edge, baseline = left + round(font.getlength(before)) + gap, at[1] + round(size * 0.86)
        square = look.colours["second" if colour == "ink" else "band-second"]
        draw.rectangle((edge, baseline - stop, edge + stop - 1, baseline - 1), square)
        draw_lines(draw, TextBlock((after,), size, size), look.face, (edge + stop + gap, at[1]), look.colours[colour])
    return width


def _square(draw: ImageDraw.ImageDraw, centre: tuple[int, int], colour: str, side: int = _SQUARE) -> None:
    left, top = centre[0] - side // 2, centre[1] - side // 2
    draw.rectangle((left, top, left + side - 1, top + side - 1), colour)


def _play_sign(draw: ImageDraw.ImageDraw, look: CardStyle, foot: tuple[int, int]) -> None:
    """Draw the sign in a square that stands on *foot*, its lower left corner."""
    left, bottom = foot
    x, y = left + _SIGN // 2, bottom - _SIGN // 2
    _square(draw, (x, y), look.colours["second"], _SIGN)
    draw.polygon([(x - 18, y - 28), (x - 18, y + 28), (x + 30, y)], look.colours["paper"])


def _save(image: Image.Image, kind: str, **how: object) -> bytes:
    file = BytesIO()
    image.save(file, kind, **how)
    return file.getvalue()
