"""The start page."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from plugins.content.settings.sections import group_opening, read_start
from plugins.core.output import Context, Output
from plugins.site.head.page_head import page_head
from plugins.site.head.page_meta import page_meta
from plugins.site.site import Site
from plugins.site.views.events import list_past, list_upcoming

_NEWS = 3
_EVENTS = 3  # to come: one is shown, the others take its place when it is over


def outputs(site: Site) -> Iterator[Output]:
    """Yield the start page."""
    yield Output("index.html", "start.html", partial(_start, site), meta=partial(page_meta, site, "/"))


def _start(site: Site) -> Context:
    coming, past = list_upcoming(site), list_past(site)
    return {
        "page": page_head(site, "/", str(site.settings["name"]), str(site.settings["description"])),
        "articles": site.in_lists("article")[:_NEWS],
        "events": coming[:_EVENTS] or past[:1],
        "event_is_coming": bool(coming),
        "past_events": past[:2],
        "clip": next(iter(site.in_lists("clip")), None),
        "groups": group_opening(read_start(site.settings)),
    }
