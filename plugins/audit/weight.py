"""What a file weighs on its way to a reader, compressed with brotli."""

from __future__ import annotations

import brotli

_QUICK = 5  # a fifth of a millisecond for a page
_DENSE = 11  # what servers keep ready: some 8 % less, and sixty times as long


def at_most(content: bytes) -> int:
    """Return an estimate of the bytes of *content* as a server sends them; rather too much."""
    return len(brotli.compress(content, quality=_QUICK))


def exactly(content: bytes) -> int:
    """Return the bytes of *content* as a server sends them; for files that many pages share."""
    return len(brotli.compress(content, quality=_DENSE))
