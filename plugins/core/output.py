"""Outputs: every output file with its context. A file can show nothing else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from plugins.core.model import ShareCard

Context = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class PageMeta:
    """Metadata of a page for other files, known before its body is read.

    ``card`` is the picture it wants where its link is shared. ``language`` names the index of the search that finds
    it, "" if none does, and ``year`` the year it belongs to there. ``location`` is its absolute address in the sitemap,
    "" if it is in none, and ``changed`` the day on which its content was.
    """

    card: ShareCard | None = None
    language: str = ""
    year: int | None = None
    location: str = ""
    changed: dt.date | dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Output:
    """One output file before it is written.

    ``renderer`` is the template that makes it, or a function that returns its bytes
    from the values of ``context``. Templates see that and the site's globals
    and nothing else, so the file changes only if one of these does. ``source`` is
    the content file to name if something is wrong in it, or "" if there is none.

    ``bodies`` are the sources of all texts whose body it shows; it can read no other. Whatever else it shows comes
    from front matter. ``meta`` is the metadata of a page.
    """

    path: str
    renderer: str | Callable[..., bytes]
    context: Callable[[], Context]
    source: str = ""
    bodies: frozenset[str] = frozenset()
    meta: Callable[[], PageMeta] | None = None
