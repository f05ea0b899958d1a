"""The start page."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from plugins.core.output import Context, Output
from plugins.site.head.head import page_head, page_meta
from plugins.site.site import Site
from plugins.site.views.events import past_events, upcoming_events

_NEWS = 3
_EVENTS = 3  # to come: one is shown, the others take its place when it is over


def outputs(world: Site) -> Iterator[Output]:
    """Yield the start page."""
    yield Output("index.html", "start.html", partial(_start, world), meta=partial(page_meta, world, "/"))


def _start(world: Site) -> Context:
    coming, past = upcoming_events(world), past_events(world)
    return {
        "page": page_head(world, "/", str(world.settings["name"]), str(world.settings["description"])),
        "articles": world.in_lists("article")[:_NEWS],
        "events": coming[:_EVENTS] or past[:1],
        "event_is_coming": bool(coming),
        "past_events": past[:2],
        "clip": next(iter(world.in_lists("clip")), None),
    }
