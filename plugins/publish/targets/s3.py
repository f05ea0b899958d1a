"""Kind ``s3``: a store that speaks Amazon's S3, with releases side by side as well::

    .releases/blobs/SHA256                  every content of every release, once
    .releases/NAME-RANDOM/manifest.json     what a release is made of
    .releases/NAME-RANDOM/headers.json      and how each key is to be sent
    .releases/state.json                    which release readers see, or that a switch is under way
    aktuelles/index.html                    what readers see: copies of contents, made inside of the store

A store has no step that changes everything at once. So a switch is a row of copies in an order in which no reader
finds a page whose parts are missing: parts under hashed names first, other files, pages, then what names pages; what is
gone goes last. A switch that was broken off is known by its state, and the next one copies everything again.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
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
_TOLD = {"Content-Type": "ContentType", "Cache-Control": "CacheControl"}
_POINTERS = ("sitemap.xml", "feed.xml", "robots.txt", "pagefind-entry.json", manifest.PUBLIC)
_LEFT_OUT = (".htaccess", "_headers", "_redirects")


class S3Target:
    """Such a store."""

    reversible = True
    immediate = True

    def __init__(self, told: Mapping[str, str], secrets: Mapping[str, str]) -> None:
        self._told, self._secrets = told, secrets

    @contextmanager
    def open_session(self) -> Iterator[S3Session]:
        """Give the place, and keep every other publisher away meanwhile."""
        store = S3Client(self._told, self._secrets)
        with hold_lock(store, f"{FOLDER}lock"):
            yield S3Session(store, packs=self._told.get("compression") == "gzip")


class S3Session:
    """The keys of such a store, open to one publisher alone."""

    def __init__(self, store: S3Client, *, packs: bool) -> None:
        self._store, self._packs = store, packs
        self._folders: dict[str, str] = {}

    def clock(self) -> float | None:
        """Return the seconds since 1970 by the store's clock."""
        return self._store.clock()

    def releases(self) -> list[Release]:
        """Return the releases that are there, oldest first."""
        found = {}
        for folder in self._store.folders(FOLDER):
            name = folder.removeprefix(FOLDER).rsplit("-", 1)[0]
            data = self._store.read(f"{folder}manifest.json") if manifest.is_name(name) else None
            try:
                release = manifest.read_manifest(data) if data is not None else None
            except ManifestError:
                continue
            if release is not None and release.name == name:
                found[name] = release
                self._folders[name] = folder
        return [found[name] for name in sorted(found)]

    def live(self) -> Release | None:
        """Return the release that readers see; while a switch is under way, the one before it."""
        name = self._state().get("shown", "")
        return next((release for release in self.releases() if release.name == name), None)

    def upload(self, staged: Path, release: Release) -> None:
        """Bring what is not there yet, each content with its checksum, which the store compares; see ``Place``."""
        told = _told(staged, release)
        contents = {digest: staged / SITE / path for path, digest in release.own.items()}
        public = staged / SITE / release.public_path
        contents[manifest.digests(public.parent, [public.name])[public.name]] = public
        there = self._store.sizes(_BLOBS)
        missing = [digest for digest, file in contents.items() if there.get(_BLOBS + digest) != file.stat().st_size]
        self._each(lambda digest: self._store.upload(_BLOBS + digest, contents[digest], digest), missing)
        there = self._store.sizes(_BLOBS)
        for path, digest in release.files.items():
            if _BLOBS + digest not in there:
                raise PublishingError(
                    f"Im Speicher fehlt, was zu „{path}“ gehört.",
                    "Bitte noch einmal aufrufen; was fehlt, wird geschickt.",
                )
        folder = f"{FOLDER}{release.name}-{secrets.token_hex(8)}/"
        self._store.write(f"{folder}headers.json", json.dumps(told).encode())
        self._store.write(f"{folder}manifest.json", (staged / MANIFEST).read_bytes())
        self._folders[release.name] = folder

    def activate(self, release: Release, former: Release | None) -> None:
        """Show *release* in the order that the module tells, if it is still *former* that readers see."""
        state = self._state()
        if state.get("shown", "") != (former.name if former else ""):
            raise PublishingError(
                "In den Speicher hat inzwischen jemand anderes veröffentlicht.", "Bitte noch einmal aufrufen."
            )
        is_whole = "coming" not in state
        before = self._keys(former) if former and is_whole else {}
        after = self._keys(release)
        self._store.write(_STATE, json.dumps({**state, "coming": release.name}).encode())
        changed = [key for key in after if after[key] != before.get(key)]
        for rank in sorted({_rank(key) for key in changed}):
            self._each(lambda key: self._show(key, after[key]), [key for key in changed if _rank(key) == rank])
        ours = {key for one in self.releases() for key in self._keys(one)}
        self._each(self._store.remove, sorted((ours | before.keys()) - after.keys() - release.carried))
        self._store.write(_STATE, json.dumps({"shown": release.name}).encode())

    def prune(self, keep: int) -> list[str]:
        """Remove releases, as ``Place`` says, and contents that no release has."""
        there, shown = self.releases(), self._state().get("shown", "")
        gone = [one for one in there[: -keep or None] if one.name != shown]
        needed = {digest for one in there if one not in gone for digest, _ in self._keys(one).values()}
        needed |= {digest for one in there if one not in gone for digest in one.files.values()}
        for one in gone:
            self._each(self._store.remove, sorted(self._store.sizes(self._folders[one.name])))
        unneeded = [key for key in self._store.sizes(_BLOBS) if key.removeprefix(_BLOBS) not in needed]
        self._each(self._store.remove, unneeded)
        return [one.name for one in gone]

    def _state(self) -> dict[str, str]:
        data = self._store.read(_STATE)
        try:
            told = json.loads(data or b"{}")
            return {key: str(value) for key, value in told.items() if manifest.is_name(str(value))}
        except (ValueError, AttributeError):
            raise PublishingError(
                f"Im Speicher ist „{_STATE}“ unlesbar.", "Bitte diese eine Datei dort löschen und noch einmal aufrufen."
            ) from None

    def _keys(self, release: Release) -> dict[str, tuple[str, tuple[tuple[str, str], ...]]]:
        """Return each key of *release* with the content it shows and how it is to be sent."""
        if release.name not in self._folders:
            self.releases()
        told: dict[str, dict[str, str]] = json.loads(
            self._store.read(f"{self._folders[release.name]}headers.json") or b"{}"
        )
        keys = {}
        for path, how in told.items():
            packed = release.files.get(f"{path}.gz") if self._packs else None
            digest = packed or how.get("digest") or release.files[path]
            sent = {name: value for name, value in how.items() if name != "digest"}
            if packed:
                sent["ContentEncoding"] = "gzip"
            keys[path] = digest, tuple(sorted(sent.items()))
        return keys

    def _show(self, key: str, shown: tuple[str, tuple[tuple[str, str], ...]]) -> None:
        digest, sent = shown
        self._store.copy(_BLOBS + digest, key, dict(sent))

    def _each(self, work: Any, things: Sequence[str]) -> None:
        with ThreadPoolExecutor(_AT_ONCE) as threads:
            progress.expect(len(things))
            for _done in progress.count_tasks(threads.map(work, things), 0):
                pass


