"""Extra routes: parts that the preview shows beside the site, each below its own address."""

from __future__ import annotations

import mimetypes
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

_KINDS = {
    "html": "text/html; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "json": "application/json",
    "svg": "image/svg+xml",
    "woff2": "font/woff2",
}

_ONWARD = '<!doctype html><meta http-equiv="refresh" content="0; url={0}"><title>{0}</title><a href="{0}">{0}</a>'


@dataclass(frozen=True, slots=True)
class Route:
    """An extra route: *answer* returns the bytes at a path below *prefix*.

    *prefix* begins and ends with a slash; *name* is for people.
    """

    name: str
    prefix: str
    answer: Callable[[str], bytes | None]


def route_answer(routes: Iterable[Route], address: str) -> tuple[bytes, str] | None:
    """Return bytes and type of the file at *address*, or None if no route has one."""
    path = unquote(urlsplit(address).path)
    for route in routes:
        if f"{path}/" == route.prefix:
            return _ONWARD.format(route.prefix).encode(), _KINDS["html"]
        if path.startswith(route.prefix):
            inner = path.removeprefix(route.prefix)
            found = route.answer(inner)
            return None if found is None else (found, kind_of(inner))
    return None


def kind_of(path: str) -> str:
    """Return the type of the file at *path*; where no name stands, a page is meant."""
    ending = "html" if not path or path.endswith("/") else path.rpartition(".")[2]
    return _KINDS.get(ending) or mimetypes.guess_type(path)[0] or "application/octet-stream"
