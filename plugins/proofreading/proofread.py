"""Proofreading: joins the hints about texts with those about pictures: what `check` says beside what a build finds."""

from __future__ import annotations

import datetime as dt
import posixpath
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import unquote

from plugins.content import words
from plugins.content.media import media_files
from plugins.core.problem import Problem
from plugins.core.urls import split_suffix
from plugins.proofreading import checks, corpus
from plugins.proofreading.corpus import Corpus, SourceDocument
from plugins.proofreading.dictionary import dictionaries
from plugins.proofreading.media import media_warnings


def find_warnings(
    content: Path, day: dt.date, folders: Mapping[str, Path], *, unfinished: bool = False
) -> list[Problem]:
    """Return the hints about everything below *content*; none of them stops a build, and it never raises.

    Args:
        content: The folder that editors write in.
        day: The day for which the site is built.
        folders: The folder of each language's dictionary; without one its spelling is not looked at.
        unfinished: Whether to look at drafts as well.
    """
    read = tuple(draft for draft in corpus.read_corpus(content) if unfinished or not draft.is_unfinished)
    shelf = Corpus(read, day, words.read_word_list(content), dictionaries(folders))
    files = [(file.source, f"/{file.output}") for file in media_files.find_media(content / "media").files]
    shown = frozenset(address for draft in read for address in _shown(draft))
    return [*checks.hints(shelf), *media_warnings(files, shown)]


def _shown(draft: SourceDocument) -> Iterator[str]:
    """Yield the addresses of the pictures that *draft* shows; a relative one starts at its file."""
    for picture in draft.pictures:
        path = unquote(split_suffix(picture.src)[0])
        whole = (
            path if path.startswith("/") else posixpath.normpath(posixpath.join(posixpath.dirname(draft.file), path))
        )
        yield whole.removeprefix("content")
