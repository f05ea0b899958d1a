"""Open data: every article, event, film and the like for programs.

As JSON (RFC 8259).
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import cast

from plugins.content.schema.content_types import TYPE_OF, TYPES
from plugins.core.dates import rfc3339
from plugins.core.model import ContentItem, Image
from plugins.core.output import Context, Output
from plugins.core.urls import json_address, path_of
from plugins.site.feed_bodies import feed_html
from plugins.site.registration import registration_data
from plugins.site.site import Site
from plugins.site.views.data import CATALOGUE
from plugins.site.withdrawn import withdrawal_of


@dataclass(frozen=True, slots=True)
class Rights:
    """The publisher of the data and the licence for others.

    ``licence`` is None while that is open.
    """

    publisher: str
    licence: str | None


@dataclass(frozen=True, slots=True)
class DataRecord:
    """An item as the catalogue lists it; both addresses are absolute."""

    type: str
    title: str
    page: str
    data: str
    changed: dt.date | dt.datetime | None


def json_copy(item: ContentItem, address: str, html: str, rights: Rights, home: str, register: str = "") -> bytes:
    """Return all that the page of *item* says, as JSON.

    Args:
        item: A text of a type whose table entry says ``in_data``.
        address: The page's absolute address.
        html: The text with absolute links, and a link for each embed.
        rights: Stand in every file, since files are passed on alone.
        home: The absolute address of the site, without a slash at the end.
        register: The address at which one registers, "" if it is as it was typed or there is none.
    """
    keys = (field.key for field in TYPE_OF[item.type].own_fields if field.in_data)
    own = {key: _plain(item.fields[key], home) for key in keys if item.fields.get(key)}
    if register:
        own["register"] = register
    return _json(
        {
            "type": item.type,
            "url": address,
            "title": item.title,
            "summary": item.summary,
            "lang": item.lang,
            "published": _plain(item.date, home),
            "updated": _plain(item.updated, home),
            **_corrections(item),
            "category": item.category or None,
            "tags": list(item.tags),
            "image": _plain(item.image, home),
            **own,
            "html": html,
            **_rights(rights),
        }
    )


def withdrawn_copy(item: ContentItem, address: str, rights: Rights) -> bytes:
    """Return why there are no data of *item* any more, as JSON."""
    note = withdrawal_of(item)
    withdrawn = {"day": note.day.isoformat(), "text": note.text}
    return _json({"type": item.type, "url": address, "lang": item.lang, "withdrawn": withdrawn, **_rights(rights)})


def _corrections(item: ContentItem) -> dict[str, object]:
    """Return the corrections of *item* under their key, or nothing."""
    found = [{"day": one.day.isoformat(), "text": one.text} for one in item.corrections]
    return {"corrected": found} if found else {}


def catalogue(title: str, records: Iterable[DataRecord], rights: Rights) -> bytes:
    """Return the list of all *records*, in the order given, as JSON."""
    items = [
        {
            "type": record.type,
            "title": record.title,
            "url": record.page,
            "data": record.data,
            "changed": _plain(record.changed, ""),
        }
        for record in records
    ]
    return _json({"title": title, **_rights(rights), "items": items})


def _rights(rights: Rights) -> dict[str, str | None]:
    return {"publisher": rights.publisher, "licence": rights.licence}


def _plain(value: object, home: str) -> object:
    """Return *value* as JSON knows it.

    Days stay days, moments have their offset, files have absolute addresses.
    """
    if isinstance(value, dt.datetime):
        return rfc3339(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, Image):
        parts = {"src": home + value.src, "alt": value.alt, "credit": value.credit, "caption": value.caption}
        return {key: part for key, part in parts.items() if part or key == "alt"}
    if isinstance(value, Mapping):
        return {key: _plain(part, home) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(part, home) for part in value]
    return home + value if isinstance(value, str) and value.startswith("/media/") else value


def _json(data: Mapping[str, object]) -> bytes:
    return f"{json.dumps(data, ensure_ascii=False, indent=1)}\n".encode()


def plan_open_data(site: Site) -> Iterator[Output]:
    """Yield the JSON copies and the catalogue.

    A hidden item has no copy, since no list leads to it.
    """
    home = site.home
    rights = _rights_of(site)
    listed = {entry.address for entry in site.by_date}
    records = []
    for kind in (kind for kind in TYPES if kind.in_data):
        for item in (item for item in site.of_type(kind.id) if item.status != "hidden"):
            path = path_of(json_address(item.address))
            yield Output(
                path, json_copy, partial(_copy_context, item, site, rights), item.source, frozenset({item.source})
            )
            if item.address in listed:
                records.append(_record(item, home))
    for item in (one for one in site.withdrawn if TYPE_OF[one.type].in_data):
        yield Output(
            path_of(json_address(item.address)), withdrawn_copy, partial(_stub, item, site, rights), item.source
        )
    context = {"title": str(site.settings["name"]), "records": tuple(records), "rights": rights}
    yield Output(path_of(CATALOGUE), catalogue, lambda: context)


def _copy_context(front: ContentItem, site: Site, rights: Rights) -> Context:
    item = site.with_body(front)
    return {
        "item": item,
        "address": site.home + item.address,
        "html": feed_html(item, site),
        "rights": rights,
        "home": site.home,
        "register": registration_data(item, site),
    }


def _stub(item: ContentItem, site: Site, rights: Rights) -> Context:
    return {"item": item, "address": site.home + item.address, "rights": rights}


def _record(item: ContentItem, home: str) -> DataRecord:
    return DataRecord(
        item.type, item.title, home + item.address, home + json_address(item.address), item.updated or item.date
    )


def _rights_of(site: Site) -> Rights:
    ministry = cast("Mapping[str, object]", site.settings["ministry"])
    licence = site.settings["licence"]
    return Rights(str(ministry["name"]), licence if isinstance(licence, str) else None)
