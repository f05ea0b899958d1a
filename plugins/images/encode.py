"""Encoding: the files that go out for the bytes of one picture file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageOps

from plugins.images import sizes as recipe
from plugins.images.colours import is_web_like, web_colours
from plugins.images.metadata import UnknownFormError, strip_metadata

CLEAN = "clean"
STILL = "still"
AVIF, WEBP, FALLBACK = "image/avif", "image/webp", "fallback"

_ORIENTATION = 0x0112  # tag of EXIF
_ON_ITS_SIDE = frozenset({5, 6, 7, 8})
_MOVING = frozenset({"AVIF", "GIF", "PNG", "WEBP"})
_PNG_DEPTH = 24  # where a PNG file says how many bits each colour has

Image.MAX_IMAGE_PIXELS = None  # asked for below, with a limit and an answer of our own


class TooLargeError(Exception):
    """The picture would not fit into memory; its width and height are the arguments."""


@dataclass(frozen=True, slots=True)
class EncodedFile:
    """An encoded file: its role, suffix, width and bytes.

    The role is CLEAN, STILL, or a format.
    """

    role: str
    suffix: str
    width: int
    data: bytes


@dataclass(frozen=True, slots=True)
class EncodedImage:
    """An encoded picture file: its size as it is seen, codes of notes for editors, and files."""

    width: int
    height: int
    notes: tuple[str, ...]
    files: tuple[EncodedFile, ...]


def encode_image(data: bytes, suffix: str, *, is_shown: bool) -> EncodedImage:
    """Return the files that go out for the picture file *data*.

    One that cannot be read raises the exception of its decoder.

    Args:
        data: The whole file.
        suffix: What kind of file it is, one of the recipe's.
        is_shown: Whether pages show it; if not, only the file itself goes out, cleaned.
    """
    kind = recipe.KINDS[suffix]
    picture = Image.open(BytesIO(data), formats=[kind])
    width, height = picture.size
    if width * height > recipe.MAX_PIXELS:
        raise TooLargeError(width, height)
    moving = kind in _MOVING and getattr(picture, "n_frames", 1) > 1
    turned = _orientation(picture)
    notes = tuple(_notes(picture, data, kind, moving))
    fit = turned == 1 and is_web_like(picture) and "deep" not in notes
    if turned in _ON_ITS_SIDE and not moving:
        width, height = height, width
    clean = _without_metadata(data, kind) if fit or moving else None
    if clean is not None and kind == "JPEG":
        _draft(picture, recipe.widths(width, height)[-1:])
    if clean is None and moving:
        clean = _encode_moving(picture, kind)
    picture.seek(0)
    seen = web_colours(ImageOps.exif_transpose(picture) if not moving else picture)
    files = [EncodedFile(CLEAN, suffix, width, clean if clean is not None else _encode_again(seen, kind))]
    if is_shown:
        files += _still(seen, width) if moving else _renditions(seen, width, height, photo=kind in {"JPEG", "AVIF"})
    return EncodedImage(width, height, notes, tuple(files))


def _notes(picture: Image.Image, data: bytes, kind: str, moving: bool) -> Iterator[str]:
    if picture.mode == "CMYK":
        yield "cmyk"
    if kind == "PNG" and data[_PNG_DEPTH] == 16:
        yield "deep"
    if moving:
        yield "moving"


def _orientation(picture: Image.Image) -> int:
    """Return the EXIF orientation of *picture*, 1 for upright.

    Metadata that cannot be read turn nothing.
    """
    try:
        turned = picture.getexif().get(_ORIENTATION, 1)
    except Exception:
        return 1
    return turned if turned in range(2, 9) else 1


def _draft(picture: Image.Image, widest: tuple[int, ...]) -> None:
    """Let the decoder leave out pixels that no rendition needs: half the time for a photo."""
    for width in widest:
        picture.draft(picture.mode, (width, recipe.scale_height(picture.height, width, picture.width)))


def _without_metadata(data: bytes, kind: str) -> bytes | None:
    try:
        return strip_metadata(data, kind)
    except UnknownFormError:
        return None


def _encode_moving(picture: Image.Image, kind: str) -> bytes:
    """Return all frames in a new file."""
    return _save(picture, kind, save_all=True, exif=b"", xmp=b"", icc_profile=b"")


def _encode_again(seen: Image.Image, kind: str) -> bytes:
    """Return the picture in a new file of the kind it had, in its full size."""
    if kind == "JPEG":
        return _jpeg(seen, recipe.REENCODED_QUALITY)
    if kind == "AVIF":
        return _avif(seen, recipe.REENCODED_QUALITY)
    if kind == "WEBP":
        return _save(seen, "WEBP", quality=recipe.REENCODED_QUALITY, method=4)
    return _save(seen, kind)


def _still(seen: Image.Image, width: int) -> list[EncodedFile]:
    """Return the still file for a moving picture where nothing shall move."""
    return [EncodedFile(STILL, ".webp", width, _webp(seen))]


def _renditions(seen: Image.Image, width: int, height: int, *, photo: bool) -> list[EncodedFile]:
    """Return the picture in all widths and formats; few colours make AVIF only if it is smaller."""
    sizes = recipe.widths(width, height)
    if not sizes:
        return []
    scaled = _scale(seen, sizes, width, height)
    lossless = not photo and seen.getcolors(256) is not None and _lossless_is_smaller(scaled[-1])
    opaque_photo = seen.mode == "RGB" and not lossless
    wanted = [size for size in sizes if size in recipe.FALLBACK_WIDTHS or size == sizes[-1]]
    fallback = [
        EncodedFile(FALLBACK, ".jpg", size, _jpeg(one, recipe.JPEG_QUALITY))
        if opaque_photo
        else EncodedFile(FALLBACK, ".png", size, _save(one, "PNG", optimize=True))
        for size, one in zip(sizes, scaled, strict=True)
        if size in wanted
    ]
    webp = [
        EncodedFile(WEBP, ".webp", size, _webp(one, lossless=lossless)) for size, one in zip(sizes, scaled, strict=True)
    ]
    widest = _avif(scaled[-1], recipe.AVIF_QUALITY)
    if lossless and len(widest) >= len(webp[-1].data):
        return [*webp, *fallback]
    pairs = zip(sizes[:-1], scaled[:-1], strict=True)
    avif = [EncodedFile(AVIF, ".avif", size, _avif(one, recipe.AVIF_QUALITY)) for size, one in pairs]
    return [*avif, EncodedFile(AVIF, ".avif", sizes[-1], widest), *webp, *fallback]


def _scale(seen: Image.Image, sizes: tuple[int, ...], width: int, height: int) -> list[Image.Image]:
    """Return *seen* in all *sizes*, each scaled from the next larger one.

    *seen* may be a draft of the whole picture.
    """
    found: list[Image.Image] = []
    for size in reversed(sizes):
        wanted = (size, recipe.scale_height(height, size, width))
        larger = found[-1] if found else seen
        found.append(larger if larger.size == wanted else larger.resize(wanted, Image.Resampling.LANCZOS))
    return found[::-1]


def _lossless_is_smaller(picture: Image.Image) -> bool:
    return len(_webp(picture, lossless=True)) <= len(_webp(picture))


def _webp(picture: Image.Image, *, lossless: bool = False) -> bytes:
    return _save(picture, "WEBP", quality=recipe.WEBP_QUALITY, method=4, lossless=lossless)


def _avif(picture: Image.Image, quality: int) -> bytes:
    return _save(picture, "AVIF", quality=quality, speed=recipe.AVIF_SPEED, max_threads=1, codec="aom")


def _jpeg(picture: Image.Image, quality: int) -> bytes:
    return _save(picture.convert("RGB"), "JPEG", quality=quality, optimize=True, progressive=True)


def _save(picture: Image.Image, kind: str, **how: object) -> bytes:
    file = BytesIO()
    picture.save(file, kind, **how)
    return file.getvalue()
