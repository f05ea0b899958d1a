"""Addresses: the target of an address as a browser reads it (https://url.spec.whatwg.org/)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto
from urllib.parse import unquote_to_bytes

from plugins.audit.model.element import words

_IGNORED = str.maketrans("", "", "\t\n\r")  # browsers drop these anywhere, even inside "java\tscript:"
_TRIMMED = "".join(map(chr, range(0x21)))
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.I)
_USUAL_PORT = {"http": "80", "https": "443", "ws": "80", "wss": "443", "ftp": "21"}
_AUTHORITY = re.compile(r"[\\/]*([^\\/?#]*)")

# An SVG picture is left out: opened on its own it is a document that runs scripts.
_PICTURE = re.compile(r"data:image/(?:png|gif|jpeg|webp|avif)[;,]", re.I)
_SCRIPTED = words("javascript vbscript livescript mocha data blob filesystem about file view-source jar mhtml")


class AddressKind(Enum):
    """The kinds of address, by a browser's way with them."""

    LOCAL = auto()  # relative, or from the root of this host
    OWN = auto()  # this site, but with its host written out
    FOREIGN = auto()
    PICTURE = auto()  # a raster picture within the page itself
    SCRIPTED = auto()  # runs code, or shows a document nobody has checked
    OTHER = auto()  # mailto:, tel: and whatever else is no request to a host


def tidy(address: str) -> str:
    """Return *address* without the characters that browsers ignore in it."""
    if address.isprintable() and " " not in address:
        return address  # nearly all are, and this is asked very often
    return address.strip(_TRIMMED).translate(_IGNORED)


def scheme_of(address: str) -> str:
    """Return the scheme in lower case, or "" for a relative address."""
    match = _SCHEME.match(tidy(address))
    return match[1].lower() if match else ""


def host_of(address: str) -> str:
    r"""Return the host a browser would ask, or "" if it is the page's own.

    Any number of slashes and backslashes introduces a host, also none at all
    after "https:"; what stands before the last "@" is a user's name. A host
    written with percent signs stays as it is: then it is nobody's own.
    """
    rest = tidy(address)
    scheme = scheme_of(rest)
    if scheme:
        if scheme not in _USUAL_PORT:
            return ""
        rest = rest[len(scheme) + 1 :]
    elif not re.match(r"[\\/]{2}", rest):
        return ""
    authority = _AUTHORITY.match(rest)
    host = authority[1].rpartition("@")[2].lower() if authority else ""
    return host.removesuffix(f":{_USUAL_PORT.get(scheme, '443')}")


def kind_of(address: str, own_hosts: frozenset[str]) -> AddressKind:
    """Return the kind of *address*."""
    scheme = scheme_of(address)
    if scheme in _USUAL_PORT or (not scheme and re.match(r"[\\/]{2}", tidy(address))):
        own = scheme in ("", "http", "https") and host_of(address) in own_hosts
        return AddressKind.OWN if own else AddressKind.FOREIGN
    if not scheme:
        return AddressKind.LOCAL
    if scheme in _SCRIPTED:
        return AddressKind.PICTURE if _PICTURE.match(tidy(address)) else AddressKind.SCRIPTED
    return AddressKind.OTHER


@dataclass(frozen=True, slots=True)
class SiteTarget:
    """A place on this site: a path without the base path, None if outside it, and a fragment."""

    path: str | None
    fragment: str


def resolve(address: str, page: str, base_path: str) -> SiteTarget:
    """Return where the local *address* leads when it stands in the file *page*.

    ``SiteTarget.path`` is that of a file, or of a folder if it ends in a slash or is empty.
    """
    plain, _, fragment = tidy(address).partition("#")
    plain = plain.partition("?")[0].replace("\\", "/")
    if not plain:
        return SiteTarget(page, fragment)
    folder = page.rpartition("/")[0]
    whole = plain if plain.startswith("/") else f"{base_path}{folder}/{plain}"
    path = _normalize(whole)
    if path is None or not path.startswith(base_path):
        return SiteTarget(None, fragment)
    return SiteTarget(path[len(base_path) :], fragment)


def path_of(address: str) -> str:
    """Return path, query and fragment of an address that has its host written out."""
    rest = re.sub(r"^(?:[a-z]+:)?[\\/]*[^\\/?#]*", "", tidy(address), count=1, flags=re.I)
    return rest if rest.startswith(("/", "\\")) else f"/{rest}"


def _normalize(path: str) -> str | None:
    """Return *path* decoded and without dot segments, or None if no file can have that name."""
    segments: list[str] = []
    last = ""
    for raw in path.split("/"):
        try:
            last = unquote_to_bytes(raw).decode("utf-8")
        except UnicodeDecodeError:
            return None
        if "/" in last or "\x00" in last:
            return None
        if last == "..":
            del segments[-1:]
        elif last and last != ".":
            segments.append(last)
    closed = last in ("", ".", "..") and segments
    return f"/{'/'.join(segments)}{'/' if closed else ''}"
