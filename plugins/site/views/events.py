"""Events, and the page that parts them into coming and past."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import partial

from plugins.core.dates import day_of
from plugins.core.model import ContentItem
from plugins.core.output import Context, Output
from plugins.core.urls import path_of
from plugins.site.bodies import body_parts, embeds_in
from plugins.site.head.page_head import item_head, page_head
from plugins.site.head.page_meta import page_meta
from plugins.site.occasions import occasions_of
from plugins.site.registration import registration_of
from plugins.site.related import find_related
from plugins.site.site import Site, newest_first
from plugins.site.teasers import Teaser, by_year, each_occasion, teaser

CONTENT_TYPE = "event"


def outputs(site: Site) -> Iterator[Output]:
    """Yield the pages of all events and their index."""
    kind = site.type_of[CONTENT_TYPE]
    for item in site.of_type(CONTENT_TYPE):
        yield Output(
            path_of(item.address),
            kind.template,
            partial(_event, item, site),
            item.source,
            frozenset({item.source}),
            partial(page_meta, site, item.address, section=kind.index, item=item),
        )
    if site.has_list(CONTENT_TYPE):
        meta = partial(page_meta, site, kind.index)
        yield Output(path_of(kind.index), "events.html", partial(_index, site), meta=meta)


def is_upcoming(entry: Teaser, site: Site) -> bool:
    """Return whether the event has not ended before the day the site is built for."""
    return entry.last_day is not None and entry.last_day >= site.day


def list_upcoming(site: Site) -> tuple[Teaser, ...]:
    """Return the events still to come, the nearest first, one on several dates for each of them."""
    dates = newest_first(one for entry in site.in_lists(CONTENT_TYPE) for one in each_occasion(entry))
    return tuple(reversed([entry for entry in dates if is_upcoming(entry, site)]))


def list_past(site: Site) -> tuple[Teaser, ...]:
    """Return the events that have been, the latest first."""
    return tuple(entry for entry in site.in_lists(CONTENT_TYPE) if not is_upcoming(entry, site))


def announcements_of(item: ContentItem, site: Site) -> tuple[Teaser, ...]:
    """Return the articles that announce the event *item*: those of the days before it."""
    return tuple(entry for entry in site.articles_about.get(item.address, ()) if not _is_report(entry, item))


def reports_of(item: ContentItem, site: Site) -> tuple[Teaser, ...]:
    """Return the articles that report of the event *item*, from its first day on."""
    return tuple(entry for entry in site.articles_about.get(item.address, ()) if _is_report(entry, item))


def _is_report(entry: Teaser, item: ContentItem) -> bool:
    began = teaser(item).day
    return entry.day is not None and began is not None and entry.day >= began


def _event(front: ContentItem, site: Site) -> Context:
    item = site.with_body(front)
    body = body_parts(item, site)
    kind = site.type_of[CONTENT_TYPE]
    page = item_head(site, item, ((kind.title, kind.index),), embeds_in(body))
    entry = teaser(item)
    occasions = occasions_of(item.fields)
    until = _last_day_to_register(item)
    to_come = tuple(one for one in occasions if one.last_day >= site.day)
    return {
        "page": page,
        "item": item,
        "body": body,
        "coming": is_upcoming(entry, site),
        "last_day": entry.last_day,
        "event": entry,
        "occasions": occasions,
        "heads": to_come or occasions[-1:],
        "registration": registration_of(item, site),
        "registers_until": until,
        "is_closed": until is not None and until < site.day,
        "calendar": f"{kind.index}{item.slug}.ics" if item.lang == site.lang else "",
        "announcements": announcements_of(item, site),
        "reports": reports_of(item, site),
        "related": find_related(item, site, beside=site.articles_about.get(item.address, ())),
        "subjects": site.subjects_of(item),
    }


def _last_day_to_register(item: ContentItem) -> dt.date | None:
    until = item.fields.get("register_until")
    return day_of(until) if isinstance(until, dt.date) else None


def _index(site: Site) -> Context:
    kind = site.type_of[CONTENT_TYPE]
    listed = site.in_lists(CONTENT_TYPE)
    return {
        "page": page_head(site, kind.index, kind.title, site.intro_of(kind)),
        "heading": kind.title,
        "intro": site.intro_of(kind),
        "coming": list_upcoming(site),
        "groups": by_year(listed),
        "first_over": min((entry.last_day for entry in listed if entry.last_day), default=None),
        "day": site.day,
        "calendar": f"{kind.index}kalender.ics",
        "feed": kind.feed,
    }
