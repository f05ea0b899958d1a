"""The page of the open data: the files for programs, explained for people."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from plugins.content.schema.content_types import TYPES
from plugins.core.output import Context, Output
from plugins.core.urls import json_address, path_of
from plugins.site.head.page_head import page_head
from plugins.site.head.page_meta import page_meta
from plugins.site.site import Site
from plugins.site.teasers import Teaser

ADDRESS = "/daten/"
CATALOGUE = "/daten/katalog.json"
_TITLE = "Offene Daten"
_TYPES = tuple(kind for kind in TYPES if kind.in_data)
*_FIRST, _LAST = (kind.plural for kind in _TYPES)
_SUMMARY = (
    f"Alle {', '.join(_FIRST)} und {_LAST} dieser Website gibt es auch in einer Form, die Programme lesen können."
)


def outputs(site: Site) -> Iterator[Output]:
    """Yield the catalogue's page."""
    yield Output(path_of(ADDRESS), "data.html", partial(_data, site), meta=partial(page_meta, site, ADDRESS))


def _data(site: Site) -> Context:
    groups: list[tuple[str, tuple[tuple[Teaser, str], ...]]] = [
        (kind.plural, tuple((entry, json_address(entry.address)) for entry in site.in_lists(kind.id)))
        for kind in _TYPES
    ]
    return {
        "page": page_head(site, ADDRESS, _TITLE, _SUMMARY),
        "catalogue": CATALOGUE,
        "groups": tuple((title, entries) for title, entries in groups if entries),
    }
