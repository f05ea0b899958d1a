"""Hashed names: files whose name changes with what they hold. Under one name they are always the same."""

from __future__ import annotations

import re

# assets/NAME.HASH.EXT is ours, see outputs/assets.py; the others are Pagefind's, see docs/architecture.md. Servers read
# this pattern as well, so it uses nothing that PCRE reads otherwise.
PATTERN = (
    r"(?:^|/)(?:assets/[^/]+\.[0-9a-f]{10}\.[a-z0-9]+"
    r"|pagefind/(?:[^/]+/)+(?:fragment|index|filter)/[a-z-]+_[0-9a-f]+\.pf_(?:fragment|index|filter)"
    r"|pagefind/(?:[^/]+/)+pagefind\.[a-z-]+_[0-9a-f]+\.pf_meta)$"
)
_HASHED = re.compile(PATTERN, re.ASCII)


def is_hashed(path: str) -> bool:
    """Return whether the name of the output file *path* holds the hash of its content; so do its compressed twins."""
    return bool(_HASHED.search(path.removesuffix(".br").removesuffix(".gz")))
