"""What programs read: feeds, calendars, the sitemap and the like, put together from pages and outputs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import cast

from plugins.content.schema.moments import parse_date
from plugins.core.model import ContentItem
from plugins.core.output import Context, Output
from plugins.core.urls import path_of
from plugins.site.bodies import feed_html, plain_text
from plugins.site.feeds import text_files
from plugins.site.feeds.atom import Feed, FeedEntry, write_atom
from plugins.site.feeds.calendar_event import CalendarEvent, uid
from plugins.site.feeds.sitemap import SitemapEntry, write_robots, write_sitemap
from plugins.site.feeds.text_files import contacts, write_security_txt, write_transcript
from plugins.site.site import Site

_TRANSCRIPT = "textfassung.txt"
_NEWEST = 100  # entries of a feed, as in Pelican: every reader's program takes them all in at each visit
_OLDEST = dt.date(2016, 5, 1)  # an empty feed has the month in which the online dialogue began


def plan_machine_files(world: Site, pages: Iterable[Output]) -> Iterator[Output]:
    """Yield every file for programs. *pages* are those that the sitemap may name."""
    site = world.home
    dated = [item for item in _listed(world) if item.type in {"article", "event", "clip"}]
    for address, title, kinds in (
        ("/feed.xml", "Alles Neue", {"article", "event", "clip"}),
        ("/aktuelles/feed.xml", "Aktuelles", {"article"}),
        ("/veranstaltungen/feed.xml", "Veranstaltungen", {"event"}),
    ):
        items = [item for item in dated if item.type in kinds][:_NEWEST]
        shows = partial(_feed, world, site, address, title, items)
        yield Output(path_of(address), write_atom, shows, bodies=frozenset(item.source for item in items))
    yield from _calendars(world, site)
    yield from _redirects(world)
    yield from _transcripts(world, site)
    yield Output("sitemap.xml", write_sitemap, partial(_locations, tuple(pages)))
    yield Output("robots.txt", write_robots, lambda: {"sitemap_address": f"{site}/sitemap.xml"})
    yield _security(world, site)


def _listed(world: Site) -> list[ContentItem]:
    """Return the German items that feeds may hold, newest first."""
    items = [item for item in world.items if item.status == "published" and item.lang == "de"]
    days = {item.source: world.teaser_of[item.source].day or _OLDEST for item in items}
    return sorted(items, key=lambda item: (-days[item.source].toordinal(), item.address))


def _feed(world: Site, site: str, address: str, title: str, items: list[ContentItem]) -> Context:
    name = str(world.settings["name"])
    page = address.removesuffix("feed.xml")
    ministry = cast("Mapping[str, object]", world.settings["ministry"])
    feed = Feed(
        title=f"{name}: {title}",
        address=site + page,
        self_address=site + address,
        updated=_OLDEST,
        author=str(ministry["name"]),
        entries=tuple(_entry(world.with_body(item), world, site) for item in items),
    )
    return {"feed": feed}


def _entry(item: ContentItem, world: Site, site: str) -> FeedEntry:
    published = item.date or cast("dt.date | dt.datetime", item.fields.get("start")) or _OLDEST
    return FeedEntry(
        title=item.title,
        address=site + item.address,
        published=published,
        updated=item.updated,
        summary=item.summary,
        html=feed_html(item, world),
        categories=item.tags,
    )


def _calendars(world: Site, site: str) -> Iterator[Output]:
    name = str(world.settings["name"])
    events = [item for item in world.of_type("event") if item.lang == "de"]
    for item in events:
        shows = partial(_calendar, item.title, [item], site)
        yield Output(f"veranstaltungen/{item.slug}.ics", _ics, shows, item.source)
    listed = [item for item in events if item.status == "published"]
    yield Output("veranstaltungen/kalender.ics", _ics, partial(_calendar, name, listed, site))


def _ics(name: str, events: Iterable[CalendarEvent]) -> bytes:
    from plugins.site.feeds.calendar import write_calendar  # nobody waits for its library who edits an article

    return write_calendar(name, events)


def _calendar(name: str, items: Iterable[ContentItem], site: str) -> Context:
    return {"name": name, "events": tuple(_calendar_event(item, site) for item in items)}


def _redirects(world: Site) -> Iterator[Output]:
    """Yield the map of former addresses, if there are any; an item's own page does the same without a server's help."""
    moves = tuple(
        (world.url(f"/{alias.strip('/')}/"), world.url(item.address)) for item in world.items for alias in item.aliases
    )
    if moves:
        yield Output(text_files.PATH, text_files.write_redirects, lambda: {"moves": moves})


def _transcripts(world: Site, site: str) -> Iterator[Output]:
    """Yield the text of each film as a file to keep, below the film's own address."""
    for item in world.of_type("clip"):
        if plain_text(world.bodies[item.source].html):
            path = f"{item.address.lstrip('/')}{_TRANSCRIPT}"
            shows = partial(_transcript, item, world, site)
            yield Output(path, write_transcript, shows, item.source, frozenset({item.source}))


def _transcript(item: ContentItem, world: Site, site: str) -> Context:
    text = plain_text(world.bodies[item.source].html)
    return {"title": item.title, "address": site + item.address, "text": text}


def _calendar_event(item: ContentItem, site: str) -> CalendarEvent:
    place = cast("Mapping[str, str]", item.fields["place"])
    city = " ".join(part for part in (place.get("postcode", ""), place["city"]) if part)
    parts = dict.fromkeys(part for part in (place["name"], place.get("street", ""), city) if part)
    return CalendarEvent(
        uid=uid(site + item.address),
        title=item.title,
        summary=item.summary,
        start=cast("dt.date | dt.datetime", item.fields["start"]),
        end=cast("dt.date | dt.datetime | None", item.fields.get("end")),
        place=", ".join(parts),
        address=site + item.address,
        updated=item.updated or item.date,
    )


def _locations(pages: Iterable[Output]) -> Context:
    """Return a location for every page that may be found; its date is that of its content."""
    outlines = [page.meta() for page in pages if page.meta is not None]
    return {"locations": tuple(SitemapEntry(told.location, told.changed) for told in outlines if told.location)}


def _security(world: Site, site: str) -> Output:
    security = cast("Mapping[str, object]", world.settings["security"])
    contact = cast("Mapping[str, object]", world.settings["contact"])
    expires = parse_date(str(security["expires"])) or world.day
    shows = {
        "addresses": contacts(contact, f"{site}/kontakt/"),
        "expires": expires,
        "canonical": f"{site}/.well-known/security.txt",
    }
    return Output(".well-known/security.txt", write_security_txt, lambda: shows)
