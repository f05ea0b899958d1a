"""Related items: the neighbours in a list, and items on the same subjects."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from plugins.core.model import ContentItem
from plugins.site.site import Site
from plugins.site.teasers import Teaser

_MOST = 3


def find_neighbours(item: ContentItem, site: Site) -> tuple[Teaser | None, Teaser | None]:
    """Return the next older and the next newer teaser of the same type beside *item*."""
    at = site.position_of.get(item.address)
    if at is None:
        return None, None
    teasers = site.in_lists(item.type)
    older = teasers[at + 1] if at + 1 < len(teasers) else None
    newer = teasers[at - 1] if at > 0 else None
    return older, newer


def find_related(item: ContentItem, site: Site, beside: Iterable[Teaser] = ()) -> tuple[Teaser, ...]:
    """Return at most three other items that share most subjects with *item*.

    Among equals the newest come first.

    None of those *beside* it: the page leads there already.
    """
    left_out = [site.rank_of.get(address) for address in (item.address, *(entry.address for entry in beside))]
    allowed = ~sum(1 << rank for rank in set(left_out) if rank is not None)
    sharing = _sharing([site.ranks_of.get(site.subject_address(tag), 0) for tag in item.tags])
    found: list[Teaser] = []
    for ranks in reversed(sharing):
        while (left := ranks & allowed) and len(found) < _MOST:
            newest = left & -left
            found.append(site.by_date[newest.bit_length() - 1])
            allowed ^= newest
    return tuple(found)


def _sharing(carriers: Sequence[int]) -> list[int]:
    """Return at n - 1 the ranks that are among *carriers* at least n times.

    Counting with bits takes no step per rank.
    """
    sharing = [0] * len(carriers)
    for ranks in carriers:
        for n in range(len(sharing) - 1, 0, -1):
            sharing[n] |= sharing[n - 1] & ranks
        if sharing:
            sharing[0] |= ranks
    return sharing
