"""Inputs: the files that a build reads, and those that have changed since the latest one.

What the file system tells of a file is enough to believe that it is the same. Where that differs, its bytes are
looked at: a fresh clone has all new times, and saving is not always changing.
"""

from __future__ import annotations

import hashlib
import secrets
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from plugins.build.cache.build_cache import BuildState
from plugins.build.cache.file_stats import is_folder
from plugins.build.cache.up_to_date import BuildInputs
from plugins.build.options import BuildOptions
from plugins.content.texts import SourceFile, is_source_file, source_file_named
from plugins.core.hashing import hash_bytes, hash_file

_CONTENT = "content/"
_FACTS = "content/site.yaml"
_DECIDE_READING = ("plugins/", "requirements/", ".venv/")
_UNREADABLE = 16  # bytes, by chance, that equal no other


class ChangedInputs:
    """The inputs of the build of *order*, beside those of the former one, if there is any.

    ``digests`` are the fingerprints of all but texts, ``frame`` stands for what every page depends on, ``reading`` for
    what decides how texts are read.
    """

    def __init__(self, order: BuildOptions, inputs: BuildInputs, project: Path, former: BuildState | None) -> None:
        self.listed = inputs.listing.stats
        self.settled = inputs.settled
        self._order, self._project, self._former = order, project, former
        self.digests = dict(self._read())
        code = [(name, held) for name, held in self.digests.items() if not name.startswith(_CONTENT)]
        switches = repr((order.base_url, order.search, order.is_preview_build)).encode()
        self.layout_hash = _key([*code, (_FACTS, self.digests.get(_FACTS, b"")), ("switches", switches)])
        self.parser_hash = _key((name, held) for name, held in code if name.startswith(_DECIDE_READING))

    @property
    def unchanged_files(self) -> frozenset[str]:
        """The files that the file system says nothing else of than before."""
        before: Mapping[str, bytes] = self._former.inputs if self._former else {}
        return frozenset(name for name, told in self.listed.items() if before.get(name) == told)

    def find_edited_texts(self) -> list[tuple[SourceFile, bytes]] | None:
        """Return the edited texts with their bytes, None if anything else differs as well."""
        former = self._former
        if former is None or former.layout_hash != self.layout_hash or former.day != self._order.day:
            return None
        if self.listed.keys() != former.inputs.keys():
            return None
        held: list[tuple[SourceFile, bytes]] = []
        for name, told in self.listed.items():
            if former.inputs[name] == told:
                continue
            text = None if is_folder(told) else source_file_named(name, self._order.content)
            if text is None:
                if self.digests.get(name) != former.digests.get(name):
                    return None
                continue
            try:
                raw = text.path.read_bytes()
            except OSError:
                return None
            if hash_bytes(raw) != former.digests.get(name):
                held.append((text, raw))
        return held

    def _read(self) -> Iterator[tuple[str, bytes]]:
        """Yield the fingerprint of every file but texts, read anew only if its stats differ."""
        known: Mapping[str, bytes] = self._former.digests if self._former else {}
        told_before: Mapping[str, bytes] = self._former.inputs if self._former else {}
        for name, told in self.listed.items():
            if is_folder(told) or is_source_file(name):
                continue
            if told_before.get(name) == told and name in known:
                yield name, known[name]
            else:
                yield name, hash_or_random(self._place(name))

    def _place(self, name: str) -> Path:
        is_content = name.startswith(_CONTENT)
        return self._order.content / name.removeprefix(_CONTENT) if is_content else self._project / name


def hash_or_random(path: Path) -> bytes:
    """Return the fingerprint of the file *path*; one that cannot be read equals no other."""
    try:
        return hash_file(path)
    except OSError:
        return secrets.token_bytes(_UNREADABLE)


def _key(parts: Iterable[tuple[str, bytes]]) -> str:
    """Return one fingerprint of all *parts* and of this Python."""
    whole = hashlib.sha256(sys.version.encode())
    for name, held in sorted(parts):
        whole.update(b"\0".join([name.encode("utf-8", "surrogateescape"), held.hex().encode(), b""]))
    return whole.hexdigest()
