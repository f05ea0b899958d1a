"""Address: a web address taken apart by a grammar that is stricter than a browser's.

Text that a browser might read in another way than we do is no address here: user
information, backslashes, other ports, percent signs or foreign letters in the host,
control characters, invisible characters, dot segments. `urlsplit` is not asked, since
it sees `www.youtube.com` in `https://evil.example\\@www.youtube.com/`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote, unquote_plus

_ADDRESS = re.compile(
    r"(?P<scheme>[Hh][Tt][Tt][Pp][Ss]?)://"
    r"(?P<host>[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)(?::(?P<port>[0-9]+))?"
    r"(?P<path>/[^?#\\<>\"]*)?"
    r"(?:\?(?P<query>[^#]*))?"
    r"(?:#(?P<fragment>.*))?"
)
_PORTS = {"http": "80", "https": "443"}
_ENCODED = re.compile("%([0-9A-Fa-f]{2})")
# characters that may stand in a path as they are (RFC 3986, pchar); all else stays percent-encoded
_PLAIN = re.compile(r"[A-Za-z0-9._~!$&'()*+,;=:@-]")


@dataclass(frozen=True, slots=True)
class WebAddress:
    """The parts of an address: host in lower case, path percent-encoded, parameters decoded."""

    host: str
    path: str
    query: Mapping[str, str]
    fragment: str


def split_address(text: str) -> WebAddress | None:
    """Return the parts of the address *text*, or None if it is none or is ambiguous."""
    text = text.replace("&amp;", "&").rstrip("?&#")  # with nothing behind them they say nothing
    match = _ADDRESS.fullmatch(text)
    if match is None or " " in text or not text.isprintable():
        return None
    if match["port"] and match["port"] != _PORTS[match["scheme"].lower()]:
        return None
    path = _normalize(match["path"] or "/")
    if any(segment in {".", ".."} for segment in path.split("/")):
        return None
    return WebAddress(match["host"].lower(), path, parse_query(match["query"] or ""), match["fragment"] or "")


def parse_query(query: str) -> dict[str, str]:
    """Return the parameters of *query*, decoded once; of repeated ones the first."""
    found: dict[str, str] = {}
    for part in query.split("&"):
        key, _, value = part.partition("=")
        found.setdefault(unquote_plus(key), unquote_plus(value))
    return found


def _normalize(path: str) -> str:
    """Return *path* in one spelling: plain where allowed, all else in capital hex digits."""

    def plain(match: re.Match[str]) -> str:
        character = chr(int(match[1], 16))
        return character if _PLAIN.fullmatch(character) else match[0].upper()

    return quote(_ENCODED.sub(plain, path), safe="/%!$&'()*+,;=:@|^`{}[]")
