"""Proofreading: joins the hints about texts with those about pictures: what `check` says beside what a build finds."""

from __future__ import annotations

import datetime as dt
import posixpath
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import unquote

from plugins.addresses import without_suffix
from plugins.editorial import drafts, lints, words
from plugins.editorial.dictionary import dictionaries
from plugins.editorial.drafts import Draft, Shelf
from plugins.outputs import media
from plugins.pictures.advice import advice
from plugins.problem import Problem


def hints(content: Path, day: dt.date, folders: Mapping[str, Path], *, unfinished: bool = False) -> list[Problem]:
    """Return the hints about everything below *content*; none of them stops a build, and it never raises.

    Args:
        content: The folder that editors write in.
        day: The day for which the site is built.
        folders: The folder of each language's dictionary; without one its spelling is not looked at.
        unfinished: Whether to look at drafts as well.
    """
    read = tuple(draft for draft in drafts.read(content) if unfinished or not draft.is_unfinished)
    shelf = Shelf(read, day, words.listed(content), dictionaries(folders))
    files = [(file.source, f"/{file.output}") for file in media.media(content / "media").files]
    shown = frozenset(address for draft in read for address in _shown(draft))
    return [*lints.hints(shelf), *advice(files, shown)]


def _shown(draft: Draft) -> Iterator[str]:
    """Yield the addresses of the pictures that *draft* shows; a relative one starts at its file."""
    for picture in draft.pictures:
        path = unquote(without_suffix(picture.src)[0])
        whole = (
            path if path.startswith("/") else posixpath.normpath(posixpath.join(posixpath.dirname(draft.file), path))
        )
        yield whole.removeprefix("content")
