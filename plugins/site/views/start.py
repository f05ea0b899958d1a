"""The start page."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from plugins.core.output import Output, Shows
from plugins.site.head.head import outline, page_head
from plugins.site.site import World
from plugins.site.views.events import coming_events, past_events

_NEWS = 3
_EVENTS = 3  # to come: one is shown, the others take its place when it is over


def outputs(world: World) -> Iterator[Output]:
    """Yield the start page."""
    yield Output("index.html", "start.html", partial(_start, world), outline=partial(outline, world, "/"))


def _start(world: World) -> Shows:
    coming, past = coming_events(world), past_events(world)
    return {
        "page": page_head(world, "/", str(world.site["name"]), str(world.site["description"])),
        "articles": world.listed("article")[:_NEWS],
        "events": coming[:_EVENTS] or past[:1],
        "event_is_coming": bool(coming),
        "past_events": past[:2],
        "clip": next(iter(world.listed("clip")), None),
    }
