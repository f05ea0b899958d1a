"""Workshop: all picture files of the site, each read once, made only if nothing is kept of it."""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from plugins.pictures import recipe, telling, vector
from plugins.pictures.store import Entry, Kept, Store
from plugins.problem import Problem
from plugins.records import Candidate, Renditions, Source
from plugins.slugs import slugify

FOLDER = "assets"
_FORMATS = ("image/avif", "image/webp")
_STILL = "(prefers-reduced-motion: reduce)"


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture file: where it lies, its path in the output, and whether pages show it."""

    source: Path
    output: str
    shown: bool = False


@dataclass(frozen=True, slots=True)
class Pictures:
    """What came of all: how pages show each address, files with their output paths, and what to tell.

    ``refused`` are addresses of pictures that do not go out; each has a problem.
    """

    renditions: Mapping[str, Renditions] = field(default_factory=dict)
    copies: tuple[tuple[Path, str], ...] = ()
    problems: tuple[Problem, ...] = ()
    refused: frozenset[str] = frozenset()


def pictures(files: Iterable[Picture], store: Store) -> Pictures:
    """Return what is to be shown and copied of *files*."""
    wanted = sorted(files, key=lambda file: file.output)
    found: dict[str, Renditions] = {}
    copies: dict[str, Path] = {}
    problems: list[Problem] = []
    refused: set[str] = set()
    with warnings.catch_warnings(), ThreadPoolExecutor(os.cpu_count() or 1) as workers:
        warnings.simplefilter("ignore")  # what Pillow thinks of a file is of no use to editors
        for file, result in zip(wanted, workers.map(lambda file: _one(file, store), wanted), strict=True):
            address = f"/{file.output}"
            if isinstance(result, Problem):
                problems.append(result)
                refused.add(address)
            elif isinstance(result, Entry):
                problems += [telling.note(f"content/{file.output}", code) for code in result.notes]
                found[address] = _renditions(file, result)
                copies |= {_output(file, kept): store.path(kept.digest) for kept in result.files}
            elif result is not None:
                found[address] = Renditions(address, *result)
    placed = tuple((path, output) for output, path in sorted(copies.items()))
    return Pictures(found, placed, tuple(problems), frozenset(refused))


def _one(file: Picture, store: Store) -> Entry | tuple[int, int] | Problem | None:
    """Return what is kept or made of *file*: an entry, the size of a drawing, or a problem."""
    try:
        data = file.source.read_bytes()
        suffix = file.source.suffix.lower()
        if suffix not in recipe.KINDS:
            return vector.size(data)
        key = store.key(data, suffix, shown=file.shown)
        return store.find(key) or _made(data, file, key, store)
    except MemoryError:
        return telling.too_much(f"content/{file.output}", file.source.name)


def _made(data: bytes, file: Picture, key: str, store: Store) -> Entry | Problem:
    from plugins.pictures import making  # the library costs a build that has everything more than all the rest

    shown_as = f"content/{file.output}"
    try:
        made = making.make(data, file.source.suffix.lower(), shown=file.shown)
    except making.TooLargeError as trouble:
        return telling.too_large(shown_as, trouble.args[0], trouble.args[1], file.source.name)
    except MemoryError:
        raise
    except Exception:  # a decoder may raise anything over a damaged file
        return telling.broken(shown_as, file.source.name)
    kept = tuple(Kept(one.role, one.suffix, one.width, store.keep(one.data)) for one in made.files)
    entry = Entry(made.width, made.height, made.notes, kept)
    store.enter(key, entry)
    return entry


def _renditions(file: Picture, entry: Entry) -> Renditions:
    """Return how pages show *file*, formats in the order in which browsers are to be asked."""
    by_role: dict[str, list[Candidate]] = {}
    for kept in entry.files:
        by_role.setdefault(kept.role, []).append(Candidate(f"/{_output(file, kept)}", kept.width))
    sources = [Source(kind, tuple(by_role[kind])) for kind in _FORMATS if kind in by_role]
    if "still" in by_role:
        sources.append(Source("image/webp", tuple(by_role["still"]), _STILL))
    fallback = tuple(by_role.get("fallback", ()))
    return Renditions(f"/{file.output}", entry.width, entry.height, tuple(sources), fallback)


def _output(file: Picture, kept: Kept) -> str:
    """Return where a file goes: the picture itself where its editor put it, the others under their hashes."""
    if kept.role == "clean":
        return file.output
    stem = slugify(PurePosixPath(file.output).stem)[:40].strip("-") or "bild"
    return f"{FOLDER}/{stem}-{kept.width}.{kept.digest[:10]}{kept.suffix}"
