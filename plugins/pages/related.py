"""What else a reader may want: the neighbours in a list, and items on the same subjects."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from heapq import nsmallest
from itertools import islice

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
    left_out = {item.address, *(entry.address for entry in beside)}
    carriers = [world.carriers_of.get(subject_address(tag), ()) for tag in item.tags]
    if len(carriers) == 1:  # they stand there newest first already
        return tuple(islice((entry for entry in carriers[0] if entry.address not in left_out), _MOST))
    shared = Counter(entry.address for entries in carriers for entry in entries)
    for address in left_out:
        shared.pop(address, None)
    most: list[str] = []
    for count in sorted(set(shared.values()), reverse=True):
        alike = [address for address, number in shared.items() if number == count]
        most += nsmallest(_MOST - len(most), alike, key=world.rank_of.__getitem__)
    return tuple(world.dated[world.rank_of[address]] for address in most)
