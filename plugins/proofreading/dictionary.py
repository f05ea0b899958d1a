"""Dictionary: a speller that asks hunspell, which takes German compounds apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

_NO_WORDS = re.compile(r"^(?:FORBIDDENWORD|NOSUGGEST|ONLYINCOMPOUND|NEEDAFFIX) (\S)$", re.MULTILINE)


class Dictionary:
    """The words of one language, loaded when the first one is asked for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._hunspell: object = None

    def knows(self, word: str) -> bool:
        """Return whether *word* is spelled as it should be."""
        return bool(self._load().spell(word))  # type: ignore[attr-defined]

    def words(self) -> Iterator[str]:
        """Return the words that the dictionary lists, without those that it only forms."""
        unwanted = frozenset(_NO_WORDS.findall(self._read("index.aff")))
        return (word for word, flags in self._entries() if not unwanted.intersection(flags))

    def parts(self) -> Iterator[str]:
        """Yield the words that it lists, and the parts of which it forms others."""
        return (word for word, _ in self._entries())

    def _entries(self) -> Iterator[tuple[str, str]]:
        for line in self._read("index.dic").splitlines()[1:]:
            word, _, flags = line.split("\t")[0].partition("/")
            if word.isalpha():
                yield word, flags

    def _read(self, name: str) -> str:
        return (self._folder / name).read_text(encoding="utf-8", errors="replace")

    def _load(self) -> object:
        if self._hunspell is None:
            from hunspell import Hunspell  # no build needs it

            self._hunspell = Hunspell("index", hunspell_data_dir=str(self._folder))
        return self._hunspell


def dictionaries(folders: Mapping[str, Path]) -> dict[str, Dictionary]:
    """Return a speller for each language with a dictionary in *folders* (index.aff, index.dic)."""
    return {lang: Dictionary(folder) for lang, folder in folders.items() if (folder / "index.dic").is_file()}
