"""Kept: what a build leaves for the next one of the same output.

It lies in two packs: the site as it was planned, and beside it a small one with what has been edited since, which
names the first by its mark. Either is written as a whole or not at all; what is damaged counts as not there.
"""

from __future__ import annotations

import contextlib
import itertools
import pickle
from collections.abc import Iterator, Mapping, MutableMapping
from dataclasses import dataclass
from pathlib import Path

from plugins.editorial.memory import Remembered
from plugins.editorial.site import Facts
from plugins.embedded import Embedding
from plugins.increments.pack import Pack, opened, packed
from plugins.increments.unpacking import DamagedError, unpacked
from plugins.pages.world import World
from plugins.problem import Problem
from plugins.records import Body
from plugins.services import Service
from plugins.writing import Made

_SITE, _EDITS = "site.pack", "edits.pack"
_STATE, _WORLD, _MARK, _TEXT = "state", "world", "mark", "text/"


@dataclass(frozen=True, slots=True)
class State:
    """What is known of a built site beside its world.

    ``frame`` stands for all that every page depends on, ``reading`` for all that every text does, ``day`` is the one
    it was built for, ``token`` what its audit is kept under, "" if there was none. ``inputs`` are told of as they were
    before the build, ``digests`` are the fingerprints of what they held; ``outputs`` are told of as they were
    after it, ``made`` is what they hold and show. ``problems`` and ``claimed`` are those of the plan.
    """

    frame: str
    reading: str
    day: str
    token: str
    services: tuple[Service, ...]
    problems: tuple[Problem, ...]
    claimed: frozenset[str]
    assets: Mapping[str, str]
    base_path: str
    inputs: Mapping[str, bytes]
    digests: Mapping[str, bytes]
    outputs: Mapping[str, bytes]
    made: Mapping[str, Made]


class Texts(MutableMapping[str, Remembered]):
    """What was read of each text, by its file; taken out of its pack when it is asked for, as far as it is whole."""

    def __init__(self, *packs: Pack) -> None:
        self._found = {name.removeprefix(_TEXT): pack for pack in packs for name in pack if name.startswith(_TEXT)}
        self._read: dict[str, Remembered] = {}

    def __getitem__(self, file: str) -> Remembered:
        if file not in self._read:
            try:
                self._read[file] = unpacked(self._found[file][_TEXT + file])
            except (DamagedError, OSError):
                raise KeyError(file) from None
        return self._read[file]

    def __setitem__(self, file: str, text: Remembered) -> None:
        self._found.pop(file, None)
        self._read[file] = text

    def __delitem__(self, file: str) -> None:
        self._read.pop(file, None)
        self._found.pop(file, None)

    def __iter__(self) -> Iterator[str]:
        return iter(self._found.keys() | self._read.keys())

    def __len__(self) -> int:
        return len(self._found.keys() | self._read.keys())

    def clear(self) -> None:
        """Forget everything."""
        self._found.clear()
        self._read.clear()

    def newer(self) -> dict[str, Remembered]:
        """Return what was read since."""
        return {file: text for file, text in self._read.items() if file not in self._found}

    def part(self, file: str) -> bytes:
        """Return what is to be kept of the text of *file*, as it is kept already if that is so."""
        if file in self._found:
            with contextlib.suppress(DamagedError, OSError):
                return self._found[file][_TEXT + file]
        return _dumped(self[file])


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
class Kept:
    """What lies in a folder. Whatever is asked of it raises DamagedError, or OSError, if it is not whole."""

    site: Pack
    edits: Pack | None
    state: State

    def texts(self) -> Texts:
        """Return what was read of each text."""
        return Texts(self.site, *([self.edits] if self.edits else []))

    def world(self) -> World:
        """Return the world that was planned, without bodies."""
        world: World = unpacked(self.site[_WORLD])
        return world


def load(folder: Path) -> Kept | None:
    """Return what is kept in *folder*, None if that is nothing, or nothing whole."""
    site = opened(folder / _SITE)
    if site is None:
        return None
    edits = opened(folder / _EDITS)
    try:
        if edits is not None and edits[_MARK] != site.mark:
            edits = None  # of a former site
        return Kept(site, edits, unpacked((edits or site)[_STATE]))
    except (DamagedError, OSError, KeyError):
        return None


def keep(folder: Path, state: State, world: World, texts: Texts) -> None:
    """Keep a site in *folder*. Raises OSError."""
    parts = ((_TEXT + file, texts.part(file)) for file in texts)
    packed(folder / _SITE, itertools.chain([(_STATE, _dumped(state)), (_WORLD, _dumped(world))], parts))
    (folder / _EDITS).unlink(missing_ok=True)


def keep_edits(folder: Path, kept: Kept, state: State, texts: Texts) -> None:
    """Keep what differs from *kept* in *folder* now: the *state*, and what was read again. Raises OSError."""
    newer = texts.newer()
    before: Mapping[str, bytes] = kept.edits or {}
    earlier = ((name, before[name]) for name in before if name.startswith(_TEXT) and name[len(_TEXT) :] not in newer)
    parts = ((_TEXT + file, _dumped(text)) for file, text in newer.items())
    packed(folder / _EDITS, itertools.chain([(_MARK, kept.site.mark), (_STATE, _dumped(state))], earlier, parts))


def forget(folder: Path) -> None:
    """Keep nothing in *folder*. Raises OSError."""
    for name in (_SITE, _EDITS):
        (folder / name).unlink(missing_ok=True)


def _dumped(value: object) -> bytes:
    return pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
