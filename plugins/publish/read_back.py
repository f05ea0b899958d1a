"""Read back: compare the files at the site's address with the release, byte for byte."""

from __future__ import annotations

import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from urllib.parse import quote, urlsplit

from urllib3 import PoolManager, Retry, Timeout
from urllib3.exceptions import HTTPError

from plugins.core.urls import address_of
from plugins.publish.connection_errors import explain_connection_error
from plugins.publish.manifest import Release, public_manifest

PATIENCE = 20.0  # seconds in which a server may still show the previous release
MOST = 500  # files that are read; of larger sites, first of all those that have changed
_PAUSE = 0.5  # seconds between two looks
_AT_ONCE = 8
# No copy of a cache on the way, and no compressed one: the hash is that of the original.
_HEADERS = {"Accept-Encoding": "identity", "Cache-Control": "no-cache", "Pragma": "no-cache"}


def find_mismatches(url: str, release: Release, previous: Release | None) -> list[str]:
    """Return a German sentence for each file that is not at *url* as it is in *release*.

    Args:
        url: Where the site is, with its base path.
        release: The release that was sent.
        previous: The release before it; files that differ from it are read first.
    """
    parts = urlsplit(url)
    with PoolManager(maxsize=_AT_ONCE, timeout=Timeout(connect=10, read=30), retries=Retry(2, redirect=0)) as pool:
        reader = _Reader(pool, f"{parts.scheme}://{parts.netloc}")
        digest = sha256(public_manifest(release)).hexdigest()
        mismatch = _wait_for(reader, release.public_path, digest)
        if mismatch:
            return [mismatch]
        paths = _choose_paths(release, previous)
        with ThreadPoolExecutor(_AT_ONCE) as threads:
            return [
                found
                for found in threads.map(lambda path: reader.find_mismatch(path, release.files[path]), paths)
                if found
            ]


def _wait_for(reader: _Reader, path: str, digest: str) -> str:
    """Wait for the file *path* to have this *digest*; return the mismatch that remains, or ""."""
    end = time.monotonic() + PATIENCE
    while mismatch := reader.find_mismatch(path, digest):
        if time.monotonic() >= end:
            return mismatch
        time.sleep(_PAUSE)
    return ""


def _choose_paths(release: Release, previous: Release | None) -> Sequence[str]:
    before = previous.files if previous else {}
    readable = [path for path in release.files if _is_readable(path, release) and address_of(path) not in release.moved]
    return sorted(
        readable, key=lambda path: (before.get(path) == release.files[path], not path.endswith(".html"), path)
    )[:MOST]


def _is_readable(path: str, release: Release) -> bool:
    """Return whether a server shows the file *path* under its own address."""
    name = path.rsplit("/", 1)[-1]
    not_found = f"{release.base_path.lstrip('/')}404.html"
    return not (path.endswith((".br", ".gz")) or name.startswith(("_", ".")) or path == not_found)


class _Reader:
    def __init__(self, pool: PoolManager, origin: str) -> None:
        self._pool, self._origin = pool, origin

    def find_mismatch(self, path: str, digest: str) -> str:
        """Return a German sentence about the file *path* if it has not this *digest*, else ""."""
        address = address_of(path)
        try:
            answer = self._pool.request("GET", self._origin + quote(address), headers=_HEADERS, redirect=False)
        except HTTPError as error:
            why = explain_connection_error(error)
            return f"{address} ist bei {urlsplit(self._origin).netloc} nicht zu erreichen: {why}"
        if answer.status != 200:
            return f"{address} antwortet mit {answer.status}"
        return "" if sha256(answer.data).hexdigest() == digest else f"{address} zeigt etwas anderes"
