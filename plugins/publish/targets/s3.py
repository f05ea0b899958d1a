"""Kind ``s3``: a store that speaks Amazon's S3, with releases side by side as well::

    .releases/blobs/SHA256                  every content of every release, once
    .releases/NAME-RANDOM/manifest.json     the manifest of a release
    .releases/NAME-RANDOM/headers.json      and the headers of each key
    .releases/state.json                    which release readers see, or that an activation is under way
    aktuelles/index.html                    the site: copies of contents, made inside of the store

A store has no step that changes everything at once. So an activation is a series of copies in an order in which no
reader finds a page whose parts are missing: parts under hashed names first, other files, pages, then lists of pages;
removals come last. An interrupted activation is known by the state, and the next one copies everything again.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any

from plugins.core import progress
from plugins.core.hashing import has_hashed_name
from plugins.publish import manifest
from plugins.publish.manifest import ManifestError, Release
from plugins.publish.staging import HEADERS, MANIFEST, SERVER, SITE
from plugins.publish.target import PublishingError
from plugins.publish.targets.s3_lock import hold_lock
from plugins.publish.targets.s3_store import S3Client

FOLDER = ".releases/"
_BLOBS = f"{FOLDER}blobs/"
_STATE = f"{FOLDER}state.json"
_AT_ONCE = 8
_HEADERS = {"Content-Type": "ContentType", "Cache-Control": "CacheControl"}
_POINTERS = ("sitemap.xml", "feed.xml", "robots.txt", "pagefind-entry.json", manifest.PUBLIC)
_LEFT_OUT = (".htaccess", "_headers", "_redirects")


class S3Target:
    """A bucket of a store that speaks S3."""

    reversible = True
    immediate = True

    def __init__(self, settings: Mapping[str, str], secrets: Mapping[str, str]) -> None:
        self._settings, self._secrets = settings, secrets

    @contextmanager
    def open_session(self, *, only_read: bool = False) -> Iterator[S3Session]:
        """Open the session; no other publisher gets one until it ends, unless this only reads."""
        store = S3Client(self._settings, self._secrets)
        with nullcontext() if only_read else hold_lock(store, f"{FOLDER}lock"):
            yield S3Session(store, serves_gzip=self._settings.get("compression") == "gzip")


class S3Session:
    """Session with a bucket: its releases and the keys of the site."""

    def __init__(self, store: S3Client, *, serves_gzip: bool) -> None:
        self._store, self._serves_gzip = store, serves_gzip
        self._folders: dict[str, str] = {}

    def read_clock(self) -> float | None:
        """Return the seconds since 1970 by the store's clock."""
        return self._store.read_clock()

    def list_releases(self) -> list[Release]:
        """Return the releases in the bucket, oldest first."""
        found = {}
        for folder in self._store.list_folders(FOLDER):
            name = folder.removeprefix(FOLDER).rsplit("-", 1)[0]
            data = self._store.read(f"{folder}manifest.json") if manifest.is_release_name(name) else None
            try:
                release = manifest.read_manifest(data) if data is not None else None
            except ManifestError:
                continue
            if release is not None and release.name == name:
                found[name] = release
                self._folders[name] = folder
        return [found[name] for name in sorted(found)]

    def live_release(self) -> Release | None:
        """Return the release that readers see; during an activation, the one before it."""
        name = self._state().get("shown", "")
        return next((release for release in self.list_releases() if release.name == name), None)

    def upload(self, staged: Path, release: Release) -> None:
        """Upload the contents that are missing, each with its checksum, which the store compares."""
        headers = _headers_by_key(staged, release)
        contents = {digest: staged / SITE / path for path, digest in release.own.items()}
        public = staged / SITE / release.public_path
        contents[manifest.hash_files(public.parent, [public.name])[public.name]] = public
        there = self._store.list_sizes(_BLOBS)
        missing = [digest for digest, file in contents.items() if there.get(_BLOBS + digest) != file.stat().st_size]
        self._each(lambda digest: self._store.upload(_BLOBS + digest, contents[digest], digest), missing)
        there = self._store.list_sizes(_BLOBS)
        for path, digest in release.files.items():
            if _BLOBS + digest not in there:
                raise PublishingError(
                    f"Im Speicher fehlt, was zu „{path}“ gehört.",
                    "Bitte noch einmal aufrufen; was fehlt, wird geschickt.",
                )
        folder = f"{FOLDER}{release.name}-{secrets.token_hex(8)}/"
        self._store.write(f"{folder}headers.json", json.dumps(headers).encode())
        self._store.write(f"{folder}manifest.json", (staged / MANIFEST).read_bytes())
        self._folders[release.name] = folder

    def activate(self, release: Release, previous: Release | None) -> None:
        """Copy the contents of *release* to their keys, in the order above, if *previous* is live."""
        state = self._state()
        if state.get("shown", "") != (previous.name if previous else ""):
            raise PublishingError(
                "In den Speicher hat inzwischen jemand anderes veröffentlicht.", "Bitte noch einmal aufrufen."
            )
        is_complete = "coming" not in state
        before = self._keys(previous) if previous and is_complete else {}
        after = self._keys(release)
        self._store.write(_STATE, json.dumps({**state, "coming": release.name}).encode())
        changed = [key for key in after if after[key] != before.get(key)]
        for rank in sorted({_rank(key) for key in changed}):
            self._each(lambda key: self._copy(key, after[key]), [key for key in changed if _rank(key) == rank])
        ours = {key for one in self.list_releases() for key in self._keys(one)}
        self._each(self._store.remove, sorted((ours | before.keys()) - after.keys() - release.carried))
        self._store.write(_STATE, json.dumps({"shown": release.name}).encode())

    def prune(self, keep: int) -> list[str]:
        """Remove all but the newest *keep* releases and the live one, and unused contents."""
        releases, live_name = self.list_releases(), self._state().get("shown", "")
        gone = [one for one in releases[: -keep or None] if one.name != live_name]
        needed = {digest for one in releases if one not in gone for digest, _ in self._keys(one).values()}
        needed |= {digest for one in releases if one not in gone for digest in one.files.values()}
        for one in gone:
            self._each(self._store.remove, sorted(self._store.list_sizes(self._folders[one.name])))
        unneeded = [key for key in self._store.list_sizes(_BLOBS) if key.removeprefix(_BLOBS) not in needed]
        self._each(self._store.remove, unneeded)
        return [one.name for one in gone]

    def _state(self) -> dict[str, str]:
        data = self._store.read(_STATE)
        try:
            state = json.loads(data or b"{}")
            return {key: str(value) for key, value in state.items() if manifest.is_release_name(str(value))}
        except (ValueError, AttributeError):
            raise PublishingError(
                f"Im Speicher ist „{_STATE}“ unlesbar.", "Bitte diese eine Datei dort löschen und noch einmal aufrufen."
            ) from None

    def _keys(self, release: Release) -> dict[str, tuple[str, tuple[tuple[str, str], ...]]]:
        """Return each key of *release* with the hash of its content and its headers."""
        if release.name not in self._folders:
            self.list_releases()
        headers: dict[str, dict[str, str]] = json.loads(
            self._store.read(f"{self._folders[release.name]}headers.json") or b"{}"
        )
        keys = {}
        for path, how in headers.items():
            gzipped = release.files.get(f"{path}.gz") if self._serves_gzip else None
            digest = gzipped or how.get("digest") or release.files[path]
            sent = {name: value for name, value in how.items() if name != "digest"}
            if gzipped:
                sent["ContentEncoding"] = "gzip"
            keys[path] = digest, tuple(sorted(sent.items()))
        return keys

    def _copy(self, key: str, source: tuple[str, tuple[tuple[str, str], ...]]) -> None:
        digest, sent = source
        self._store.copy(_BLOBS + digest, key, dict(sent))

    def _each(self, work: Any, things: Sequence[str]) -> None:
        with ThreadPoolExecutor(_AT_ONCE) as threads:
            progress.expect(len(things))
            for _done in progress.count_tasks(threads.map(work, things), 0):
                pass


