"""The sitemap and robots.txt: the pages for search engines, and where they are."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from xml.etree import ElementTree

from plugins.core.dates import rfc3339
from plugins.site.feeds.xml import child, document

SITEMAPS = "http://www.sitemaps.org/schemas/sitemap/0.9"
MOST = 50_000  # addresses in one sitemap: https://www.sitemaps.org/protocol.html


@dataclass(frozen=True, slots=True)
class SitemapEntry:
    """A page: its absolute address, and the day or moment its content last changed, if known."""

    address: str
    changed: dt.date | dt.datetime | None = None


def write_sitemap(locations: Iterable[SitemapEntry]) -> bytes:
    """Return sitemap.xml for *locations*, sorted by address.

    A date is one the content names, or there is none: search engines soon
    ignore dates that change with every build.
    """
    places = sorted(locations, key=lambda location: location.address)
    if len(places) > MOST:
        raise ValueError(f"{len(places)} addresses: a sitemap holds {MOST}, write an index of several now")
    root = ElementTree.Element("urlset", {"xmlns": SITEMAPS})
    for place in places:
        url = child(root, "url")
        child(url, "loc", place.address)
        if place.changed is not None:
            child(url, "lastmod", _date(place.changed))
    return document(root)


def write_robots(sitemap_address: str) -> bytes:
    """Return robots.txt: everybody may read everything.

    A page that must not be found says ``noindex`` itself.

    A page forbidden here could not be read, and so its ``noindex`` would go unseen.
    """
    return f"User-agent: *\nAllow: /\n\nSitemap: {sitemap_address}\n".encode()


def _date(value: dt.date | dt.datetime) -> str:
    """Return *value* as W3C-DTF: a whole day stays one."""
    return rfc3339(value) if isinstance(value, dt.datetime) else value.isoformat()
