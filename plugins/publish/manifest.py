"""Manifest: the files of a release with their hashes, private beside it, public on the site.

Pages that stand in no list are on the site, but nobody is to find them by its manifest; so the public manifest names
each file by a digest of its path. That is enough to tell whether a path was there, and whether its content is intact.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from plugins.core.hashing import has_hashed_name
from plugins.core.urls import address_of

PUBLIC = "release.json"  # on the site, below its base path
_NAME = re.compile(r"\d{8}T\d{6}Z-[0-9a-f]{7,40}", re.ASCII)
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", re.ASCII)
_DIGEST = re.compile(r"[0-9a-f]{64}", re.ASCII)
_BASE_PATH = re.compile(r"/(?:(?!\.{1,2}/)[\w.~-]+/)*", re.ASCII)
_COMMIT = re.compile(r"[0-9a-f]{40,64}|", re.ASCII)


class ManifestError(Exception):
    """The bytes are no manifest of ours."""


@dataclass(frozen=True, slots=True)
class Release:
    """One state of the site, as it was or is to be published.

    ``name`` is unique and sorts by time; ``commit`` is empty outside of a repository; ``time`` is UTC. ``files`` are
    the paths below the document root with the SHA-256 of their bytes. ``carried`` are those of them that only stay for
    readers who still have a page of a previous release open; ``moved`` the addresses that servers redirect,
    ``withdrawn`` those of texts of which nothing but the reason is left.
    """

    name: str
    commit: str
    time: str
    base_path: str
    pages: int
    files: Mapping[str, str]
    carried: frozenset[str] = frozenset()
    moved: frozenset[str] = frozenset()
    withdrawn: frozenset[str] = frozenset()

    @property
    def own(self) -> dict[str, str]:
        """The files that this release itself needs, without ``carried``."""
        return {path: digest for path, digest in self.files.items() if path not in self.carried}

    @property
    def addresses(self) -> frozenset[str]:
        """The addresses that somebody may have noted: all but those that change with their content."""
        return frozenset(address_of(path) for path in self.own if is_permanent(path))

    @property
    def has_hashed_paths(self) -> bool:
        """Whether this was read from a public manifest, so that its paths are hashes."""
        return all(_DIGEST.fullmatch(path) for path in self.files)

    @property
    def public_path(self) -> str:
        """The path of the public manifest below the document root."""
        return f"{self.base_path.lstrip('/')}{PUBLIC}"


def is_permanent(path: str) -> bool:
    """Return whether somebody may have noted the address of the file *path*.

    Parts of pages, compressed copies, the files of Pagefind and those for servers alone have no address of that sort.
    """
    names = path.split("/")
    return not (
        has_hashed_name(path)
        or path.endswith((".br", ".gz"))
        or "pagefind" in names
        or names[-1].startswith(("_", "."))
    )


def release_name(time: str, commit: str) -> str:
    """Return the name of the release of that *time* (UTC, as in ``Release.time``) and *commit*."""
    return f"{re.sub('[-:]', '', time)}-{commit[:7] or '0000000'}"


def is_release_name(text: str) -> bool:
    """Return whether *text* can be the name of a release.

    Nothing else becomes part of a path or a command.
    """
    return bool(_NAME.fullmatch(text))


def find_withdrawn_since(release: Release, later: Iterable[Release]) -> frozenset[str]:
    """Return the addresses of texts of *release* that were withdrawn in any of the *later* ones.

    One after that may know nothing of it, as the text may have been deleted then.
    """
    return frozenset[str]().union(*(one.withdrawn for one in later)) - release.withdrawn


def hash_files(root: Path, paths: Iterable[str]) -> dict[str, str]:
    """Return the SHA-256 of each of the files *paths* below *root*. Raises OSError."""
    found = {}
    for path in sorted(paths):
        with (root / path).open("rb") as file:
            digest = sha256()
            while block := file.read(1 << 20):
                digest.update(block)
        found[path] = digest.hexdigest()
    return found


def private_manifest(release: Release) -> bytes:
    """Return the manifest of *release* with all names."""
    entries = {**_head(release), "files": dict(sorted(release.files.items())), "carried": sorted(release.carried)}
    entries |= {"moved": sorted(release.moved), "withdrawn": sorted(release.withdrawn)}
    return f"{json.dumps(entries, ensure_ascii=False, indent=0)}\n".encode()


def public_manifest(release: Release) -> bytes:
    """Return the manifest of *release* for everybody: lasting files, and the parts of pages."""
    lasting = {path for path in release.own if is_permanent(path)}
    entries = {
        **_head(release),
        "files": dict(sorted((hash_path(path), release.files[path]) for path in lasting)),
        "parts": dict(sorted((hash_path(path), release.files[path]) for path in release.files.keys() - lasting)),
    }
    return f"{json.dumps(entries, indent=0)}\n".encode()


def hash_path(path: str) -> str:
    """Return the hash that stands for the file *path* in a public manifest."""
    return sha256(path.encode()).hexdigest()


def read_manifest(data: bytes) -> Release:
    """Return the release of a manifest; of a public one the lasting files, with hashed paths.

    Raises ManifestError if *data* is anything else: it comes from a server.
    """
    try:
        entries = json.loads(data)
        release = Release(
            name=_text(entries["name"], _NAME),
            commit=_text(entries["commit"], _COMMIT),
            time=_text(entries["time"], _TIME),
            base_path=_text(entries["base_path"], _BASE_PATH),
            pages=int(entries["pages"]),
            files={_path(path): _text(digest, _DIGEST) for path, digest in entries["files"].items()},
            carried=frozenset(_path(path) for path in entries.get("carried", ())),
            moved=frozenset(map(str, entries.get("moved", ()))),
            withdrawn=frozenset(map(str, entries.get("withdrawn", ()))),
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ManifestError(str(error)) from None
    if not release.carried <= release.files.keys():
        raise ManifestError("carried")
    return release


def _head(release: Release) -> dict[str, Any]:
    return {
        "name": release.name,
        "commit": release.commit,
        "time": release.time,
        "base_path": release.base_path,
        "pages": release.pages,
    }


def _text(value: object, form: re.Pattern[str]) -> str:
    if not isinstance(value, str) or not form.fullmatch(value):
        raise ValueError(repr(value)[:80])
    return value


def _path(value: object) -> str:
    """Return *value* if it is a path below a folder. Raises ValueError if it leads elsewhere."""
    if not isinstance(value, str) or not value or any(sign < " " or sign in "\\\x7f" for sign in value):
        raise ValueError(repr(value)[:80])
    if any(part in ("", ".", "..") for part in value.split("/")):
        raise ValueError(value[:80])
    return value