def kind(told: Mapping[str, str], secrets: Mapping[str, str]) -> S3Target:
    """Return the store that *told* describes."""
    return S3Target(told, secrets)


def _rank(key: str) -> int:
    if has_hashed_name(key):
        return 0
    if key.rsplit("/", 1)[-1] in _POINTERS:
        return 3
    return 2 if key.endswith(".html") else 1


def _told(staged: Path, release: Release) -> dict[str, dict[str, str]]:
    """Return how each key is to be sent. Raises PublishingError if that is not known of one."""
    headers = json.loads((staged / SERVER / HEADERS).read_text("utf-8"))
    moves = _moves(staged / SITE / release.base_path.lstrip("/") / "_redirects")
    told = {}
    for path in release.files:
        if path.endswith((".br", ".gz")) or path.rsplit("/", 1)[-1] in _LEFT_OUT or path in release.carried:
            continue
        if path not in headers:
            raise PublishingError(
                f"Es ist nicht bekannt, als was „{path}“ zu senden ist.",
                "Bitte wenden Sie sich damit an das Entwicklungsteam.",
            )
        told[path] = {name: headers[path][header] for header, name in _TOLD.items()}
        if path in moves:
            told[path]["WebsiteRedirectLocation"] = moves[path]
    public = staged / SITE / release.public_path
    digest = manifest.digests(public.parent, [public.name])[public.name]
    told[release.public_path] = {"ContentType": "application/json", "CacheControl": "no-cache", "digest": digest}
    return told


def _moves(file: Path) -> dict[str, str]:
    if not file.is_file():
        return {}
    lines = [line.split(" ") for line in file.read_text("utf-8").splitlines()]
    return {f"{former.lstrip('/')}index.html": present for former, present, *_ in lines}
