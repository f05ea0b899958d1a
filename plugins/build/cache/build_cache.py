"""Build cache: the state of a built site and its parts, kept for the next build.

It lies in two packs: the site as it was planned, and beside it a small one with what has been edited since, which
names the first by its mark. Either is written as a whole or not at all; what is damaged counts as not there.
"""

from __future__ import annotations

import datetime as dt
import itertools
import pickle
from collections.abc import Iterator, Mapping, MutableMapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any, TypeVar

from plugins.audit import AuditState
from plugins.build.cache.item_cache import CachedItem
from plugins.build.cache.pack import DamagedError, PackFile, open_pack, unpickle, write_pack
from plugins.build.search_index import SearchIndexes
from plugins.build.write import OutputRecord
from plugins.content.settings.site_settings import SiteSettings
from plugins.core.hashing import SIZE
from plugins.core.model import Body
from plugins.core.problem import Problem
from plugins.embeds.attach import EmbedAttacher
from plugins.embeds.services import Service
from plugins.proof import ProofState
from plugins.site.site import Site

_SITE, _EDITS = "site.pack", "edits.pack"
_STATE, _SITE_DATA, _AUDIT, _PROOF, _MARK = "state", "site", "audit", "proof", "mark"
_TEXT, _DEPENDENCIES = "text/", "dependencies/"
_INDEX, _WORDS, _FORMAT = "index/", "words/", "form"

_NOTHING = bytes(SIZE)
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class BuildState:
    """State of a built site beside the site as data.

    ``layout_hash`` stands for all that every page depends on, ``parser_hash`` for all that every text does, ``day`` is
    the one it was built for. ``inputs`` are the stats of all inputs before the build, ``digests`` the fingerprints of
    their bytes; ``outputs`` are the stats of the output after it, ``records`` the fingerprints of its files.
    ``problems`` and ``claimed`` are those of the plan.
    """

    layout_hash: str
    parser_hash: str
    day: dt.date
    services: tuple[Service, ...]
    problems: tuple[Problem, ...]
    claimed: frozenset[str]
    assets: Mapping[str, str]
    base_path: str
    inputs: Mapping[str, bytes]
    digests: Mapping[str, bytes]
    outputs: Mapping[str, bytes]
    records: Mapping[str, OutputRecord]


@dataclass(frozen=True, slots=True)
class _Columns:
    """Records of many files as columns, which are written and read in a tenth of the time."""

    paths: str
    content_hashes: bytes
    context_hashes: bytes
    embeds: tuple[int, ...]

    @classmethod
    def of(cls, records: Mapping[str, OutputRecord]) -> _Columns:
        """Return the columns of *records*, with zeros in the place of an empty context hash."""
        values = records.values()
        context_hashes = b"".join(one.context_hash or _NOTHING for one in values)
        return cls(
            "\0".join(records),
            b"".join(one.content_hash for one in values),
            context_hashes,
            tuple(one.embeds for one in values),
        )

    def to_records(self) -> dict[str, OutputRecord]:
        """Return the records by path."""
        return {path: OutputRecord(*one) for path, one in zip(self.paths.split("\0"), self._rows(), strict=True)}

    def _rows(self) -> Iterator[tuple[bytes, bytes, int]]:
        for n, embeds in enumerate(self.embeds):
            context_hash = self.context_hashes[n * SIZE : (n + 1) * SIZE]
            yield (
                self.content_hashes[n * SIZE : (n + 1) * SIZE],
                b"" if context_hash == _NOTHING else context_hash,
                embeds,
            )


class LazyParts(MutableMapping[str, Value]):
    """Values by name, each a part of a pack that is unpickled when it is asked for.

    A damaged part raises KeyError.
    """

    def __init__(self, kind: str, *packs: PackFile) -> None:
        self._kind = kind
        self._found = {name.removeprefix(kind): pack for pack in packs for name in pack if name.startswith(kind)}
        self._read: dict[str, Value] = {}

    def __getitem__(self, name: str) -> Value:
        if name not in self._read:
            try:
                self._read[name] = unpickle(self._found[name][self._kind + name])
            except DamagedError:
                raise KeyError(name) from None
        return self._read[name]

    def __setitem__(self, name: str, value: Value) -> None:
        self._found.pop(name, None)
        self._read[name] = value

    def __delitem__(self, name: str) -> None:
        self._read.pop(name, None)
        self._found.pop(name, None)

    def __iter__(self) -> Iterator[str]:
        return iter(self._found.keys() | self._read.keys())

    def __len__(self) -> int:
        return len(self._found.keys() | self._read.keys())

    def __contains__(self, name: object) -> bool:
        return name in self._found or name in self._read

    def clear(self) -> None:
        """Forget everything."""
        self._found.clear()
        self._read.clear()

    def newer(self) -> dict[str, Value]:
        """Return the values that were put in since."""
        return {name: value for name, value in self._read.items() if name not in self._found}

    def pack(self) -> Iterator[tuple[str, bytes]]:
        """Yield every part; those in a pack already are copied."""
        for name in self:
            yield self._kind + name, self._part(name)

    def pack_newer(self, former: PackFile | None) -> Iterator[tuple[str, bytes]]:
        """Yield the parts that were put in since, and those of *former* that they do not replace."""
        newer = self.newer()
        for name in former or ():
            if former is not None and name.startswith(self._kind) and name.removeprefix(self._kind) not in newer:
                yield name, _copy(former, name)
        for name, value in newer.items():
            yield self._kind + name, _dump(value)

    def _part(self, name: str) -> bytes:
        if name in self._found:
            return _copy(self._found[name], self._kind + name)
        return _dump(self._read[name])


