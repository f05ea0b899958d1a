"""Tree: the files of a built site, of which some may be in the folder of the previous one."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from plugins.audit.model.document import FaultyFile


@dataclass(frozen=True, slots=True)
class FileTree:
    """The files *paths*: those *fresh* are in *folder*, all others in *previous*."""

    folder: Path
    paths: frozenset[str]
    fresh: frozenset[str]
    previous: Path

    def file(self, path: str) -> Path:
        """Return the place of the file *path* on disk."""
        return (self.folder if path in self.fresh else self.previous) / path


def scan_files(folder: Path) -> tuple[FileTree, tuple[FaultyFile, ...], tuple[FaultyFile, ...]]:
    """Return the ordinary files below *folder*, the unreadable folders and the irregular files.

    Irregular are links, pipes and devices: no link is followed, no pipe opened. Never raises.
    """
    unreadable: list[FaultyFile] = []
    irregular: list[FaultyFile] = []
    paths = frozenset(_scan(folder, unreadable, irregular))
    return FileTree(folder, paths, paths, folder), tuple(unreadable), tuple(irregular)


def _scan(top: Path, unreadable: list[FaultyFile], irregular: list[FaultyFile]) -> Iterator[str]:
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
                    irregular.append(FaultyFile(path, kind))
        except OSError as error:
            unreadable.append(FaultyFile(prefix, f"Der Ordner ließ sich nicht lesen ({error.strerror})"))
