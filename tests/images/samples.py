"""Pictures for tests, made by the library.

Photos that say where they were taken, drawings, and broken ones.
"""

from __future__ import annotations

import random
import struct
import zlib
from io import BytesIO

from PIL import Image, ImageCms, PngImagePlugin

SECRET = b"GEHEIM-51.4344-6.7623"  # a place, in Duisburg
TEXT = SECRET.decode()
XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/">' + SECRET + b"</x:xmpmeta>"
SUFFIX = {"JPEG": ".jpg", "PNG": ".png", "WEBP": ".webp", "AVIF": ".avif", "GIF": ".gif"}


def photo(width: int, height: int, seed: int = 1) -> Image.Image:
    """Return something that compresses like a photo: soft colours and a little grain."""
    chance = random.Random(seed)
    coarse = Image.frombytes("RGB", (12, 8), chance.randbytes(12 * 8 * 3))
    half = (width // 2 + 1, height // 2 + 1)
    grain = Image.frombytes("L", half, chance.randbytes(half[0] * half[1])).resize((width, height)).convert("RGB")
    return Image.blend(coarse.resize((width, height), Image.Resampling.BICUBIC), grain, 0.15)


def quarters(width: int = 40, height: int = 20) -> Image.Image:
    """Return red and green above blue and white, so that one sees how it is turned."""
    picture = Image.new("RGB", (width, height), "white")
    half = (width // 2, height // 2)
    picture.paste("red", (0, 0, *half))
    picture.paste("green", (half[0], 0, width, half[1]))
    picture.paste("blue", (0, half[1], half[0], height))
    return picture


def exif(orientation: int = 1) -> Image.Exif:
    """Return the EXIF data of a telephone: camera, place, and how it was held."""
    told = Image.Exif()
    told[0x0112] = orientation
    told[0x010F] = TEXT  # the maker
    told.get_ifd(0x8825)[1] = "N"  # the place
    told.get_ifd(0x8825)[29] = TEXT
    return told


def save(picture: Image.Image, kind: str, **how: object) -> bytes:
    """Return *picture* as a file of this *kind*."""
    file = BytesIO()
    picture.save(file, kind, **how)
    return file.getvalue()


def with_metadata(picture: Image.Image, kind: str, orientation: int = 1) -> bytes:
    """Return *picture* as a file of this *kind* with all metadata the format can hold."""
    if kind == "JPEG":
        data = save(picture, kind, quality=95, exif=exif(orientation), xmp=XMP, comment=SECRET)
        iptc = b"Photoshop 3.0\x008BIM\x04\x04\0\0\0\0" + struct.pack(">I", len(SECRET)) + SECRET
        return with_segment(data, 0xED, iptc) + SECRET  # and a film behind it
    if kind == "PNG":
        words = PngImagePlugin.PngInfo()
        words.add_text("Author", TEXT)
        words.add_itxt("XML:com.adobe.xmp", XMP.decode(), zip=False)
        return save(picture, kind, pnginfo=words, exif=exif(orientation)) + SECRET
    if kind == "GIF":
        return save(picture, kind, comment=SECRET) + SECRET
    return save(picture, kind, exif=exif(orientation), xmp=XMP, quality=95)


def with_segment(jpeg: bytes, marker: int, payload: bytes) -> bytes:
    """Return *jpeg* with a further segment at its beginning."""
    return jpeg[:2] + bytes((0xFF, marker)) + struct.pack(">H", len(payload) + 2) + payload + jpeg[2:]


def moving(kind: str, frames: int = 3) -> bytes:
    """Return a picture that moves."""
    pictures = [Image.new("RGB", (30, 20), (80 * n, 10, 10)) for n in range(frames)]
    return save(pictures[0], kind, save_all=True, append_images=pictures[1:], duration=100, loop=0)


def bomb(width: int = 60_000, height: int = 60_000) -> bytes:
    """Return a small PNG file that says it is huge."""
    return (
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
        + _chunk(b"IDAT", zlib.compress(b"\0" * 100))
        + _chunk(b"IEND", b"")
    )


def deep() -> bytes:
    """Return a PNG file with 16 bits for each colour."""
    row = b"\0" + struct.pack(">3H", 0xFFFF, 0x8000, 0) * 4
    return (
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", struct.pack(">IIBBBBB", 4, 4, 16, 2, 0, 0, 0))
        + _chunk(b"IDAT", zlib.compress(row * 4))
        + _chunk(b"IEND", b"")
    )


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def srgb_profile() -> bytes:
    """Return the profile of the web."""
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def linear_profile() -> bytes:
    """Return a profile whose middle is much lighter than that of the web: gamma 1."""
    profile = bytearray(srgb_profile())
    curve = profile.index(b"para")
    profile[curve + 8 : curve + 16] = b"\0\0\0\0\0\1\0\0"  # a plain exponent, and it is 1
    return bytes(profile)
