"""Texts: many source files become items, worked out on all cores, in their order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from plugins.content import reader
from plugins.content.markdown.converter import Converter
from plugins.content.schema.content_types import TYPES, ContentType
from plugins.content.schema.field_types import FieldContext
from plugins.core.model import ContentItem
from plugins.core.parallel import parallel_map
from plugins.core.problem import Problem, ProblemCollector

_BEGIN = tuple(f"content/{kind.folder}/" for kind in TYPES)


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A source file: its path, its name in problems, and the content type of its folder."""

    path: Path
    file: str
    content_type: ContentType


def is_source_file(file: str) -> bool:
    """Return whether *file* ("content/…") is a text by its name."""
    return file.endswith(".md") and file.startswith(_BEGIN)


def source_file_named(file: str, content: Path) -> SourceFile | None:
    """Return the text named *file* in problems, below the folder *content*.

    None if its name is not that of a text.
    """
    if not is_source_file(file):
        return None
    _, folder, rest = file.split("/", 2)
    return SourceFile(content / folder / rest, file, next(kind for kind in TYPES if kind.folder == folder))


Outcome = tuple[ContentItem | None, tuple[Problem, ...]]
"""The outcome of a text: its item, or None, and its problems."""

ReadTexts = Callable[[Sequence[SourceFile], Converter, frozenset[str]], Iterable[Outcome]]
"""Reads texts with a converter, given the files below /media/, and returns an outcome for each, in their order."""


def read_items(texts: Sequence[SourceFile], converter: Converter, media: frozenset[str]) -> list[Outcome]:
    """Return the outcome of each of *texts*, read one by one on all cores."""
    return parallel_map(partial(_read, converter=converter, media=media), texts)


def read_item_bytes(raw: bytes, text: SourceFile, converter: Converter, media: frozenset[str]) -> Outcome:
    """Return the outcome of *text* if it holds the bytes *raw*."""
    report = ProblemCollector(text.file)
    item = reader.read_item(raw, text.content_type, converter, FieldContext(report, media))
    return item, tuple(report.problems)


def bytes_of(text: SourceFile) -> bytes | Outcome:
    """Return the bytes of *text*, or the outcome if it cannot be read."""
    try:
        return text.path.read_bytes()
    except OSError:
        report = ProblemCollector(text.file)
        report.error(
            1,
            "unreadable",
            "Diese Datei lässt sich nicht lesen.",
            "Bitte die Leserechte prüfen oder die Datei neu ablegen.",
        )
        return None, tuple(report.problems)


def _read(text: SourceFile, converter: Converter, media: frozenset[str]) -> Outcome:
    raw = bytes_of(text)
    return read_item_bytes(raw, text, converter, media) if isinstance(raw, bytes) else raw
