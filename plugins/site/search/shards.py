"""Shards: the pages that a search finds, in parts of which each has an index of its own.

A text that changes makes one of them anew. Most sites need a single one for each language.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

FOLDER = "pagefind"
LEAST, MOST = 300, 500  # pages; some two thousandths of a second for each, and half a dozen requests for each shard

Page = tuple[str, str, int | None]
"""An output file, the language whose words and stems it has, and the year it belongs to."""


@dataclass(frozen=True, slots=True)
class Shard:
    """Output files of one *language* that share an index.

    The main shard of a language has no *name*: the program and the words lie there as well.
    """

    language: str
    name: str
    pages: tuple[str, ...]

    @property
    def folder(self) -> str:
        """Where its index lies on the site, without a slash at the end."""
        return "/".join(filter(None, (FOLDER, self.language, self.name)))


def split_shards(pages: Iterable[Page], least: int = LEAST, most: int = MOST) -> tuple[Shard, ...]:
    """Return the shards of *pages*, those of a language side by side and its main one first.

    Years are taken together until there are *least* pages, and cut by the names of their pages if there are more than
    *most*. So a new text changes one shard only, and one that is edited stays where it is.
    """
    languages: dict[str, dict[int, list[str]]] = {}
    for path, language, year in pages:
        languages.setdefault(language, {}).setdefault(year or 0, []).append(path)
    return tuple(
        shard for language in sorted(languages) for shard in _shards_of(language, languages[language], least, most)
    )


def _shards_of(language: str, by_year: dict[int, list[str]], least: int, most: int) -> Iterator[Shard]:
    groups: list[list[int]] = [[]]
    for year in sorted(by_year):
        if sum(len(by_year[one]) for one in groups[-1]) >= least:
            groups.append([])
        groups[-1].append(year)
    for years in reversed(groups):
        pages = [path for year in years for path in by_year[year]]
        name = "-".join(map(str, sorted({years[0], years[-1]})))
        for part, cut in enumerate(_cut(pages, -(-len(pages) // most))):
            is_main = part == 0 and years is groups[-1]
            yield Shard(language, "" if is_main else f"{name}.{part}" if part else name, tuple(sorted(cut)))


def _cut(pages: Iterable[str], count: int) -> list[list[str]]:
    """Return *pages* in so many parts, each page in the one that its name says."""
    parts: list[list[str]] = [[] for _ in range(count)]
    for path in pages:
        number = int.from_bytes(hashlib.blake2b(path.encode("utf-8", "surrogateescape"), digest_size=8).digest())
        parts[number % count].append(path)
    return [part for part in parts if part] or [[]]
