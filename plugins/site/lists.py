"""Lists: many teasers, a page at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from plugins.core.output import Context, Output
from plugins.core.urls import path_of
from plugins.site.head.page_head import page_head
from plugins.site.head.page_meta import page_meta
from plugins.site.site import Site
from plugins.site.teasers import Teaser, by_initial, by_year

PER_PAGE = 20


@dataclass(frozen=True, slots=True)
class Pagination:
    """Where a page stands among its list's; addresses are "" where there is no such page."""

    number: int
    of: int
    newer_address: str
    older_address: str


def list_pages(
    site: Site, index: str, title: str, summary: str, teasers: Sequence[Teaser], *, feed: str = ""
) -> Iterator[Output]:
    """Yield the pages of a list; there is always at least one."""
    count = max(1, -(-len(teasers) // PER_PAGE))
    for number in range(1, count + 1):
        address = _address(index, number)
        yield Output(
            path_of(address),
            "list.html",
            partial(_page, site, index, title, summary, teasers, feed, number, count),
            meta=partial(page_meta, site, address, section=index),
        )


def _page(
    site: Site,
    index: str,
    title: str,
    summary: str,
    teasers: Sequence[Teaser],
    feed: str,
    number: int,
    count: int,
) -> Context:
    entries = teasers[(number - 1) * PER_PAGE : number * PER_PAGE]
    heading = title if number == 1 else site.words().say("lists.title_of_page", title=title, number=number)
    page = page_head(
        site,
        _address(index, number),
        heading,
        summary,
        crumbs=() if number == 1 else ((title, index),),
        section=index,
    )
    return {
        "page": page,
        "heading": heading,
        "intro": summary,
        "groups": by_year(entries) if all(entry.day for entry in entries) else by_initial(entries),
        "feed": feed,
        "pagination": Pagination(
            number,
            count,
            _address(index, number - 1) if number > 1 else "",
            _address(index, number + 1) if number < count else "",
        ),
    }


def _address(index: str, number: int) -> str:
    return index if number == 1 else f"{index}seite-{number}/"
