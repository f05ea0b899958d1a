"""Twins: compressed copies beside files, for servers to send as they are; only where they save, always the same."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

import brotli

from plugins import forks, progress
from plugins.hashed_names import is_hashed
from plugins.whole_files import put_whole

ENDINGS = (".br", ".gz")
# What is text. Pictures, films, fonts and Pagefind's parts are compressed already.
_TEXTS = frozenset(
    (
        ".html",
        ".css",
        ".js",
        ".mjs",
        ".json",
        ".geojson",
        ".xml",
        ".svg",
        ".txt",
        ".ics",
        ".vtt",
        ".webmanifest",
        ".csv",
    )
)
_LEAST = 512  # bytes: less fits into the first packet as it is
_WORTH = 0.9  # of the original at most
_OF_PAGES = 9  # brotli's quality for what each release may bring anew; files that stay for ever get the best, 11


def twins(root: Path, paths: Iterable[str], kept: Path) -> list[str]:
    """Write the twins of those of the files *paths* below *root* that are worth it; return their paths.

    *kept* is a folder that remembers them by what they were made from. Raises OSError.
    """
    texts = sorted(path for path in paths if Path(path).suffix in _TEXTS)
    progress.begin("Dateien verpacken")
    return [twin for found in forks.mapped(_Packer(root, kept), texts) for twin in found]


class _Packer:
    def __init__(self, root: Path, kept: Path) -> None:
        self._root, self._kept = root, kept

    def __call__(self, path: str) -> list[str]:
        content = (self._root / path).read_bytes()
        if len(content) < _LEAST:
            return []
        quality = 11 if is_hashed(path) else _OF_PAGES
        written = []
        for ending in ENDINGS:
            packed = self._packed(content, ending, quality)
            if len(packed) <= len(content) * _WORTH:
                (self._root / f"{path}{ending}").write_bytes(packed)
                written.append(f"{path}{ending}")
        return written

    def _packed(self, content: bytes, ending: str, quality: int) -> bytes:
        recipe = f"{brotli.__version__} {quality}" if ending == ".br" else zlib.ZLIB_RUNTIME_VERSION
        file = self._kept / (sha256(b"\0".join([recipe.encode(), content])).hexdigest() + ending)
        try:
            return file.read_bytes()
        except FileNotFoundError:
            packed = brotli.compress(content, quality=quality) if ending == ".br" else _gzip(content)
            put_whole(file, packed, self._kept / "unfinished")
            return packed


def _gzip(content: bytes) -> bytes:
    """Return *content* in the form of RFC 1952, without name and time."""
    packing = zlib.compressobj(9, zlib.DEFLATED, zlib.MAX_WBITS + 16, 9)
    return packing.compress(content) + packing.flush()
