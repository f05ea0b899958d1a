"""What else a reader may want: the neighbours in a list, and items on the same subjects."""

from __future__ import annotations

from collections.abc import Iterable
from heapq import nsmallest

from plugins.pages.shown import Teaser, subject_address
from plugins.pages.world import World
from plugins.records import Item

_MOST = 3


def neighbours(item: Item, world: World) -> tuple[Teaser | None, Teaser | None]:
    """Return the next older and the next newer teaser of the same type beside *item*."""
    at = world.position_of.get(item.address)
    if at is None:
        return None, None
    teasers = world.listed(item.type)
    older = teasers[at + 1] if at + 1 < len(teasers) else None
    newer = teasers[at - 1] if at > 0 else None
    return older, newer


def related(item: Item, world: World, beside: Iterable[Teaser] = ()) -> tuple[Teaser, ...]:
    """Return at most three other items that share most subjects with *item*, newest first among equals.

    None of those *beside* it: the page leads there already.
    """
    known = {item.address, *(entry.address for entry in beside)}
    shared: dict[str, int] = {}
    found: dict[str, Teaser] = {}
    for tag in item.tags:
        for entry in world.carriers_of.get(subject_address(tag), ()):
            if entry.address not in known:
                shared[entry.address] = shared.get(entry.address, 0) + 1
                found[entry.address] = entry
    most = nsmallest(_MOST, shared, key=lambda address: (-shared[address], world.rank_of[address]))
    return tuple(found[address] for address in most)
