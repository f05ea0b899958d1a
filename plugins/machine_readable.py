"""What programs read: feeds, calendars, the sitemap and the like, put together from pages and outputs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import cast

from plugins.addresses import path_of
from plugins.editorial.dates import parse
from plugins.outputs import redirects
from plugins.outputs.calendar import CalendarEvent, calendar, uid
from plugins.outputs.feeds import Entry, Feed, atom
from plugins.outputs.sitemap import Location, robots, sitemap
from plugins.outputs.transcript import transcript_txt
from plugins.outputs.well_known import contacts, security_txt
from plugins.pages.bodies import feed_html, plain_text
from plugins.pages.head import Page
from plugins.pages.shown import teaser
from plugins.pages.world import World
from plugins.plan import Output
from plugins.records import Item

_TRANSCRIPT = "textfassung.txt"
_NEWEST = 100  # entries of a feed, as in Pelican: every reader's program takes them all in at each visit
_OLDEST = dt.date(2016, 5, 1)  # an empty feed has the month in which the online dialogue began


def plan(world: World, pages: Iterable[Output]) -> Iterator[Output]:
    """Yield every file for programs. *pages* are those that the sitemap may name."""
    site = world.home
    dated = [item for item in _listed(world) if item.type in {"article", "event", "clip"}]
    for address, title, kinds in (
        ("/feed.xml", "Alles Neue", {"article", "event", "clip"}),
        ("/aktuelles/feed.xml", "Aktuelles", {"article"}),
        ("/veranstaltungen/feed.xml", "Veranstaltungen", {"event"}),
    ):
        items = [item for item in dated if item.type in kinds][:_NEWEST]
        yield Output(path_of(address), atom, {"feed": _feed(world, site, address, title, items)})
    yield from _calendars(world, site)
    yield from _redirects(world)
    yield from _transcripts(world, site)
    yield Output("sitemap.xml", sitemap, {"locations": tuple(_locations(site, pages))})
    yield Output("robots.txt", robots, {"sitemap_address": f"{site}/sitemap.xml"})
    yield _security(world, site)


def _listed(world: World) -> list[Item]:
    """Return the German items that feeds may hold, newest first."""
    items = (item for item in world.items if item.status == "published" and item.lang == "de")
    return sorted(items, key=lambda item: (-(_day(item) or _OLDEST).toordinal(), item.address))


def _day(item: Item) -> dt.date | None:
    return teaser(item).day


def _feed(world: World, site: str, address: str, title: str, items: list[Item]) -> Feed:
    name = str(world.site["name"])
    page = address.removesuffix("feed.xml")
    ministry = cast("Mapping[str, object]", world.site["ministry"])
    return Feed(
        title=f"{name}: {title}",
        address=site + page,
        self_address=site + address,
        updated=_OLDEST,
        author=str(ministry["name"]),
        entries=tuple(_entry(item, world, site) for item in items),
    )


def _entry(item: Item, world: World, site: str) -> Entry:
    published = item.date or cast("dt.date | dt.datetime", item.values.get("start")) or _OLDEST
    return Entry(
        title=item.title,
        address=site + item.address,
        published=published,
        updated=item.updated,
        summary=item.summary,
        html=feed_html(item, world),
        categories=item.tags,
    )


def _calendars(world: World, site: str) -> Iterator[Output]:
    name = str(world.site["name"])
    events = [item for item in world.of_type("event") if item.lang == "de"]
    for item in events:
        shows = {"name": item.title, "events": (_calendar_event(item, site),)}
        yield Output(f"veranstaltungen/{item.slug}.ics", calendar, shows, item.source)
    listed = tuple(_calendar_event(item, site) for item in events if item.status == "published")
    yield Output("veranstaltungen/kalender.ics", calendar, {"name": name, "events": listed})


def _redirects(world: World) -> Iterator[Output]:
    """Yield the map of former addresses, if there are any; an item's own page does the same without a server's help."""
    moves = tuple(
        (world.url(f"/{alias.strip('/')}/"), world.url(item.address)) for item in world.items for alias in item.aliases
    )
    if moves:
        yield Output(redirects.PATH, redirects.redirects, {"moves": moves})


def _transcripts(world: World, site: str) -> Iterator[Output]:
    """Yield the text of each film as a file to keep, below the film's own address."""
    for item in world.of_type("clip"):
        if text := plain_text(item.body.html):
            shows = {"title": item.title, "address": site + item.address, "text": text}
            yield Output(f"{item.address.lstrip('/')}{_TRANSCRIPT}", transcript_txt, shows, item.source)


def _calendar_event(item: Item, site: str) -> CalendarEvent:
    place = cast("Mapping[str, str]", item.values["place"])
    city = " ".join(part for part in (place.get("postcode", ""), place["city"]) if part)
    parts = dict.fromkeys(part for part in (place["name"], place.get("street", ""), city) if part)
    return CalendarEvent(
        uid=uid(site + item.address),
        title=item.title,
        summary=item.summary,
        start=cast("dt.date | dt.datetime", item.values["start"]),
        end=cast("dt.date | dt.datetime | None", item.values.get("end")),
        place=", ".join(parts),
        address=site + item.address,
        updated=item.updated or item.date,
    )


def _locations(site: str, pages: Iterable[Output]) -> Iterator[Location]:
    """Yield a location for every page that may be found; its date is that of its content."""
    for output in pages:
        page = cast(Page, output.shows["page"])
        if page.noindex or page.canonical != site + page.address:
            continue
        item = cast("Item | None", output.shows.get("item"))
        changed = (item.updated or item.date or item.values.get("start")) if item else None
        yield Location(page.canonical, cast("dt.date | dt.datetime | None", changed))


def _security(world: World, site: str) -> Output:
    security = cast("Mapping[str, object]", world.site["security"])
    contact = cast("Mapping[str, object]", world.site["contact"])
    expires = parse(str(security["expires"])) or world.day
    shows = {
        "addresses": contacts(contact, f"{site}/kontakt/"),
        "expires": expires,
        "canonical": f"{site}/.well-known/security.txt",
    }
    return Output(".well-known/security.txt", security_txt, shows)
