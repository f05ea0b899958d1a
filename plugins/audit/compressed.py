"""Whether a compressed copy holds what its original holds: a server sends the copy instead."""

from __future__ import annotations

import gzip
from pathlib import PurePosixPath

from plugins.audit.tree import Tree
from plugins.audit.words import words

# Elsewhere a .gz is a download of its own, such as daten.tar.gz.
_SENT_COMPRESSED = words(".html .css .js .mjs .json .svg .xml .txt .ics .webmanifest")


def difference(tree: Tree, path: str) -> str:
    """Return in German what is wrong with the copy *path*, or "" if it is faithful."""
    original = str(PurePosixPath(path).with_suffix(""))
    if original not in tree.paths:
        alone = PurePosixPath(original).suffix.lower() in _SENT_COMPRESSED
        return "gehört zu keiner Datei" if alone else ""
    packed = tree.file(path).read_bytes()
    try:
        content = _brotli(packed) if path.endswith(".br") else gzip.decompress(packed)
    except Exception as error:  # each library has its own; none of them may stop the audit
        return f"lässt sich nicht auspacken ({error!r})"
    return "" if content == tree.file(original).read_bytes() else "enthält etwas anderes als ihr Original"


def _brotli(packed: bytes) -> bytes:
    import brotli

    return bytes(brotli.decompress(packed))