def create_target(settings: Mapping[str, str], secrets: Mapping[str, str]) -> S3Target:
    """Return the bucket that *settings* describe."""
    return S3Target(settings, secrets)


def _rank(key: str) -> int:
    """Return the position of *key* in the order of an activation."""
    if has_hashed_name(key):
        return 0
    if key.rsplit("/", 1)[-1] in _POINTERS:
        return 3
    return 2 if key.endswith(".html") else 1


def _headers_by_key(staged: Path, release: Release) -> dict[str, dict[str, str]]:
    """Return the headers of each key. Raises PublishingError if there are none for one."""
    headers = json.loads((staged / SERVER / HEADERS).read_text("utf-8"))
    moves = _moves(staged / SITE / release.base_path.lstrip("/") / "_redirects")
    found = {}
    for path in release.files:
        if path.endswith((".br", ".gz")) or path.rsplit("/", 1)[-1] in _LEFT_OUT or path in release.carried:
            continue
        if path not in headers:
            raise PublishingError(
                f"Es ist nicht bekannt, als was „{path}“ zu senden ist.",
                "Bitte wenden Sie sich damit an das Entwicklungsteam.",
            )
        found[path] = {name: headers[path][header] for header, name in _HEADERS.items()}
        if path in moves:
            found[path]["WebsiteRedirectLocation"] = moves[path]
    public = staged / SITE / release.public_path
    digest = manifest.hash_files(public.parent, [public.name])[public.name]
    found[release.public_path] = {"ContentType": "application/json", "CacheControl": "no-cache", "digest": digest}
    return found


def _moves(file: Path) -> dict[str, str]:
    if not file.is_file():
        return {}
    lines = [line.split(" ") for line in file.read_text("utf-8").splitlines()]
    return {f"{old.lstrip('/')}index.html": new for old, new, *_ in lines}
