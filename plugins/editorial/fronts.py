"""Fronts: the front matter of every text, read in silence, for those who only want to know what is there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from plugins.editorial import source
from plugins.editorial.front_matter import Mapping as Front
from plugins.editorial.front_matter import parse
from plugins.editorial.report import Report
from plugins.editorial.schema import TYPES, ContentType
from plugins.editorial.walk import files


def fronts(content: Path) -> Iterator[tuple[ContentType, Path, Front | None]]:
    """Yield each text below *content*, with None for a front matter that cannot be read: ``check`` tells of it."""
    for kind in TYPES:
        for path in files(content / kind.folder):
            if path.suffix == ".md":
                yield kind, path, _front(path)


def _front(path: Path) -> Front | None:
    report = Report(path.name)
    try:
        text = source.decode(path.read_bytes(), report)
    except OSError:
        return None
    parts = source.split(text, report) if text is not None else None
    return parse(parts.front, parts.front_line, report) if parts else None
