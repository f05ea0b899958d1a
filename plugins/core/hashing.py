"""Fingerprints: short values that differ as soon as the values behind them do."""

from __future__ import annotations

import hashlib
import io
import pickle
import re
from pathlib import Path

SIZE = 16  # bytes; no two of a site's files will share one by chance


def hash_bytes(data: bytes | memoryview) -> bytes:
    """Return the fingerprint of *data*."""
    return hashlib.blake2b(data, digest_size=SIZE).digest()


def hash_file(path: Path) -> bytes:
    """Return the fingerprint of the file *path*. Raises OSError if it cannot be read."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, lambda: hashlib.blake2b(digest_size=SIZE)).digest()


def hash_value(value: object) -> bytes:
    """Return the fingerprint of *value*, plain data and frozen dataclasses, by its content.

    Which of its parts are one and the same object is no part of it: what was read from a file and what was kept are
    equal, though only one of them names a word twice by the same text. So the pickler keeps no memory of objects.
    """
    return hash_bytes(dump_value(value))


def dump_value(value: object) -> memoryview:
    """Return the bytes of *value* of which ``hash_value`` is the fingerprint.

    Each text stands in them as UTF-8.
    """
    stream = io.BytesIO()
    pickler = pickle.Pickler(stream, pickle.HIGHEST_PROTOCOL)
    pickler.fast = True
    pickler.dump(value)
    return stream.getbuffer()


# assets/NAME.HASH.EXT is ours, see outputs/assets.py; the others are Pagefind's, see docs/architecture.md. Servers read
# this pattern as well, so it uses nothing that PCRE reads otherwise.
PATTERN = (
    r"(?:^|/)(?:assets/[^/]+\.[0-9a-f]{10}\.[a-z0-9]+"
    r"|pagefind/(?:[^/]+/)+(?:fragment|index|filter)/[a-z-]+_[0-9a-f]+\.pf_(?:fragment|index|filter)"
    r"|pagefind/(?:[^/]+/)+pagefind\.[a-z-]+_[0-9a-f]+\.pf_meta)$"
)
_HASHED = re.compile(PATTERN, re.ASCII)


def has_hashed_name(path: str) -> bool:
    """Return whether the name of the output file *path* holds the hash of its content.

    Precompressed copies count as well.
    """
    return bool(_HASHED.search(path.removesuffix(".br").removesuffix(".gz")))
