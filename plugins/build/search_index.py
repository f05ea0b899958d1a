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
    previous: PreviousOutput,
    former: SearchIndexes,
) -> WriteResult:
    """Write into *target* the files of the indexes of *shards* that differ from *previous*.

    Args:
        shards: Of the whole site.
        pages: The records of its pages; their files are in *target* or in the folder of *previous*.
        target: The folder that is written into.
        previous: The files of the former build.
        former: The indexes of the former build; afterwards, those of this one.
    """
    progress.begin("Suche")
    shard_of = {shard.folder: shard for shard in shards}
    keys = {folder: _key(shard, pages) for folder, shard in shard_of.items()}
    known = {folder: index for folder in keys if (index := former.known.get(folder)) is not None}
    untouched = {
        folder for folder, index in known.items() if index.key == keys[folder] and _is_untouched(index, previous)
    }
    records = {path: previous.records[path] for folder in untouched for path in known[folder].files}
    stale = tuple(shard for folder, shard in shard_of.items() if folder not in untouched)
    for shard, found in build_indexes(stale, target, partial(_find_page, target=target, previous=previous)):
        if isinstance(found, Problem):
            return WriteResult({}, (found,))
        records |= {path: write_file(path, RenderedFile(data), target, previous) for path, data in found.files.items()}
        former.known[shard.folder] = CachedIndex(shard, keys[shard.folder], tuple(found.files))
        former.words[shard.folder] = found.words
    gone = former.known.keys() - shard_of.keys()
    for folder in gone:
        del former.known[folder]
        former.words.pop(folder, None)
    for language in {shard.language for shard in shard_of.values()}:
        path = words_file(language)
        if path in previous.records and not gone and all(shard.language != language for shard in stale):
            records[path] = previous.records[path]
            continue
        try:
            words = [former.words[folder] for folder, shard in shard_of.items() if shard.language == language]
        except KeyError:  # their part of the cache is damaged
            former.known.clear()
            return update_indexes(shard_of.values(), pages, target, previous, former)
        records[path] = write_file(path, RenderedFile(collect_words(words)), target, previous)
    return WriteResult(records, ())


def _key(shard: Shard, pages: Mapping[str, OutputRecord]) -> bytes:
    return hash_value((shard.folder, [(path, pages[path].content_hash) for path in shard.pages]))


def _is_untouched(index: CachedIndex, previous: PreviousOutput) -> bool:
    return previous.layout_unchanged and previous.records.keys() >= set(index.files)


def _find_page(path: str, target: Path, previous: PreviousOutput) -> Path:
    """Return where the page *path* is."""
    return target / path if (target / path).exists() else previous.folder / path
