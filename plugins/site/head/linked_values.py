"""Linked values: parts of several kinds of linked data, in the words of https://schema.org."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import cast

from plugins.content.schema.languages import LANGUAGE_OF
from plugins.core.model import ContentItem, Image
from plugins.site.site import Site
from plugins.site.template_filters import iso

SCHEMA = "https://schema.org"
_PARTS = ("street", "postcode", "city")  # of an address; without one of them it is none

Data = Mapping[str, object]


def without_gaps(data: Data) -> Data:
    """Return *data* without empty values: an unknown field is no field."""
    return {key: _prune(value) for key, value in data.items() if value not in ("", None, (), [])}


def _prune(value: object) -> object:
    if isinstance(value, Mapping):
        return without_gaps(value)
    return [_prune(part) for part in value] if isinstance(value, list | tuple) else value


def language(item: ContentItem) -> str:
    """Return the language of *item* as schema.org knows it: Leichte Sprache is German."""
    return LANGUAGE_OF[item.lang].base


def corrections(item: ContentItem) -> list[Data]:
    """Return the corrections of *item*; an event can have none, for it is no creative work."""
    return [{"@type": "CorrectionComment", "text": one.text, "datePublished": day(one.day)} for one in item.corrections]


def ministry(site: Site) -> Data:
    """Return who publishes the site; an address that is partly open is left out."""
    publisher = cast("Mapping[str, object]", site.settings["ministry"])
    known = {key: publisher[key] for key in _PARTS if isinstance(publisher[key], str)}
    address = postal(known) if len(known) == len(_PARTS) else None
    return without_gaps({"@type": "GovernmentOrganization", "name": publisher["name"], "address": address})


def common_values(item: ContentItem, site: Site) -> Data:
    """Return the values of every item: summary, address, language and picture."""
    image = item.image or cast("Image | None", item.fields.get("poster_image"))
    return {
        "description": item.summary,
        "url": site.home + item.address,
        "inLanguage": language(item),
        "image": [site.home + image.src] if image else [],
    }


def postal(place: Mapping[str, object]) -> Data:
    """Return the address of *place*."""
    return {
        "@type": "PostalAddress",
        "streetAddress": place.get("street"),
        "postalCode": place.get("postcode"),
        "addressLocality": place.get("city"),
        "addressCountry": "DE",
    }


def day(value: object) -> str:
    """Return a day or a moment as ISO 8601 has it, "" for anything else."""
    return iso(value) if isinstance(value, dt.date) else ""
