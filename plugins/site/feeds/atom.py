"""Feeds: Atom (RFC 4287) with the full text, and never a date nobody wrote."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from xml.etree import ElementTree

from plugins.core.dates import moment, rfc3339
from plugins.site.feeds.xml import child, clean, document

ATOM = "http://www.w3.org/2005/Atom"


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """An entry of a feed: one article, event or film.

    ``address`` is absolute, and so is every address in ``html``, where embeds
    are ordinary links already. ``id`` is what a reader's program recognises the
    entry by: it must never change, and without one it is the address.
    """

    title: str
    address: str
    published: dt.date | dt.datetime
    updated: dt.date | dt.datetime | None = None
    summary: str = ""
    html: str = ""
    categories: tuple[str, ...] = ()
    lang: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed: the page it follows, the address it has itself, and its entries, newest first.

    ``updated`` is the date of a feed without entries; otherwise the entries say.
    """

    title: str
    address: str
    self_address: str
    updated: dt.date | dt.datetime
    author: str
    entries: tuple[FeedEntry, ...] = ()
    lang: str = "de"
    rights: str = ""


def write_atom(feed: Feed) -> bytes:
    """Return *feed* as an Atom file.

    Written here rather than by feedgenerator, which stamps an empty feed with
    the clock and calls plain summaries HTML.
    """
    root = ElementTree.Element("feed", {"xmlns": ATOM, "xml:lang": feed.lang})
    child(root, "id", feed.self_address)
    child(root, "title", feed.title)
    child(root, "updated", rfc3339(_newest(feed)))
    child(child(root, "author"), "name", feed.author)
    child(root, "link", rel="self", type="application/atom+xml", href=feed.self_address)
    child(root, "link", rel="alternate", type="text/html", href=feed.address)
    if feed.rights:
        child(root, "rights", feed.rights)
    for entry in feed.entries:
        _add(root, entry, feed.lang)
    return document(root)


def _newest(feed: Feed) -> dt.datetime:
    """Return when anything in *feed* changed last."""
    dates = [moment(_last_update(entry)) for entry in feed.entries]
    return max(dates, default=moment(feed.updated))


def _last_update(entry: FeedEntry) -> dt.date | dt.datetime:
    """Return the date of the last change, never before the publication."""
    return max(entry.updated or entry.published, entry.published, key=moment)


def _add(root: ElementTree.Element, entry: FeedEntry, lang: str) -> None:
    """Append *entry* to the feed *root*, which is written in *lang*."""
    element = child(root, "entry")
    if entry.lang and entry.lang != lang:
        element.set("xml:lang", clean(entry.lang))
    child(element, "id", entry.id or entry.address)
    child(element, "title", " ".join(entry.title.split()))
    child(element, "link", rel="alternate", type="text/html", href=entry.address)
    child(element, "published", rfc3339(entry.published))
    child(element, "updated", rfc3339(_last_update(entry)))
    for category in entry.categories:
        child(element, "category", term=category)
    if entry.summary:
        child(element, "summary", entry.summary)
    if entry.html:
        child(element, "content", entry.html, type="html")
