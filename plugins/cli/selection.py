"""Selection: the files that `check` was asked about, named or found by git."""

from __future__ import annotations

import difflib
import os
import shlex
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from plugins.core.git import GitError, ask_git
from plugins.core.problem import Problem
from plugins.core.project import WORKSPACE


class SelectionError(Exception):
    """No selection can be made: what is wrong, and what to type."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(message)
        self.message, self.remedy = message, remedy


@dataclass(frozen=True, slots=True)
class Selection:
    """Absolute paths of files, and of folders with all that is in them."""

    paths: frozenset[str]

    def covers(self, file: str) -> bool:
        """Return whether *file*, a path as problems have it, is among them."""
        path = Path(file)
        found = _normal(path if path.is_absolute() or path.exists() else WORKSPACE / path)
        return found in self.paths or any(found.startswith(f"{folder}{os.sep}") for folder in self.paths)

    def names(self, path: Path) -> bool:
        """Return whether *path* itself is among them, not only a folder of it."""
        return _normal(path) in self.paths

    def restrict(self, problems: Iterable[Problem]) -> list[Problem]:
        """Return those of *problems* that are to be put right in these files, at their places there."""
        found = []
        for problem in problems:
            here = {file for file in problem.files if self.covers(file)}
            found += [problem.view_from(here)] if here else []
        return found


def select_files(files: Sequence[str], content: Path) -> Selection:
    """Return the selection of *files* and folders. Raises SelectionError for one that is none."""
    paths = []
    for file in files:
        path = Path(file)
        if not path.exists():
            near = _nearest(path, content)
            example = shlex.quote(near or str(content))
            raise SelectionError(
                f"„{file}“ gibt es nicht.{f' Meinten Sie „{near}“?' if near else ''}",
                f"Bitte eine Datei oder einen Ordner angeben, zum Beispiel: python3 tasks.py check {example}",
            )
        example = shlex.quote(str(content))
        if not any(path.resolve().is_relative_to(root) for root in (content.resolve(), WORKSPACE.resolve())):
            raise SelectionError(
                f"„{file}“ gehört nicht zu dieser Website.",
                f"Bitte etwas aus dem Ordner „{content}“ angeben, zum Beispiel: python3 tasks.py check {example}",
            )
        paths.append(_normal(path))
    return Selection(frozenset(paths))


def select_changes(content: Path) -> Selection:
    """Return what git calls changed or new below *content*. Raises SelectionError without git."""
    top = _ask_git(content, "rev-parse", "--show-toplevel").rstrip("\n")
    entries = _ask_git(content, "status", "--porcelain", "-z", "--untracked-files=all", "--no-renames", "--", ".")
    names = [entry[3:] for entry in entries.split("\0") if entry]
    return Selection(frozenset(_normal(Path(top) / name) for name in names))


def _ask_git(folder: Path, *arguments: str) -> str:
    remedy = "Bitte die Dateien nennen oder alles prüfen: python3 tasks.py check"
    try:
        return os.fsdecode(ask_git(folder, *arguments))
    except GitError as error:
        if error.is_missing:
            message = f"Git lässt sich nicht aufrufen ({error.reason}); was geändert ist, weiß nur Git."
        else:
            message = f"Git kann nicht sagen, was in „{folder}“ geändert ist: {error.reason}"
        raise SelectionError(message, remedy) from error


def _nearest(path: Path, content: Path) -> str:
    """Return the file of *content* whose name is nearest to that of *path*, or ""."""
    files = {file.name: file for file in sorted(content.rglob("*")) if file.is_file()}
    near = difflib.get_close_matches(path.name, files, n=1)
    return str(files[near[0]]) if near else ""


def _normal(path: Path) -> str:
    """Return *path* as it is compared: absolute, without links, composed as on no Mac."""
    return unicodedata.normalize("NFC", str(path.resolve()))
