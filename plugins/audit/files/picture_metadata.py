"""Picture metadata: data beside a picture in its file, found apart from the code against it."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator

PICTURES = frozenset((".avif", ".gif", ".jpeg", ".jpg", ".png", ".webp"))
# Of AVIF and GIF: long enough never to come about by chance in what is compressed
_MARKERS = (b"Exif\0\0", b"http://ns.adobe.com/", b"<x:xmpmeta", b"XMP DataXMP", b"Photoshop 3.0\0")
_ITEM = re.compile(rb"infe.{8,10}?Exif", re.DOTALL)
_JPEG, _JPEG_END = b"\xff\xd8", b"\xff\xd9"
_NEEDED_SEGMENTS = frozenset((0xE0, 0xEE))  # JFIF, and Adobe's way of colours
_METADATA_CHUNKS = {
    b"\x89PNG": frozenset((b"eXIf", b"tEXt", b"zTXt", b"iTXt", b"tIME")),
    b"RIFF": frozenset((b"EXIF", b"XMP ")),
}


def find_metadata(data: bytes) -> str:
    """Return the name of the first metadata in the picture file *data*, or "" if there is none."""
    if data.startswith(_JPEG):
        return _jpeg_metadata(data)
    if metadata_chunks := _METADATA_CHUNKS.get(data[:4]):
        return next((kind.decode("latin-1") for kind in _chunks(data) if kind in metadata_chunks), "")
    found = next((marker for marker in _MARKERS if marker in data), b"")
    return "Exif" if not found and _ITEM.search(data) else found.decode("latin-1").strip("\0")


def _jpeg_metadata(data: bytes) -> str:
    """Return the metadata before or behind the picture of a JPEG file, which itself has none."""
    at, marker = 2, 0
    while at + 4 <= len(data) and data[at] == 0xFF and marker != 0xDA:
        marker = data[at + 1]
        if marker == 0xFE or (0xE0 <= marker <= 0xEF and marker not in _NEEDED_SEGMENTS):
            return data[at + 4 : at + 14].split(b"\0")[0].decode("latin-1")
        at += 2 + struct.unpack_from(">H", data, at + 2)[0]
    if marker != 0xDA:
        return ""
    if _JPEG in data[at:]:
        return "ein zweites Bild"
    return "" if data.endswith(_JPEG_END) else "ein Anhang"


def _chunks(data: bytes) -> Iterator[bytes]:
    """Yield the names of the chunks of a PNG or WebP file, as far as they can be followed."""
    png = data[:4] == b"\x89PNG"
    at = 8 if png else 12
    while at + 8 <= len(data):
        if png:
            length, kind = struct.unpack_from(">I4s", data, at)
            at += length + 12
        else:
            kind, length = struct.unpack_from("<4sI", data, at)
            at += length + length % 2 + 8
        yield kind
