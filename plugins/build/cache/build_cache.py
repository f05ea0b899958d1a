"""Kept: what a build leaves for the next one of the same output.

It lies in two packs: the site as it was planned, and beside it a small one with what has been edited since, which
names the first by its mark. Either is written as a whole or not at all; what is damaged counts as not there.
"""

from __future__ import annotations

import itertools
import pickle
from collections.abc import Iterator, Mapping, MutableMapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any, TypeVar

from plugins.audit import Known
from plugins.build.cache.item_cache import Remembered
from plugins.build.cache.pack import DamagedError, Pack, opened, packed, unpacked
from plugins.build.search_index import Indexes
from plugins.build.write import Made
from plugins.content.settings.site_settings import Facts
from plugins.core.hashing import SIZE
from plugins.core.model import Body
from plugins.core.problem import Problem
from plugins.embeds.attach import Embedding
from plugins.embeds.services import Service
from plugins.site.site import World

_SITE, _EDITS = "site.pack", "edits.pack"
_STATE, _WORLD, _AUDIT, _MARK, _TEXT, _TIES = "state", "world", "audit", "mark", "text/", "ties/"
_INDEX, _WORDS, _FORM = "index/", "words/", "form"

_NOTHING = bytes(SIZE)
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class State:
    """What is known of a built site beside its world.

    ``frame`` stands for all that every page depends on, ``reading`` for all that every text does, ``day`` is the one
    it was built for. ``inputs`` are told of as they were before the build, ``digests`` are the fingerprints of what
    they held; ``outputs`` are told of as they were after it, ``made`` is what they hold and show. ``problems`` and
    ``claimed`` are those of the plan.
    """

    frame: str
    reading: str
    day: str
    services: tuple[Service, ...]
    problems: tuple[Problem, ...]
    claimed: frozenset[str]
    assets: Mapping[str, str]
    base_path: str
    inputs: Mapping[str, bytes]
    digests: Mapping[str, bytes]
    outputs: Mapping[str, bytes]
    made: Mapping[str, Made]


@dataclass(frozen=True, slots=True)
class _Columns:
    """What stands in many files, in a form that is written and read in a tenth of the time."""

    paths: str
    holds: bytes
    shows: bytes
    embeds: tuple[int, ...]

    @classmethod
    def of(cls, made: Mapping[str, Made]) -> _Columns:
        """Return the columns of *made*. Where nothing is shown, nothing but zeros stands."""
        values = made.values()
        shows = b"".join(one.shows or _NOTHING for one in values)
        return cls("\0".join(made), b"".join(one.holds for one in values), shows, tuple(one.embeds for one in values))

    def made(self) -> dict[str, Made]:
        """Return what they hold."""
        return {path: Made(*one) for path, one in zip(self.paths.split("\0"), self._rows(), strict=True)}

    def _rows(self) -> Iterator[tuple[bytes, bytes, int]]:
        for n, embeds in enumerate(self.embeds):
            shows = self.shows[n * SIZE : (n + 1) * SIZE]
            yield self.holds[n * SIZE : (n + 1) * SIZE], b"" if shows == _NOTHING else shows, embeds


class Parts(MutableMapping[str, Value]):
    """Values by name, each a part of a pack that is taken out when it is asked for, as far as it is whole."""

    def __init__(self, kind: str, *packs: Pack) -> None:
        self._kind = kind
        self._found = {name.removeprefix(kind): pack for pack in packs for name in pack if name.startswith(kind)}
        self._read: dict[str, Value] = {}

    def __getitem__(self, name: str) -> Value:
        if name not in self._read:
            try:
                self._read[name] = unpacked(self._found[name][self._kind + name])
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
        """Return what was put in since."""
        return {name: value for name, value in self._read.items() if name not in self._found}

    def packed(self) -> Iterator[tuple[str, bytes]]:
        """Yield every part; what is in a pack already is copied."""
        for name in self:
            yield self._kind + name, self._part(name)

    def packed_newer(self, former: Pack | None) -> Iterator[tuple[str, bytes]]:
        """Yield the parts that were put in since, and those of *former* whose places they have not taken."""
        newer = self.newer()
        for name in former or ():
            if former is not None and name.startswith(self._kind) and name.removeprefix(self._kind) not in newer:
                yield name, _copied(former, name)
        for name, value in newer.items():
            yield self._kind + name, _dumped(value)

    def _part(self, name: str) -> bytes:
        if name in self._found:
            return _copied(self._found[name], self._kind + name)
        return _dumped(self._read[name])


def _copied(pack: Pack, name: str) -> bytes:
    """Return a part of *pack* as it is; in the place of a damaged one, what nobody can read either.

    It must not be left out: that there is none says something as well.
    """
    try:
        return pack[name]
    except DamagedError:
        return b""


