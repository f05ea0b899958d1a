"""Page metadata: facts about a page for other files.

For the sitemap, the search and share cards.
"""

from __future__ import annotations

import datetime as dt
from typing import cast

from plugins.content.schema.content_types import TYPE_OF
from plugins.core.model import ContentItem
from plugins.core.output import PageMeta
from plugins.site.head.searchable import search_metadata
from plugins.site.head.share_cards import share_card
from plugins.site.site import Site


def page_meta(
    site: Site,
    address: str,
    *,
    section: str = "",
    noindex: bool = False,
    item: ContentItem | None = None,
    canonical: str = "",
) -> PageMeta:
    """Return the metadata of the page at *address* for other files.

    The arguments are those of ``page_head``.
    """
    is_at_home = (canonical or address) == address
    unlisted = is_unlisted(item, noindex)
    is_mapped = is_at_home and not unlisted and (item is None or TYPE_OF[item.type].in_sitemap)
    found = search_metadata(site, item) if item and is_at_home else None
    return PageMeta(
        card=None if unlisted else share_card(site, section or address, item),
        language=found.index if found else "",
        year=found.year if found else None,
        location=site.home + address if is_mapped else "",
        changed=_last_change(item) if item else None,
    )


def is_unlisted(item: ContentItem | None, noindex: bool) -> bool:
    """Return whether no list and no search engine may name a page.

    *item* is the item it shows, if it shows one.
    """
    return noindex or (item is not None and item.status != "published")


def _last_change(item: ContentItem) -> dt.date | dt.datetime | None:
    return item.updated or item.date or cast("dt.date | dt.datetime | None", item.fields.get("start"))
