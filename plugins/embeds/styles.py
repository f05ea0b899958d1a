"""Styles: whether a `style` attribute reaches beyond this site."""

from __future__ import annotations

import re

_COMMENT = re.compile(r"/\*.*?(?:\*/|$)", re.DOTALL)
_ESCAPE = re.compile(r"\\(?:([0-9A-Fa-f]{1,6})[ \t\r\n\f]?|(.))", re.DOTALL)
# A host, or a scheme that brings content or code along.
_REACHING = re.compile(
    r"[\\/]{2}|(?:https?|ftp|wss?|data|blob|javascript|vbscript|file):|expression\(|-moz-binding|behavior:",
    re.IGNORECASE,
)


def reaches_out(style: str) -> bool:
    """Return whether the declarations *style* could load or run anything, in any way of reading them."""
    plain = _ESCAPE.sub(_character, style)
    return any(_REACHING.search(re.sub(r"[\s\x00-\x1f]+", "", text)) for text in (plain, _COMMENT.sub("", plain)))


def _character(match: re.Match[str]) -> str:
    number = int(match[1], 16) if match[1] else 0
    return chr(number) if 0 < number < 0x110000 else match[2] or ""
