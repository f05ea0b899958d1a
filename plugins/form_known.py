"""Form known: what other texts say already, so that the form can offer it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

from plugins.day import day_of
from plugins.editorial import source
from plugins.editorial.dates import parse as moment
from plugins.editorial.front_matter import Mapping as Front
from plugins.editorial.front_matter import Node, Scalar, Sequence, parse
from plugins.editorial.report import Report
from plugins.editorial.schema import TYPES

OFFERED = ("tags", "category", "organiser", "place.name", "place.street", "place.postcode", "place.city")


def known(content: Path, public_on: dt.date | None = None) -> dict[str, list[str]]:
    """Return what stands in the files below *content*, by the path of the key it can be offered for.

    Files that cannot be read offer nothing; what is wrong with them is for others to say.

    Args:
        content: The folder that editors write in.
        public_on: A day; what readers find in no list then, such as drafts, offers nothing.
    """
    found: dict[str, set[str]] = {path: set() for path in OFFERED}
    for front in _fronts(content):
        if public_on is not None and not _is_public(front, public_on):
            continue
        for path, values in found.items():
            values.update(_values(front, path.split(".")))
    return {path: sorted(values, key=str.casefold) for path, values in found.items()}


def _fronts(content: Path) -> Iterator[Front]:
    for kind in TYPES:
        for path in sorted((content / kind.folder).rglob("*.md")):
            report = Report(path.name)
            try:
                text = source.decode(path.read_bytes(), report)
            except OSError:
                continue
            parts = source.split(text, report) if text is not None else None
            front = parse(parts.front, 1, report) if parts else None
            if front:
                yield front


def _is_public(front: Front, day: dt.date) -> bool:
    status, date = (next(_values(front, [key]), "") for key in ("status", "date"))
    due = moment(date) if date else None
    return status in ("", "published") and (not date or (due is not None and day_of(due) <= day))


def _values(node: Node | None, keys: list[str]) -> Iterator[str]:
    """Yield the texts at *keys*, each of a list."""
    if isinstance(node, Front) and keys:
        yield from _values(node.pairs.get(keys[0]), keys[1:])
    elif isinstance(node, Sequence) and not keys:
        for item in node.items:
            yield from _values(item, [])
    elif isinstance(node, Scalar) and not keys and node.text.strip():
        yield " ".join(node.text.split())
