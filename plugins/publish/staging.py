"""Staging: the document root of a release, with precompressed copies for servers.

A copy is written only where it saves, and always with the same bytes.
"""

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
# Text. Pictures, films, fonts and Pagefind's parts are compressed already.
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
_SMALLEST = 512  # bytes: less fits into the first packet as it is
_WORTHWHILE = 0.9  # of the original at most
_PAGE_QUALITY = 9  # of brotli, for files that each release may change; those that stay for ever get the best, 11


def write_compressed(root: Path, paths: Iterable[str], cache: Path) -> list[str]:
    """Write precompressed copies of the *paths* below *root* where it pays; return their paths.

    *cache* is a folder that keeps them by the hash of their original. Raises OSError.
    """
    texts = sorted(path for path in paths if Path(path).suffix in _TEXTS)
    progress.begin("Dateien verpacken")
    return [copy for copies in parallel.parallel_map(_Compressor(root, cache), texts) for copy in copies]


class _Compressor:
    def __init__(self, root: Path, cache: Path) -> None:
        self._root, self._cache = root, cache

    def __call__(self, path: str) -> list[str]:
        content = (self._root / path).read_bytes()
        if len(content) < _SMALLEST:
            return []
        quality = 11 if has_hashed_name(path) else _PAGE_QUALITY
        written = []
        for ending in ENDINGS:
            compressed = self._compress(content, ending, quality)
            if len(compressed) <= len(content) * _WORTHWHILE:
                (self._root / f"{path}{ending}").write_bytes(compressed)
                written.append(f"{path}{ending}")
        return written

    def _compress(self, content: bytes, ending: str, quality: int) -> bytes:
        recipe = f"{brotli.__version__} {quality}" if ending == ".br" else zlib.ZLIB_RUNTIME_VERSION
        file = self._cache / (sha256(b"\0".join([recipe.encode(), content])).hexdigest() + ending)
        try:
            return file.read_bytes()
        except FileNotFoundError:
            compressed = brotli.compress(content, quality=quality) if ending == ".br" else _gzip(content)
            write_atomic(file, compressed, self._cache / "unfinished")
            return compressed


def _gzip(content: bytes) -> bytes:
    """Return *content* as a gzip file (RFC 1952), without name and time."""
    compressor = zlib.compressobj(9, zlib.DEFLATED, zlib.MAX_WBITS + 16, 9)
    return compressor.compress(content) + compressor.flush()


SITE = "site"  # the document root
SERVER = "server"  # files for those who run a server
MANIFEST = "release.json"
HEADERS = "headers.json"  # below SERVER: the headers of each file, for stores that keep them file by file


def stage_files(output: Path, staged: Path, base_path: str, cache: Path) -> list[str]:
    """Fill *staged* with the site in *output*; return its paths below the document root.

    Args:
        output: The built site.
        staged: The folder of the release; its previous content is removed.
        base_path: Where the site begins on its host, such as "/" or "/probe/". So do its files below the document root.
        cache: The folder of precompressed copies.

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
            _link_file(here / name, inside / name)
            paths.append((inside / name).relative_to(root).as_posix())
        folders.sort()
    return sorted(paths + write_compressed(root, paths, cache))


def _link_file(file: Path, to: Path) -> None:
    """Make *to* a hard link to *file*, or a copy: a build never writes into an existing file."""
    if file.is_symlink() or not file.is_file():
        raise OSError(0, "keine gewöhnliche Datei", str(file))
    try:
        os.link(file, to)
    except OSError:
        shutil.copyfile(file, to)
