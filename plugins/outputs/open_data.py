"""Open data: every article, event and film once more, for programs: as JSON (RFC 8259)."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from plugins.outputs.moments import rfc3339
from plugins.records import Image, Item

# What belongs to one type only, in the order in which it is written.
_OWN = ("start", "end", "place", "organiser", "programme", "register", "gallery", "video", "duration", "captions")


@dataclass(frozen=True, slots=True)
class Rights:
    """Who publishes the data, and what others may do with them; ``licence`` is None while that is open."""

    publisher: str
    licence: str | None


@dataclass(frozen=True, slots=True)
class Record:
    """An item as the catalogue lists it; both addresses are absolute."""

    type: str
    title: str
    page: str
    data: str
    changed: dt.date | dt.datetime | None


def twin(item: Item, address: str, html: str, rights: Rights, site: str) -> bytes:
    """Return all that the page of *item* says, as JSON.

    Args:
        item: An article, event or film.
        address: The page's absolute address.
        html: The text with absolute links, and a link for each embed.
        rights: Stand in every file, since files are passed on alone.
        site: The absolute address of the site, without a slash at the end.
    """
    own = {key: _plain(item.values[key], site) for key in _OWN if item.values.get(key)}
    return _written(
        {
            "type": item.type,
            "url": address,
            "title": item.title,
            "summary": item.summary,
            "lang": item.lang,
            "published": _plain(item.date, site),
            "updated": _plain(item.updated, site),
            "category": item.category or None,
            "tags": list(item.tags),
            "image": _plain(item.image, site),
            **own,
            "html": html,
            **_rights(rights),
        }
    )


def catalogue(title: str, records: Iterable[Record], rights: Rights) -> bytes:
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
    return _written({"title": title, **_rights(rights), "items": items})


def _rights(rights: Rights) -> dict[str, str | None]:
    return {"publisher": rights.publisher, "licence": rights.licence}


def _plain(value: object, site: str) -> object:
    """Return *value* as JSON knows it: days stay days, moments have their offset, files have whole addresses."""
    if isinstance(value, dt.datetime):
        return rfc3339(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, Image):
        parts = {"src": site + value.src, "alt": value.alt, "credit": value.credit, "caption": value.caption}
        return {key: part for key, part in parts.items() if part or key == "alt"}
    if isinstance(value, Mapping):
        return {key: _plain(part, site) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(part, site) for part in value]
    return site + value if isinstance(value, str) and value.startswith("/media/") else value


def _written(data: Mapping[str, object]) -> bytes:
    return f"{json.dumps(data, ensure_ascii=False, indent=1)}\n".encode()
