"""Inputs: the files that a build reads, and those that have changed since the latest one.

Equal stats are enough to believe that a file is the same. Where they differ, its bytes are compared: a fresh clone
has all new times, and saving is not always changing.
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
from plugins.core.site_folder import is_own_file

_CONTENT = "content/"
_SITE_SETTINGS = "content/site.yaml"
_PARSER_INPUTS = ("plugins/", "requirements/", ".venv/", "content/services/")
_UNREADABLE = 16  # bytes, by chance, that equal no other


class ChangedInputs:
    """The inputs of the build of *options*, beside those of the former one, if there is any.

    ``digests`` are the fingerprints of all but texts, ``layout_hash`` stands for all that every page depends on,
    ``parser_hash`` for all that decides how texts are read.
    """

    def __init__(self, options: BuildOptions, inputs: BuildInputs, project: Path, former: BuildState | None) -> None:
        self.listed = inputs.stats.stats
        self.settled = inputs.settled
        self._options, self._project, self._former = options, project, former
        self.digests = dict(self._read())
        shared = [(name, digest) for name, digest in self.digests.items() if _is_shared(name)]
        switches = repr((options.base_url, options.search, options.is_preview_build)).encode()
        self.layout_hash = _key(
            [*shared, (_SITE_SETTINGS, self.digests.get(_SITE_SETTINGS, b"")), ("switches", switches)]
        )
        self.parser_hash = _key((name, digest) for name, digest in shared if name.startswith(_PARSER_INPUTS))

    @property
    def unchanged_files(self) -> frozenset[str]:
        """The files whose stats are those from before."""
        before: Mapping[str, bytes] = self._former.inputs if self._former else {}
        return frozenset(name for name, stats in self.listed.items() if before.get(name) == stats)

    def find_edited_texts(self) -> list[tuple[SourceFile, bytes]] | None:
        """Return the edited texts with their bytes, None if anything else differs as well."""
        former = self._former
        if former is None or former.layout_hash != self.layout_hash or former.day != self._options.day:
            return None
        if self.listed.keys() != former.inputs.keys():
            return None
        edited: list[tuple[SourceFile, bytes]] = []
        for name, stats in self.listed.items():
            if former.inputs[name] == stats:
                continue
            text = None if is_folder(stats) else source_file_named(name, self._options.content)
            if text is None:
                if self.digests.get(name) != former.digests.get(name):
                    return None
                continue
            try:
                raw = text.path.read_bytes()
            except OSError:
                return None
            if hash_bytes(raw) != former.digests.get(name):
                edited.append((text, raw))
        return edited

    def _read(self) -> Iterator[tuple[str, bytes]]:
        """Yield the fingerprint of every file but texts, read anew only if its stats differ."""
        known: Mapping[str, bytes] = self._former.digests if self._former else {}
        stats_before: Mapping[str, bytes] = self._former.inputs if self._former else {}
        for name, stats in self.listed.items():
            if is_folder(stats) or is_source_file(name):
                continue
            if stats_before.get(name) == stats and name in known:
                yield name, known[name]
            else:
                yield name, hash_or_random(self._place(name))

    def _place(self, name: str) -> Path:
        is_content = name.startswith(_CONTENT)
        return self._options.content / name.removeprefix(_CONTENT) if is_content else self._project / name


def _is_shared(name: str) -> bool:
    """Return whether every page depends on the file *name*: our code, or a site's own file."""
    return not name.startswith(_CONTENT) or is_own_file(name.removeprefix(_CONTENT))


def hash_or_random(path: Path) -> bytes:
    """Return the fingerprint of the file *path*; one that cannot be read equals no other."""
    try:
        return hash_file(path)
    except OSError:
        return secrets.token_bytes(_UNREADABLE)


def _key(parts: Iterable[tuple[str, bytes]]) -> str:
    """Return one fingerprint of all *parts* and of this Python."""
    whole = hashlib.sha256(sys.version.encode())
    for name, digest in sorted(parts):
        whole.update(b"\0".join([name.encode("utf-8", "surrogateescape"), digest.hex().encode(), b""]))
    return whole.hexdigest()
