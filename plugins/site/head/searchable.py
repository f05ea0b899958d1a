"""Searchable: what the search is told of a page beside its words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import cast

from plugins.core.model import ContentItem
from plugins.site.site import Site
from plugins.site.teasers import teaser

KINDS = {"article": "Artikel", "event": "Veranstaltung", "clip": "Film", "page": "Seite"}
LANGUAGES = {"de": "Deutsch", "de-simple": "Leichte Sprache", "en": "Englisch"}
_LEGAL_WEIGHT = "0.3"  # the words of other pages count 1, those of headings more


@dataclass(frozen=True, slots=True)
class SearchMetadata:
    """What results are narrowed down by, and what they show.

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
        return self.language.partition("-")[0]

    @property
    def year(self) -> int | None:
        """The year of the day."""
        return self.day.year if self.day else None


def search_metadata(site: Site, item: ContentItem) -> SearchMetadata | None:
    """Return what the search is told of the page of *item*, or None if it must not be found.

    Whoever looks for a word seldom means the pages that the law asks for, and these hold many words.
    """
    if item.status != "published":
        return None
    legal = cast("Iterable[Mapping[str, object]]", site.settings.get("legal_navigation", ()))
    weight = _LEGAL_WEIGHT if item.address in {entry.get("address") for entry in legal} else ""
    place = cast("Mapping[str, object]", item.fields.get("place") or {})
    words = (*item.tags, item.category, *map(str, place.values()), str(item.fields.get("organiser") or ""))
    return SearchMetadata(KINDS[item.type], item.lang, teaser(item).day, weight, " ".join(filter(None, words)))
