"""Metadata: removed from picture files, the pixels untouched.

Cameras, places and programs are written there.

Only what is needed to draw is let through, so what nobody has heard of goes as well: previews that show
what was cut off, films behind a picture, notes of programs.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Callable, Iterator

_PNG_KEPT = frozenset(
    {
        *(b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"sBIT", b"bKGD", b"pHYs"),
        *(b"acTL", b"fcTL", b"fdAT"),  # moving pictures
    }
)
_WEBP_KEPT = frozenset({b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF"})
_WEBP_METADATA = 0x20 | 0x08 | 0x04  # flags for a profile, EXIF and XMP
_GIF_LOOPS = frozenset({b"NETSCAPE2.0", b"ANIMEXTS1.0"})
_AVIF_KEPT = frozenset({b"ftyp", b"meta", b"mdat", b"moov", b"free", b"skip"})
_AVIF_METADATA = re.compile(rb"infe.{8,10}?(?:Exif|mime)|udta|uuid", re.DOTALL)
_ENTROPY_END = re.compile(rb"\xff+([^\x00\xff\xd0-\xd7])")


class UnknownFormError(Exception):
    """The file is not built as expected; it has to be encoded anew."""


def strip_metadata(data: bytes, kind: str) -> bytes:
    """Return *data*, a whole file, without anything that is not needed to draw it.

    Raises UnknownFormError if nobody can say what is needed.

    Args:
        data: The file.
        kind: "JPEG", "PNG", "WEBP", "GIF" or "AVIF".
    """
    try:
        return _STRIPPERS[kind](data)
    except (IndexError, struct.error) as error:
        raise UnknownFormError from error


def _jpeg(data: bytes) -> bytes:
    return b"".join(_jpeg_parts(data))


def _jpeg_parts(data: bytes) -> Iterator[bytes]:
    """Yield the segments of the first picture up to its end.

    Nothing after it is of use to a browser.
    """
    yield data[:2]
    at = 2
    while True:
        while data[at : at + 2] == b"\xff\xff":
            at += 1
        if data[at] != 0xFF:
            raise UnknownFormError
        marker = data[at + 1]
        if marker == 0xD9:
            yield b"\xff\xd9"
            return
        end = at + 2 + struct.unpack_from(">H", data, at + 2)[0]
        if marker == 0xE0 and data[at + 4 : at + 9] == b"JFIF\0":
            yield b"\xff\xe0\0\x10" + data[at + 4 : at + 16] + b"\0\0"  # its own small preview stays behind
        elif marker == 0xEE or not (0xE0 <= marker <= 0xEF or marker == 0xFE):
            yield data[at:end]
        at = end
        if marker == 0xDA:
            scan = _ENTROPY_END.search(data, at)
            if not scan:
                raise UnknownFormError
            yield data[at : scan.start()]
            at = scan.end() - 2


def _png(data: bytes) -> bytes:
    return b"".join(_png_parts(data))


def _png_parts(data: bytes) -> Iterator[bytes]:
    yield data[:8]
    at, kind = 8, b""
    while kind != b"IEND":
        length, kind = struct.unpack_from(">I4s", data, at)
        if at + 12 + length > len(data):
            raise UnknownFormError
        if kind in _PNG_KEPT:
            yield data[at : at + 12 + length]
        elif not kind[0] & 0x20:
            raise UnknownFormError  # nothing can be drawn without it
        at += 12 + length


def _webp(data: bytes) -> bytes:
    body = b"".join(_webp_parts(data))
    return b"RIFF" + struct.pack("<I", len(body) + 4) + b"WEBP" + body


def _webp_parts(data: bytes) -> Iterator[bytes]:
    at, end = 12, struct.unpack_from("<I", data, 4)[0] + 8
    while at + 8 <= min(end, len(data)):
        kind, length = struct.unpack_from("<4sI", data, at)
        chunk = data[at : at + 8 + length + length % 2]
        if kind == b"VP8X":
            chunk = chunk[:8] + bytes([chunk[8] & ~_WEBP_METADATA]) + chunk[9:]
        if kind in _WEBP_KEPT:
            yield chunk
        at += len(chunk)


def _gif(data: bytes) -> bytes:
    return b"".join(_gif_parts(data))


def _gif_parts(data: bytes) -> Iterator[bytes]:
    at = 13 + _gif_colours(data[10])
    yield data[:at]
    while data[at] != 0x3B:
        begin = at
        if data[at] == 0x21:
            label, name = data[at + 1], data[at + 3 : at + 14]
            at = _gif_blocks(data, at + 2)
            if label == 0xF9 or (label == 0xFF and name in _GIF_LOOPS):
                yield data[begin:at]
        elif data[at] == 0x2C:
            at = _gif_blocks(data, at + 11 + _gif_colours(data[at + 9]))
            yield data[begin:at]
        else:
            raise UnknownFormError
    yield b";"


def _gif_colours(flags: int) -> int:
    """Return the length of the table of colours that *flags* announce."""
    return 3 << (flags & 7) + 1 if flags & 0x80 else 0


def _gif_blocks(data: bytes, at: int) -> int:
    """Return where the row of blocks ends that begins at *at*."""
    while data[at]:
        at += data[at] + 1
    return at + 1


def _avif(data: bytes) -> bytes:
    """Return *data* as it is, or raise UnknownFormError if it holds more than a picture.

    Nothing can be cut out: its parts name their offsets in the file.
    """
    at = 0
    while at < len(data):
        length, kind = struct.unpack_from(">I4s", data, at)
        if kind not in _AVIF_KEPT or length < 8:
            raise UnknownFormError
        if kind in {b"free", b"skip"} and data[at + 8 : at + length].strip(b"\0"):
            raise UnknownFormError
        if kind in {b"meta", b"moov"} and _AVIF_METADATA.search(data, at, at + length):
            raise UnknownFormError
        at += length
    return data


_STRIPPERS: dict[str, Callable[[bytes], bytes]] = {
    "AVIF": _avif,
    "GIF": _gif,
    "JPEG": _jpeg,
    "PNG": _png,
    "WEBP": _webp,
}
