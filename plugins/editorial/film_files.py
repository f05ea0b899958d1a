"""Film files: how long a film really lasts, as its own file says."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

_HEADS = {0: ">8xII", 1: ">16xIQ"}  # after version and flags: two dates, units a second, and the length in units


def length(path: Path) -> float | None:
    """Return the seconds that the MP4 file *path* lasts, or None if it does not say so or is none.

    Only the index is looked at, ISO/IEC 14496-12, 8.2.2; the pictures are jumped over.
    """
    try:
        with path.open("rb") as file:
            for kind, begin, end in _boxes(file, 0, path.stat().st_size):
                if kind == b"moov":
                    heads = (at for inner, at, _ in _boxes(file, begin, end) if inner == b"mvhd")
                    return next((_seconds(file, at) for at in heads), None)
    except (OSError, struct.error):
        return None
    return None


def _boxes(file: BinaryIO, at: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """Yield kind, first and last byte of what each box between *at* and *end* holds."""
    while at + 8 <= end:
        file.seek(at)
        size, kind = struct.unpack(">I4s", file.read(8))
        head = 8
        if size == 1:  # too large for four bytes
            (size,), head = struct.unpack(">Q", file.read(8)), 16
        stop = end if size == 0 else at + size
        if stop < at + head:
            return
        yield kind, at + head, min(stop, end)
        at = stop


def _seconds(file: BinaryIO, at: int) -> float | None:
    file.seek(at)
    head = file.read(4)
    form = _HEADS.get(head[0]) if head else None
    if form is None:
        return None
    units, all_of_them = struct.unpack(form, file.read(struct.calcsize(form)))
    return all_of_them / units if units else None
