"""Titles: those of events for programs that know no more of it, „Abgesagt: Der Kongress“."""

from __future__ import annotations

from plugins.core.model import ContentItem
from plugins.site.occasions import state_of, state_on
from plugins.site.site import Site


def say_state(item: ContentItem, site: Site) -> str:
    """Return the word for the state of *item*, or ""."""
    return _say(state_of(item.fields), item, site)


def title_with_state(item: ContentItem, site: Site, *, is_first: bool = True) -> str:
    """Return the title of *item*, of an event with the word for its state before it.

    *is_first* says whether it is about the date under ``start``, else it is about a further one.
    """
    said = _say(state_on(state_of(item.fields), is_first=is_first), item, site)
    return f"{said}: {item.title}" if said else item.title


def _say(state: str, item: ContentItem, site: Site) -> str:
    return site.words(item.lang).say(f"event.state.{state}") if state else ""
