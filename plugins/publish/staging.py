"""Twins: compressed copies beside files, for servers to send as they are; only where they save, always the same."""

from __future__ import annotations

import os
import shutil
import zlib
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

import brotli

from plugins.core import parallel, progress
from plugins.core.atomic import write_atomic
from plugins.core.hashing import has_hashed_name

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


def write_compressed(root: Path, paths: Iterable[str], kept: Path) -> list[str]:
    """Write the twins of those of the files *paths* below *root* that are worth it; return their paths.

    *kept* is a folder that remembers them by what they were made from. Raises OSError.
    """
    texts = sorted(path for path in paths if Path(path).suffix in _TEXTS)
    progress.begin("Dateien verpacken")
    return [twin for found in parallel.parallel_map(_Packer(root, kept), texts) for twin in found]


class _Packer:
    def __init__(self, root: Path, kept: Path) -> None:
        self._root, self._kept = root, kept

    def __call__(self, path: str) -> list[str]:
        content = (self._root / path).read_bytes()
        if len(content) < _LEAST:
            return []
        quality = 11 if has_hashed_name(path) else _OF_PAGES
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
            write_atomic(file, packed, self._kept / "unfinished")
            return packed


def _gzip(content: bytes) -> bytes:
    """Return *content* in the form of RFC 1952, without name and time."""
    packing = zlib.compressobj(9, zlib.DEFLATED, zlib.MAX_WBITS + 16, 9)
    return packing.compress(content) + packing.flush()


SITE = "site"  # the document root
SERVER = "server"  # what is for those who run a server
MANIFEST = "release.json"
HEADERS = "headers.json"  # below SERVER: the headers of each file, for stores that are told file by file


def stage(output: Path, staged: Path, base_path: str, kept: Path) -> list[str]:
    """Make *staged* anew out of the site in *output*; return the paths of its files below the document root.

    Args:
        output: The built site.
        staged: The folder of the release; what it held before goes.
        base_path: Where the site begins on its host, such as "/" or "/probe/". So do its files below the document root.
        kept: Where compressed twins are remembered.

    Raises OSError, also if *output* holds anything but files and folders.
    """
    shutil.rmtree(staged, ignore_errors=True)
    root = staged / SITE
    below = base_path.lstrip("/")
    (staged / SERVER).mkdir(parents=True)
    paths = []
    for folder, folders, names in os.walk(output):
        here = Path(folder)
        inside = root / below / here.relative_to(output)
        inside.mkdir(parents=True)
        for name in names:
            _take(here / name, inside / name)
            paths.append((inside / name).relative_to(root).as_posix())
        folders.sort()
    return sorted(paths + write_compressed(root, paths, kept))


def _take(file: Path, to: Path) -> None:
    """Let *to* be the same file; a build never writes into a file that is there."""
    if file.is_symlink() or not file.is_file():
        raise OSError(0, "keine gewöhnliche Datei", str(file))
    try:
        os.link(file, to)
    except OSError:
        shutil.copyfile(file, to)
