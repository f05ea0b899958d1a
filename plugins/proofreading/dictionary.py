"""Dictionary: a speller that asks hunspell, which takes German compounds apart."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path


class Dictionary:
    """The words of one language, loaded when the first one is asked for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._hunspell: object = None

    def knows(self, word: str) -> bool:
        """Return whether *word* is spelled as it should be."""
        return bool(self._load().spell(word))  # type: ignore[attr-defined]

    def suggest(self, word: str) -> tuple[str, ...]:
        """Return possible corrections of an unknown *word*, the best first."""
        found = self._load().suggest(word)  # type: ignore[attr-defined]
        return tuple(one for one in found if not one.startswith("-"))

    def _load(self) -> object:
        if self._hunspell is None:
            from hunspell import Hunspell  # no build needs it

            self._hunspell = Hunspell("index", hunspell_data_dir=str(self._folder))
        return self._hunspell


def dictionaries(folders: Mapping[str, Path]) -> dict[str, Dictionary]:
    """Return a speller for each language with a dictionary in *folders* (index.aff, index.dic)."""
    return {lang: Dictionary(folder) for lang, folder in folders.items() if (folder / "index.dic").is_file()}
