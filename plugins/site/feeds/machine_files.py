"""Files for programs: feeds, calendars, the sitemap and the like.

They are put together from items and outputs.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import cast

from plugins.content.schema.content_types import TYPES
from plugins.content.schema.moments import parse_date
from plugins.core.model import ContentItem
from plugins.core.output import Context, Output
from plugins.core.urls import path_of
from plugins.site.feed_bodies import feed_html
from plugins.site.feeds import text_files
from plugins.site.feeds.atom import Feed, FeedEntry, write_atom
from plugins.site.feeds.calendar_entries import calendar_entries
from plugins.site.feeds.calendar_event import CalendarEvent
from plugins.site.feeds.sitemap import SitemapEntry, write_robots, write_sitemap
from plugins.site.feeds.text_files import contacts, write_security_txt, write_transcript
from plugins.site.moves import find_moves
from plugins.site.plain_text import plain_text
from plugins.site.site import Site
from plugins.site.titles import title_with_state

_TRANSCRIPT = "textfassung.txt"
_NEWEST = 100  # entries of a feed, as in Pelican: every reader's program takes them all in at each visit
_OLDEST = dt.date(2016, 5, 1)  # an empty feed has the month in which the online dialogue began


def plan_machine_files(site: Site, pages: Iterable[Output]) -> Iterator[Output]:
    """Yield every file for programs. *pages* are those that the sitemap may name."""
    home = site.home
    listed = _feed_items(site)
    for address, title, types in feeds(site):
        items = [item for item in listed if item.type in types][:_NEWEST]
        context = partial(_feed, site, home, address, title, items)
        yield Output(path_of(address), write_atom, context, bodies=frozenset(item.source for item in items))
    yield from _calendars(site)
    yield from _redirects(site)
    yield from _transcripts(site, home)
    yield Output("sitemap.xml", write_sitemap, partial(_locations, tuple(pages)))
    yield Output("robots.txt", write_robots, lambda: {"sitemap_address": f"{home}/sitemap.xml"})
    yield _security(site, home)


def feeds(site: Site) -> tuple[tuple[str, str, frozenset[str]], ...]:
    """Return address, title and types of each feed, that of everything first."""
    everything = frozenset(kind.id for kind in TYPES if kind.in_feeds)
    own = (
        (kind.feed, kind.title, frozenset({kind.id}))
        for kind in site.type_of.values()
        if kind.has_feed and site.has_list(kind.id)
    )
    return (("/feed.xml", site.words().say("data.all_new"), everything), *own)


def _feed_items(site: Site) -> list[ContentItem]:
    """Return the items in the site's language that feeds may hold, newest first."""
    items = [item for item in site.items if item.status == "published" and item.lang == site.lang]
    days = {item.source: site.teaser_of[item.source].day or _OLDEST for item in items}
    return sorted(items, key=lambda item: (-days[item.source].toordinal(), item.address))


def _feed(site: Site, home: str, address: str, title: str, items: list[ContentItem]) -> Context:
    name = str(site.settings["name"])
    page = address.removesuffix("feed.xml")
    ministry = cast("Mapping[str, object]", site.settings["ministry"])
    feed = Feed(
        title=f"{name}: {title}",
        address=home + page,
        self_address=home + address,
        updated=_OLDEST,
        author=str(ministry["name"]),
        lang=site.lang,
        entries=tuple(_entry(site.with_body(item), site, home) for item in items),
    )
    return {"feed": feed}


def _entry(item: ContentItem, site: Site, home: str) -> FeedEntry:
    published = item.date or cast("dt.date | dt.datetime", item.fields.get("start")) or _OLDEST
    return FeedEntry(
        title=title_with_state(item, site),
        address=home + item.address,
        published=published,
        updated=item.updated,
        summary=item.summary,
        html=feed_html(item, site),
        categories=item.tags,
    )


def _calendars(site: Site) -> Iterator[Output]:
    if not site.has_list("event"):
        return
    name = str(site.settings["name"])
    folder = site.type_of["event"].index.lstrip("/")
    events = [item for item in site.of_type("event") if item.lang == site.lang]
    for item in events:
        context = partial(_calendar, site, item.title, [item])
        yield Output(f"{folder}{item.slug}.ics", _ics, context, item.source)
    listed = [item for item in events if item.status == "published"]
    yield Output(f"{folder}kalender.ics", _ics, partial(_calendar, site, name, listed))


def _ics(product: str, name: str, events: Iterable[CalendarEvent]) -> bytes:
    from plugins.site.feeds.calendar import write_calendar  # nobody waits for its library who edits an article

    return write_calendar(product, name, events)


def _calendar(site: Site, name: str, items: Iterable[ContentItem]) -> Context:
    product = f"{site.settings['name']}//{site.words().say('types.event.plural')}//{site.lang.upper()}"
    return {
        "product": product,
        "name": name,
        "events": tuple(one for item in items for one in calendar_entries(item, site)),
    }


def _redirects(site: Site) -> Iterator[Output]:
    """Yield the map of former addresses, if there are any.

    A page at each former address does the same without a server's help.
    """
    moves = tuple((site.url(move.former), site.url(move.now)) for move in find_moves(site))
    if moves:
        yield Output(text_files.PATH, text_files.write_redirects, lambda: {"moves": moves})


def _transcripts(site: Site, home: str) -> Iterator[Output]:
    """Yield the text of each film as a file to keep, below the film's own address."""
    for item in site.of_type("clip"):
        if plain_text(site.bodies[item.source], site.words(item.lang).say("frame.picture")):
            path = f"{item.address.lstrip('/')}{_TRANSCRIPT}"
            context = partial(_transcript, item, site, home)
            yield Output(path, write_transcript, context, item.source, frozenset({item.source}))


def _transcript(item: ContentItem, site: Site, home: str) -> Context:
    text = plain_text(site.bodies[item.source], site.words(item.lang).say("frame.picture"))
    return {"title": item.title, "address": home + item.address, "text": text}


def _locations(pages: Iterable[Output]) -> Context:
    """Return a location for every page that may be found; its date is that of its content."""
    metas = [page.meta() for page in pages if page.meta is not None]
    return {"locations": tuple(SitemapEntry(meta.location, meta.changed) for meta in metas if meta.location)}


def _security(site: Site, home: str) -> Output:
    security = cast("Mapping[str, object]", site.settings["security"])
    contact = cast("Mapping[str, object]", site.settings["contact"])
    expires = parse_date(str(security["expires"])) or site.day
    context = {
        "addresses": contacts(contact, f"{home}/kontakt/"),
        "expires": expires,
        "canonical": f"{home}/.well-known/security.txt",
        "languages": (site.lang,),
    }
    return Output(".well-known/security.txt", write_security_txt, lambda: context)
