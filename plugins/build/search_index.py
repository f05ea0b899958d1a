"""Search indexes: the files of each shard, made again only if a page of it has changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, MutableMapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from plugins.build.write import OutputRecord, PreviousOutput, RenderedFile, WriteResult, write_file
from plugins.core import progress
from plugins.core.hashing import hash_value
from plugins.core.problem import Problem
from plugins.site.search.pagefind import Words, build_indexes, collect_words, words_file
from plugins.site.search.shards import Shard


@dataclass(frozen=True, slots=True)
class CachedIndex:
    """The index of a shard: a key for the content of its pages, and its files."""

    shard: Shard
    key: bytes
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SearchIndexes:
    """Each index and the words of its pages, by its folder."""

    known: MutableMapping[str, CachedIndex] = field(default_factory=dict)
    words: MutableMapping[str, Words] = field(default_factory=dict)


def update_indexes(
    shards: Iterable[Shard],
    pages: Mapping[str, OutputRecord],
    target: Path,
    standing: PreviousOutput,
    former: SearchIndexes,
) -> WriteResult:
    """Write into *target* the files of the indexes of *shards* that differ from *previous*.

    Args:
        shards: Of the whole site.
        pages: What its pages hold; their files are in *target* or where the former site is *standing*.
        target: The folder that is written into.
        standing: What the former build has left.
        former: What it knows of its indexes; afterwards, what this one does.
    """
    progress.begin("Suche")
    several = {shard.folder: shard for shard in shards}
    keys = {folder: _key(shard, pages) for folder, shard in several.items()}
    known = {folder: one for folder in keys if (one := former.known.get(folder)) is not None}
    fine = {folder for folder, one in known.items() if one.key == keys[folder] and _stands(one, standing)}
    made = {path: standing.records[path] for folder in fine for path in known[folder].files}
    stale = tuple(shard for folder, shard in several.items() if folder not in fine)
    for shard, found in build_indexes(stale, target, partial(_file, target=target, standing=standing)):
        if isinstance(found, Problem):
            return WriteResult({}, (found,))
        made |= {path: write_file(path, RenderedFile(data), target, standing) for path, data in found.files.items()}
        former.known[shard.folder] = CachedIndex(shard, keys[shard.folder], tuple(found.files))
        former.words[shard.folder] = found.words
    gone = former.known.keys() - several.keys()
    for folder in gone:
        del former.known[folder]
        former.words.pop(folder, None)
    for language in {shard.language for shard in several.values()}:
        path = words_file(language)
        if path in standing.records and not gone and all(shard.language != language for shard in stale):
            made[path] = standing.records[path]
            continue
        try:
            words = [former.words[folder] for folder, shard in several.items() if shard.language == language]
        except KeyError:  # what was kept of them is damaged
            former.known.clear()
            return update_indexes(several.values(), pages, target, standing, former)
        made[path] = write_file(path, RenderedFile(collect_words(words)), target, standing)
    return WriteResult(made, ())


def _key(shard: Shard, pages: Mapping[str, OutputRecord]) -> bytes:
    return hash_value((shard.folder, [(path, pages[path].content_hash) for path in shard.pages]))


def _stands(one: CachedIndex, standing: PreviousOutput) -> bool:
    return standing.layout_unchanged and standing.records.keys() >= set(one.files)


def _file(path: str, target: Path, standing: PreviousOutput) -> Path:
    """Return where the page *path* is."""
    return target / path if (target / path).exists() else standing.folder / path
