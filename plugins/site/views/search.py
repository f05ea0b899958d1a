"""The search page.

A search where scripts run, and always an index of everything by subject and year.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from plugins.content.schema.content_types import TYPES
from plugins.content.schema.languages import LANGUAGES
from plugins.content.settings.sections import Section
from plugins.core.output import Context, Output
from plugins.core.urls import path_of
from plugins.site.head.page_head import page_head
from plugins.site.head.page_meta import page_meta
from plugins.site.head.searchable import search_metadata
from plugins.site.schema_words import key_of_language
from plugins.site.search.shards import split_shards
from plugins.site.site import Site
from plugins.site.teasers import by_year


@dataclass(frozen=True, slots=True)
class SearchForm:
    """The choices of the search form, each a value of the index with its German name.

    ``indexes`` are the languages there is one for, and ``shards`` the folders of those that belong to it.
    """

    kinds: tuple[tuple[str, str], ...]
    years: tuple[tuple[str, str], ...]
    languages: tuple[tuple[str, str], ...]
    indexes: tuple[str, ...]
    shards: tuple[str, ...] = ()


def outputs(site: Site) -> Iterator[Output]:
    """Yield the search page."""
    if section := site.sections["search"]:
        meta = partial(page_meta, site, section.address)
        yield Output(path_of(section.address), "search.html", partial(_page, site, section), meta=meta)


def _page(site: Site, section: Section) -> Context:
    summary = site.words().say("search.summary")
    pages = [entry for kind in TYPES if not kind.day for entry in site.in_lists(kind.id)]
    return {
        "page": page_head(
            site, section.address, section.title, summary, sends=site.has_search, compiles=site.has_search
        ),
        "by_subject": site.subjects,
        "by_year": by_year(site.by_date),
        "pages": tuple(sorted(pages, key=lambda entry: entry.title.casefold())),
        "search": _search(site) if site.has_search else None,
    }


def _search(site: Site) -> SearchForm:
    """Return the choices of the form: only those that would find something."""
    found = [(item.address, entry) for item in site.items if (entry := search_metadata(site, item))]
    entries = [entry for _, entry in found]
    kinds = {entry.kind for entry in entries}
    years = sorted({entry.year for entry in entries if entry.year}, reverse=True)
    languages = {entry.language for entry in entries}
    parts = split_shards((path_of(address), entry.index, entry.year) for address, entry in found)
    return SearchForm(
        kinds=tuple((kind.label, kind.label) for kind in site.type_of.values() if kind.label in kinds),
        years=tuple((str(year), str(year)) for year in years),
        languages=tuple(
            (one.code, site.words().say(key_of_language(one))) for one in LANGUAGES if one.code in languages
        ),
        indexes=tuple(dict.fromkeys(one.base for one in LANGUAGES if one.code in languages)),
        shards=tuple(f"{part.language}/{part.name}" for part in parts if part.name),
    )
