"""Tree: the files of a built site, some of which may still stand where the former one does."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from plugins.audit.model.site import UnreadableFile


@dataclass(frozen=True, slots=True)
class FileTree:
    """The files *paths*: those *fresh* are in *folder*, all others in the *former* one."""

    folder: Path
    paths: frozenset[str]
    fresh: frozenset[str]
    previous: Path

    def file(self, path: str) -> Path:
        """Return where the file *path* is."""
        return (self.folder if path in self.fresh else self.previous) / path


def scan_files(folder: Path) -> tuple[FileTree, tuple[UnreadableFile, ...], tuple[UnreadableFile, ...]]:
    """Return the ordinary files below *folder*, the folders that cannot be read, and what is neither; never raise.

    No link is followed, no pipe opened.
    """
    flaws: list[UnreadableFile] = []
    oddities: list[UnreadableFile] = []
    paths = frozenset(_scan(folder, flaws, oddities))
    return FileTree(folder, paths, paths, folder), tuple(flaws), tuple(oddities)


def _scan(top: Path, flaws: list[UnreadableFile], oddities: list[UnreadableFile]) -> Iterator[str]:
    waiting = [(str(top), "")]
    while waiting:
        folder, prefix = waiting.pop()
        try:
            for entry in os.scandir(folder):
                path = prefix + os.fsencode(entry.name).decode("utf-8", "backslashreplace")
                mode = entry.stat(follow_symlinks=False).st_mode
                if stat.S_ISDIR(mode):
                    waiting.append((entry.path, f"{path}/"))
                elif stat.S_ISREG(mode):
                    yield path
                else:
                    kind = "eine Verknüpfung" if stat.S_ISLNK(mode) else "keine gewöhnliche Datei"
                    oddities.append(UnreadableFile(path, kind))
        except OSError as error:
            flaws.append(UnreadableFile(prefix, f"Der Ordner ließ sich nicht lesen ({error.strerror})"))
