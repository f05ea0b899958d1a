"""Cache for documents: properties of PDF files, and the cleaned files, kept between builds.

Safe to delete; a damaged entry counts as none. An entry is named after the file's bytes, all modules of the
reader and the library's version, a file after its own bytes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path

from plugins.core.atomic import write_atomic
from plugins.images.cache import ImageCache

_READER = Path(__file__).parent / "pdf"


@dataclass(frozen=True, slots=True)
class CachedDocument:
    """The answer of the reader, and the hash of the cleaned file, "" for none."""

    answer: Mapping[str, object]
    digest: str = ""


class DocumentCache:
    """Entries and files below one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @classmethod
    def below(cls, folder: Path) -> DocumentCache:
        """Return the cache in *folder*.

        Where nothing can be written there, it is one that ends with this process.
        """
        return cls(ImageCache.below(folder).folder)

    def key(self, source: Path) -> str:
        """Return the name of the entry for the PDF file *source*, which is read piece by piece."""
        with source.open("rb") as file:
            return hashlib.file_digest(file, lambda: hashlib.sha256(_recipe(_READER))).hexdigest()

    def path(self, digest: str) -> Path:
        """Return where the file with this hash lies."""
        return self.folder / "files" / digest[:2] / f"{digest}.pdf"

    def find(self, key: str) -> CachedDocument | None:
        """Return the entry *key* if it and its file are there and sound."""
        try:
            seal, _, text = self._entry(key).read_bytes().partition(b"\n")
            if seal.decode() != _digest(text):
                return None
            found = json.loads(text)
            entry = CachedDocument(found["answer"], found["digest"])
            is_sound = not entry.digest or _digest(self.path(entry.digest).read_bytes()) == entry.digest
        except (OSError, ValueError, TypeError, KeyError):
            return None
        return entry if is_sound else None

    def save(self, key: str, answer: Mapping[str, object], cleaned: bytes) -> CachedDocument:
        """Save the answer of the reader, and the cleaned file unless it is empty."""
        digest = _digest(cleaned) if cleaned else ""
        if cleaned:
            self._write(self.path(digest), cleaned)
        text = json.dumps({"answer": answer, "digest": digest}).encode()
        self._write(self._entry(key), _digest(text).encode() + b"\n" + text)
        return CachedDocument(answer, digest)

    def _entry(self, key: str) -> Path:
        return self.folder / "entries" / key[:2] / key

    def _write(self, path: Path, data: bytes) -> None:
        write_atomic(path, data, self.folder / "unfinished")


@cache
def _recipe(reader: Path) -> bytes:
    """Return the hash of the code and the library that answers and files depend on."""
    whole = hashlib.sha256(version("pikepdf").encode())
    for module in sorted(reader.glob("*.py")):
        whole.update(hashlib.sha256(module.read_bytes()).digest())
    return whole.digest()


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
