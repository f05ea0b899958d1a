"""Moves: the former addresses of texts and sections, and where each leads now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from plugins.site.site import Site


@dataclass(frozen=True, slots=True)
class Move:
    """A former address, the present one, and title and source ("" for a list) of the page there."""

    former: str
    now: str
    title: str
    source: str = ""


def find_moves(site: Site) -> Iterator[Move]:
    """Yield the moves of all texts, and of all sections with everything below."""
    items = (*site.items, *site.withdrawn)
    for item in items:
        yield from (Move(f"/{alias.strip('/')}/", item.address, item.title, item.source) for alias in item.aliases)
    pages = [Move("", item.address, item.title, item.source) for item in items]
    pages += [Move("", subject.address, subject.name) for subject, _ in site.subjects]
    for section in filter(None, site.sections.values()):
        for alias in section.aliases:
            if section.title:
                yield Move(alias, section.address, section.title)
            for page in pages:
                if page.now.startswith(section.address) and page.now != section.address:
                    yield Move(alias + page.now.removeprefix(section.address), page.now, page.title, page.source)
