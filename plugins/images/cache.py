"""Cache for encoded images, kept between builds.

Safe to delete; a damaged entry counts as none.

An entry is named after the picture's bytes and the recipe, a file after its own bytes. Both appear by renaming,
so two builds at once may make the same and never see a half of it.
"""

from __future__ import annotations

import atexit
import hashlib
import json
import shutil
import tempfile
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

from plugins.core.atomic import write_atomic
from plugins.images import sizes


@dataclass(frozen=True, slots=True)
class CachedFile:
    """A file of an encoded image: its role, suffix, width, and the hash of its bytes."""

    role: str
    suffix: str
    width: int
    digest: str


@dataclass(frozen=True, slots=True)
class CachedImage:
    """An encoded image in the cache; see ``encode.EncodedImage``."""

    width: int
    height: int
    notes: tuple[str, ...]
    files: tuple[CachedFile, ...]


class ImageCache:
    """Entries and files below one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @classmethod
    def below(cls, folder: Path) -> ImageCache:
        """Return the cache in *folder*.

        Where nothing can be written there, it is one that ends with this process.
        """
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=folder, buffering=0) as file:
                file.write(b"there is room")
        except OSError:
            return cls(_spare())
        return cls(folder)

    def key(self, data: bytes, suffix: str, *, is_shown: bool) -> str:
        """Return the name of the entry for a picture file."""
        digest = hashlib.sha256(sizes.recipe_hash() + f"{suffix} {is_shown}\n".encode())
        digest.update(data)
        return digest.hexdigest()

    def path(self, digest: str) -> Path:
        """Return where the file with this hash lies."""
        return self.folder / "files" / digest[:2] / digest

    def find(self, key: str) -> CachedImage | None:
        """Return the entry *key* if it and all its files are there and sound."""
        try:
            digest, _, text = self._entry(key).read_bytes().partition(b"\n")
            if digest.decode() != _digest(text):
                return None
            found = json.loads(text)
            files = tuple(CachedFile(**file) for file in found["files"])
            entry = CachedImage(found["width"], found["height"], tuple(found["notes"]), files)
            sound = all(_digest(self.path(file.digest).read_bytes()) == file.digest for file in files)
        except (OSError, ValueError, TypeError, KeyError):
            return None
        return entry if sound and files else None

    def save_file(self, data: bytes) -> str:
        """Save the bytes of a file and return their hash."""
        digest = _digest(data)
        self._write(self.path(digest), data)
        return digest

    def save_entry(self, key: str, entry: CachedImage) -> None:
        """Save *entry*; its files must be saved before."""
        text = json.dumps(asdict(entry)).encode()
        self._write(self._entry(key), _digest(text).encode() + b"\n" + text)

    def _entry(self, key: str) -> Path:
        return self.folder / "entries" / key[:2] / key

    def _write(self, path: Path, data: bytes) -> None:
        write_atomic(path, data, self.folder / "unfinished")


@cache
def _spare() -> Path:
    """Return a folder that is removed when this process ends."""
    folder = Path(tempfile.mkdtemp(prefix="pictures-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