def _copy(pack: PackFile, name: str) -> bytes:
    """Return a part of *pack* as it is, and bytes that nobody can read for a damaged one.

    It must not be left out: that there is none says something as well.
    """
    try:
        return pack[name]
    except DamagedError:
        return b""


def open_texts(*packs: PackFile) -> LazyParts[CachedItem]:
    """Return the cached item of each text, by its file."""
    return LazyParts(_TEXT, *packs)


class CachedBodies(Mapping[str, Body]):
    """The bodies of *texts* as pages show them, by source."""

    def __init__(self, texts: Mapping[str, CachedItem], site: Site) -> None:
        self._texts, self._embedding = texts, EmbedAttacher(site.services, SiteSettings(site.settings, {}))

    def __getitem__(self, source: str) -> Body:
        known = self._texts.get(source)
        if known is None or known.item is None:
            raise DamagedError(source)
        return self._embedding.attach(known.item).body

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)


@dataclass(frozen=True, slots=True)
class CacheUpdate:
    """The values of one build to keep: texts, indexes, the states of audit and proof if any."""

    texts: LazyParts[CachedItem]
    indexes: SearchIndexes
    audit_state: AuditState | None = None
    proof_state: ProofState | None = None

    @property
    def parts(self) -> Iterator[LazyParts[Any]]:
        """All that is kept in pieces."""
        yield self.texts
        yield _parts(_INDEX, self.indexes.known)
        yield _parts(_WORDS, self.indexes.words)
        yield _parts(_DEPENDENCIES, self.audit_state.dependencies if self.audit_state else {})


@dataclass(frozen=True, slots=True)
class BuildCache:
    """The cache in a folder. Methods raise DamagedError if a part is not whole."""

    pack: PackFile
    edits: PackFile | None
    state: BuildState

    def texts(self) -> LazyParts[CachedItem]:
        """Return the cached item of each text, by its file."""
        return open_texts(*self._packs)

    def site(self) -> Site:
        """Return the site that was planned, without bodies."""
        site: Site = unpickle(self.pack[_SITE_DATA])
        return site

    def indexes(self) -> SearchIndexes:
        """Return the indexes of the search."""
        return SearchIndexes(LazyParts(_INDEX, *self._packs), LazyParts(_WORDS, *self._packs))

    def audit_state(self) -> AuditState | None:
        """Return the state of the audit, None if there was none."""
        known: AuditState | None = unpickle((self.edits or self.pack)[_AUDIT])
        return known and replace(known, dependencies=LazyParts(_DEPENDENCIES, *self._packs))

    def proof_state(self) -> ProofState | None:
        """Return the state of the proof, None if there was none."""
        state: ProofState | None = unpickle((self.edits or self.pack)[_PROOF])
        return state

    @property
    def _packs(self) -> tuple[PackFile, ...]:
        return (self.pack, self.edits) if self.edits else (self.pack,)


def exists(folder: Path) -> bool:
    """Return whether anything is kept in *folder*."""
    return (folder / _SITE).exists()


def load(folder: Path) -> BuildCache | None:
    """Return the cache in *folder*, None if there is none, or no whole one."""
    site = open_pack(folder / _SITE)
    if site is None:
        return None
    edits = open_pack(folder / _EDITS)
    try:
        if edits is not None and edits[_MARK] != site.mark:
            edits = None  # of a former site
        if site[_FORMAT] != _format():
            return None
        state, columns = unpickle((edits or site)[_STATE])
        return BuildCache(site, edits, replace(state, records=columns.to_records()))
    except (DamagedError, OSError, KeyError, ValueError, TypeError, AttributeError):  # also what is none of ours
        return None


def save(folder: Path, state: BuildState, site: Site, update: CacheUpdate) -> None:
    """Keep a site in *folder*. Raises OSError."""
    parts = [
        (_FORMAT, _format()),
        (_STATE, _state(state)),
        (_SITE_DATA, _dump(site)),
        (_AUDIT, _dump(_without_dependencies(update.audit_state))),
        (_PROOF, _dump(update.proof_state)),
    ]
    write_pack(folder / _SITE, itertools.chain(parts, *(part.pack() for part in update.parts)))
    (folder / _EDITS).unlink(missing_ok=True)


def save_edits(folder: Path, cache: BuildCache, state: BuildState, update: CacheUpdate) -> None:
    """Keep in *folder* the differences from the cache: *state*, and texts read or audited again.

    Raises OSError.
    """
    parts = [
        (_MARK, cache.pack.mark),
        (_STATE, _state(state)),
        (_AUDIT, _dump(_without_dependencies(update.audit_state))),
        (_PROOF, _dump(update.proof_state)),
    ]
    write_pack(folder / _EDITS, itertools.chain(parts, *(part.pack_newer(cache.edits) for part in update.parts)))


def forget(folder: Path) -> None:
    """Keep nothing in *folder*. Raises OSError."""
    for name in (_SITE, _EDITS):
        (folder / name).unlink(missing_ok=True)


def _without_dependencies(known: AuditState | None) -> AuditState | None:
    """Return *known* without its ties, which are parts of their own."""
    return known and replace(known, dependencies={})


def _parts(kind: str, values: MutableMapping[str, Value]) -> LazyParts[Value]:
    """Return *values* as parts of that *kind*, as which some have been taken out of a pack."""
    if isinstance(values, LazyParts):
        return values
    parts = LazyParts[Value](kind)
    parts.update(values)
    return parts


def _format() -> bytes:
    """Return bytes that differ as soon as the form of the cache does.

    The content of texts and pages has keys of its own.
    """
    return repr(
        [(one.name, one.type) for kind in (BuildState, _Columns, OutputRecord, ProofState) for one in fields(kind)]
    ).encode()


def _state(state: BuildState) -> bytes:
    return _dump((replace(state, records={}), _Columns.of(state.records)))


def _dump(value: object) -> bytes:
    return pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
