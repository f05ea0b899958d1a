"""Search metadata: the filters, day and weight of a page, beside its words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import cast

from plugins.content.schema.content_types import TYPE_OF
from plugins.content.schema.languages import LANGUAGE_OF
from plugins.core.model import ContentItem
from plugins.site.site import Site
from plugins.site.teasers import teaser
from plugins.site.titles import say_state

_LEGAL_WEIGHT = "0.3"  # the words of other pages count 1, those of headings more


@dataclass(frozen=True, slots=True)
class SearchMetadata:
    """The metadata of a page in the search: for its filters, and for results to show.

    ``weight`` is "" for an ordinary page. ``words`` are those of its margin: they are found, but
    they are no sentence that a result could quote.
    """

    kind: str
    language: str
    day: dt.date | None
    weight: str
    words: str = ""

    @property
    def index(self) -> str:
        """The language whose index it stands in: Leichte Sprache has the words and stems of German."""
        return LANGUAGE_OF[self.language].base

    @property
    def year(self) -> int | None:
        """The year of the day."""
        return self.day.year if self.day else None


def search_metadata(site: Site, item: ContentItem) -> SearchMetadata | None:
    """Return the search metadata of the page of *item*, or None if it must not be found.

    Whoever looks for a word seldom means the pages that the law asks for, and these hold many words.
    """
    if item.status != "published" or not TYPE_OF[item.type].in_search:
        return None
    legal = cast("Iterable[Mapping[str, object]]", site.settings.get("legal_navigation", ()))
    weight = _LEGAL_WEIGHT if item.address in {entry.get("address") for entry in legal} else ""
    words = (*item.tags, item.category, *_words_of_event(item, site))
    return SearchMetadata(
        site.type_of[item.type].label, item.lang, teaser(item).day, weight, " ".join(filter(None, words))
    )


def _words_of_event(item: ContentItem, site: Site) -> Iterator[str]:
    """Yield the words in the margin of an event that matter to those who want to come."""
    values = item.fields
    yield from map(str, cast("Mapping[str, object]", values.get("place") or {}).values())
    yield from (str(values.get(key) or "") for key in ("organiser", "price", "event_language"))
    yield from cast("Iterable[str]", values.get("access", ()))
    yield say_state(item, site)
    if "online" in values:
        yield site.words(item.lang).say("event.online")
