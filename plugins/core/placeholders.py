"""Holes: places in converted HTML that are filled only when a page is written.

An embed becomes the theme's placeholder and an internal link its final address
only then, so a stored article need not be converted again when either changes.
A hole is written with the substitute sign, U+001A. Editors cannot forge one:
the reader refuses control characters, and a character reference stays one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_PLACEHOLDER = re.compile("\x1a(embed|link):([0-9]+)\x1a")


def placeholder(kind: str, number: int) -> str:
    """Return the text that stands for the *number*-th "embed" or "link" of a body."""
    return f"\x1a{kind}:{number}\x1a"


def split_placeholders(html: str) -> Iterator[str | tuple[str, int]]:
    """Yield the pieces of *html* in order: text, or ``(kind, number)`` for a hole."""
    at = 0
    for match in _PLACEHOLDER.finditer(html):
        if match.start() > at:
            yield html[at : match.start()]
        yield match[1], int(match[2])
        at = match.end()
    if at < len(html):
        yield html[at:]
