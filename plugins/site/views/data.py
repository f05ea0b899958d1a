"""The page of the open data: the files for programs, explained for people."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from plugins.core.output import Context, Output
from plugins.core.urls import json_address, path_of
from plugins.site.head.page_head import page_head
from plugins.site.head.page_meta import page_meta
from plugins.site.site import Site
from plugins.site.teasers import Teaser

ADDRESS = "/daten/"
CATALOGUE = "/daten/katalog.json"


def outputs(site: Site) -> Iterator[Output]:
    """Yield the catalogue's page."""
    yield Output(path_of(ADDRESS), "data.html", partial(_data, site), meta=partial(page_meta, site, ADDRESS))


def _data(site: Site) -> Context:
    groups: list[tuple[str, tuple[tuple[Teaser, str], ...]]] = [
        (kind.plural, tuple((entry, json_address(entry.address)) for entry in site.in_lists(kind.id)))
        for kind in site.type_of.values()
        if kind.in_data
    ]
    *first, last = (title for title, _ in groups)
    words = site.words()
    summary = words.say("data.summary", first=", ".join(first), last=last)
    return {
        "page": page_head(site, ADDRESS, words.say("frame.open_data"), summary),
        "catalogue": CATALOGUE,
        "groups": tuple((title, entries) for title, entries in groups if entries),
    }
