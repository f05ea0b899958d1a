"""Reading back: what readers get at the address of the site is what was sent there, byte for byte."""

from __future__ import annotations

import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from urllib.parse import quote, urlsplit

from urllib3 import PoolManager, Retry, Timeout
from urllib3.exceptions import HTTPError

from plugins.core.urls import address_of
from plugins.publish.manifest import Release, public

PATIENCE = 20.0  # seconds in which a server may still show the former release
MOST = 500  # files that are read; of larger sites, first of all those that have changed
_PAUSE = 0.5  # seconds between two looks
_AT_ONCE = 8
# No copy of a cache on the way, and no compressed one: the original is what was hashed.
_HEADERS = {"Accept-Encoding": "identity", "Cache-Control": "no-cache", "Pragma": "no-cache"}


def mismatches(url: str, release: Release, former: Release | None) -> list[str]:
    """Return in German what is not at *url* as it is in *release*; an empty list if all of it is.

    Args:
        url: Where the site is, with its base path.
        release: What was sent.
        former: What was there before; what differs from it is read first.
    """
    parts = urlsplit(url)
    with PoolManager(maxsize=_AT_ONCE, timeout=Timeout(connect=10, read=30), retries=Retry(2, redirect=0)) as pool:
        reader = _Reader(pool, f"{parts.scheme}://{parts.netloc}")
        wanted = sha256(public(release)).hexdigest()
        trouble = _waited(reader, release.public_path, wanted)
        if trouble:
            return [trouble]
        paths = _chosen(release, former)
        with ThreadPoolExecutor(_AT_ONCE) as threads:
            return [
                found for found in threads.map(lambda path: reader.trouble(path, release.files[path]), paths) if found
            ]


def _waited(reader: _Reader, path: str, digest: str) -> str:
    """Return what is wrong with the manifest after some patience, "" if nothing is."""
    end = time.monotonic() + PATIENCE
    while trouble := reader.trouble(path, digest):
        if time.monotonic() >= end:
            return trouble
        time.sleep(_PAUSE)
    return ""


def _chosen(release: Release, former: Release | None) -> Sequence[str]:
    before = former.files if former else {}
    readable = [
        path for path in release.files if _is_read(path, release.base_path) and address_of(path) not in release.moved
    ]
    return sorted(
        readable, key=lambda path: (before.get(path) == release.files[path], not path.endswith(".html"), path)
    )[:MOST]


def _is_read(path: str, base_path: str) -> bool:
    """Return whether a server shows the file *path* under its own address."""
    name = path.rsplit("/", 1)[-1]
    return not (
        path.endswith((".br", ".gz")) or name.startswith(("_", ".")) or path == f"{base_path.lstrip('/')}404.html"
    )


class _Reader:
    def __init__(self, pool: PoolManager, origin: str) -> None:
        self._pool, self._origin = pool, origin

    def trouble(self, path: str, digest: str) -> str:
        """Return what is wrong with the file *path*, "" if nothing is."""
        address = address_of(path)
        try:
            answer = self._pool.request("GET", self._origin + quote(address), headers=_HEADERS, redirect=False)
        except HTTPError as trouble:
            return f"{address} ist nicht zu erreichen ({type(trouble).__name__})"
        if answer.status != 200:
            return f"{address} antwortet mit {answer.status}"
        return "" if sha256(answer.data).hexdigest() == digest else f"{address} zeigt etwas anderes"