def texts_in(*packs: Pack) -> Parts[Remembered]:
    """Return what was read of each text, by its file."""
    return Parts(_TEXT, *packs)


class Bodies(Mapping[str, Body]):
    """The bodies of *texts* as pages show them, by source."""

    def __init__(self, texts: Mapping[str, Remembered], world: World) -> None:
        self._texts, self._embedding = texts, Embedding(world.services, Facts(world.site, {}))

    def __getitem__(self, source: str) -> Body:
        known = self._texts.get(source)
        if known is None or known.item is None:
            raise DamagedError(source)
        return self._embedding.item(known.item).body

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)


@dataclass(frozen=True, slots=True)
class Left:
    """What parts of a build have left: reading texts, making indexes, and the audit if there was one."""

    texts: Parts[Remembered]
    indexes: Indexes
    audited: Known | None = None

    @property
    def parts(self) -> Iterator[Parts[Any]]:
        """All that is kept in pieces."""
        yield self.texts
        yield _parts(_INDEX, self.indexes.known)
        yield _parts(_WORDS, self.indexes.words)
        yield _parts(_TIES, self.audited.ties if self.audited else {})


@dataclass(frozen=True, slots=True)
class Kept:
    """What lies in a folder. Whatever is asked of it raises DamagedError if it is not whole."""

    site: Pack
    edits: Pack | None
    state: State

    def texts(self) -> Parts[Remembered]:
        """Return what was read of each text, by its file."""
        return texts_in(*self._packs)

    def world(self) -> World:
        """Return the world that was planned, without bodies."""
        world: World = unpacked(self.site[_WORLD])
        return world

    def indexes(self) -> Indexes:
        """Return what is known of the indexes of the search."""
        return Indexes(Parts(_INDEX, *self._packs), Parts(_WORDS, *self._packs))

    def audited(self) -> Known | None:
        """Return what the audit has left, None if there was none."""
        known: Known | None = unpacked((self.edits or self.site)[_AUDIT])
        return known and replace(known, ties=Parts(_TIES, *self._packs))

    @property
    def _packs(self) -> tuple[Pack, ...]:
        return (self.site, self.edits) if self.edits else (self.site,)


def is_there(folder: Path) -> bool:
    """Return whether anything is kept in *folder*."""
    return (folder / _SITE).exists()


def load(folder: Path) -> Kept | None:
    """Return what is kept in *folder*, None if that is nothing, or nothing whole."""
    site = opened(folder / _SITE)
    if site is None:
        return None
    edits = opened(folder / _EDITS)
    try:
        if edits is not None and edits[_MARK] != site.mark:
            edits = None  # of a former site
        if site[_FORM] != _form():
            return None
        state, columns = unpacked((edits or site)[_STATE])
        return Kept(site, edits, replace(state, made=columns.made()))
    except (DamagedError, OSError, KeyError, ValueError, TypeError, AttributeError):  # also what is none of ours
        return None


def keep(folder: Path, state: State, world: World, left: Left) -> None:
    """Keep a site in *folder*. Raises OSError."""
    parts = [
        (_FORM, _form()),
        (_STATE, _state(state)),
        (_WORLD, _dumped(world)),
        (_AUDIT, _dumped(_bare(left.audited))),
    ]
    packed(folder / _SITE, itertools.chain(parts, *(part.packed() for part in left.parts)))
    (folder / _EDITS).unlink(missing_ok=True)


def keep_edits(folder: Path, kept: Kept, state: State, left: Left) -> None:
    """Keep what differs from *kept* in *folder* now: *state*, and what was read or audited again. Raises OSError."""
    parts = [(_MARK, kept.site.mark), (_STATE, _state(state)), (_AUDIT, _dumped(_bare(left.audited)))]
    packed(folder / _EDITS, itertools.chain(parts, *(part.packed_newer(kept.edits) for part in left.parts)))


def forget(folder: Path) -> None:
    """Keep nothing in *folder*. Raises OSError."""
    for name in (_SITE, _EDITS):
        (folder / name).unlink(missing_ok=True)


def _bare(known: Known | None) -> Known | None:
    """Return *known* without its ties, which are parts of their own."""
    return known and replace(known, ties={})


def _parts(kind: str, values: MutableMapping[str, Value]) -> Parts[Value]:
    """Return *values* as parts of that *kind*, as which some have been taken out of a pack."""
    if isinstance(values, Parts):
        return values
    parts = Parts[Value](kind)
    parts.update(values)
    return parts


def _form() -> bytes:
    """Return what differs as soon as the form of what is kept does. What texts and pages hold has keys of its own."""
    return repr([(one.name, one.type) for kind in (State, _Columns, Made) for one in fields(kind)]).encode()


def _state(state: State) -> bytes:
    return _dumped((replace(state, made={}), _Columns.of(state.made)))


def _dumped(value: object) -> bytes:
    return pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
