"""Suggestions: values that other texts have already, offered by the form."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

from plugins.content.front_matter.parser import Mapping as Front
from plugins.content.front_matter.parser import Node, Scalar, Sequence
from plugins.content.schema.life import WITHDRAWN
from plugins.content.schema.moments import parse_date as moment
from plugins.content.source_files import scan_front_matter
from plugins.core.dates import day_of

OFFERED = ("tags", "category", "organiser", "place.name", "place.street", "place.postcode", "place.city")


def collect_suggestions(content: Path, public_on: dt.date | None = None) -> dict[str, list[str]]:
    """Return values in the files below *content*, by the path of the key they are offered for.

    Files that cannot be read offer nothing; what is wrong with them is for others to say.

    Args:
        content: The folder that editors write in.
        public_on: A day; what readers find in no list then, such as drafts, offers nothing.
    """
    found: dict[str, set[str]] = {path: set() for path in OFFERED}
    for _kind, _path, front in scan_front_matter(content):
        if front is None or (public_on is not None and not _is_public(front, public_on)):
            continue
        for path, values in found.items():
            values.update(_values(front, path.split(".")))
    return {path: sorted(values, key=str.casefold) for path, values in found.items()}


def _is_public(front: Front, day: dt.date) -> bool:
    status, date = (next(_values(front, [key]), "") for key in ("status", "date"))
    due = moment(date) if date else None
    return (
        WITHDRAWN not in front.pairs
        and status in ("", "published")
        and (not date or (due is not None and day_of(due) <= day))
    )


def _values(node: Node | None, keys: list[str]) -> Iterator[str]:
    """Yield the texts at *keys*, each of a list."""
    if isinstance(node, Front) and keys:
        yield from _values(node.pairs.get(keys[0]), keys[1:])
    elif isinstance(node, Sequence) and not keys:
        for item in node.items:
            yield from _values(item, [])
    elif isinstance(node, Scalar) and not keys and node.text.strip():
        yield " ".join(node.text.split())
