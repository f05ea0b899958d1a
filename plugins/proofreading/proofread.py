"""Proofreading: all warnings about texts and pictures that `check` adds to those of a build.

``find_warnings`` works here, ``start_proofreading`` in a process of its own while the site is built.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import posixpath
import subprocess
import sys
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from plugins.content import words
from plugins.content.media import media_files
from plugins.core.dates import today
from plugins.core.problem import Problem
from plugins.core.project import ROOT, WORKSPACE
from plugins.core.urls import split_suffix
from plugins.proofreading import checks
from plugins.proofreading.corpus import Corpus, SourceDocument, read_corpus
from plugins.proofreading.dictionary import dictionaries
from plugins.proofreading.media import media_warnings


def find_warnings(
    content: Path,
    day: dt.date,
    folders: Mapping[str, Path],
    *,
    unfinished: bool = False,
    asked: Collection[str] | None = None,
) -> list[Problem]:
    """Return the warnings about everything below *content*; it never raises.

    Args:
        content: The folder that editors write in.
        day: The day for which the site is built.
        folders: The folder of each language's dictionary; without one its spelling is not looked at.
        unfinished: Whether to look at drafts as well.
        asked: Paths of files and folders that alone are to be looked at, drafts or not; None for all.
    """
    found = read_corpus(content)
    names = None if asked is None else frozenset(one.file for one in found if _is_asked(content, one.file, asked))
    documents = tuple(one for one in found if unfinished or not one.is_unfinished or (names and one.file in names))
    corpus = Corpus(documents, day, words.read_word_list(content), dictionaries(folders), names)
    media = media_files.find_media(content / "media").files
    files = [
        (file.source, f"/{file.output}")
        for file in media
        if asked is None or _is_asked(content, f"content/{file.output}", asked)
    ]
    used_addresses = frozenset(address for document in documents for address in _picture_addresses(document))
    return [*checks.corpus_warnings(corpus), *media_warnings(files, used_addresses)]


def _is_asked(content: Path, name: str, asked: Collection[str]) -> bool:
    """Return whether the file *name* or one of its folders is among the paths *asked* for."""
    path = content.resolve() / name.removeprefix("content/")
    return any(unicodedata.normalize("NFC", str(one)) in asked for one in (path, *path.parents))


def _picture_addresses(document: SourceDocument) -> Iterator[str]:
    """Yield the addresses of the pictures in *document*; a relative one starts at its file."""
    for picture in document.pictures:
        path = unquote(split_suffix(picture.src)[0])
        whole = (
            path if path.startswith("/") else posixpath.normpath(posixpath.join(posixpath.dirname(document.file), path))
        )
        yield whole.removeprefix("content")


@dataclass(frozen=True, slots=True)
class Proofreader:
    """A process that proofreads."""

    process: subprocess.Popen[str]

    def finish(self) -> list[Problem]:
        """Wait for the process and return its warnings. Raises RuntimeError if it failed."""
        output, errors = self.process.communicate()
        if self.process.returncode:
            raise RuntimeError(errors)
        return [Problem.from_record(entry) for entry in json.loads(output)]


@contextmanager
def start_proofreading(
    content: Path, folders: Mapping[str, Path], asked: Collection[str] | None = None
) -> Iterator[Proofreader]:
    """Proofread *content*, or the paths *asked* for, in a process that ends with the block."""
    arguments = {
        "content": str(content.absolute()),
        "folders": {lang: str(path) for lang, path in folders.items()},
        "asked": None if asked is None else sorted(asked),
    }
    command = [sys.executable, "-P", "-m", "plugins.proofreading.proofread", json.dumps(arguments)]
    pipe = subprocess.PIPE
    ours = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, cwd=WORKSPACE, env=ours, stdout=pipe, stderr=pipe, encoding="utf-8") as process:
        try:
            yield Proofreader(process)
        finally:
            process.kill()


def _main(arguments: dict[str, object]) -> None:
    folders = {lang: Path(path) for lang, path in dict(arguments["folders"]).items()}  # type: ignore[call-overload]
    asked = arguments["asked"]
    paths = frozenset(map(str, asked)) if isinstance(asked, list) else None
    found = find_warnings(Path(str(arguments["content"])), today(), folders, asked=paths)
    print(json.dumps([problem.as_record() for problem in found]))  # ASCII, whatever the terminal


if __name__ == "__main__":
    _main(json.loads(sys.argv[1]))
