"""Reader: one source file becomes one checked item."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import Any

from plugins.content import life
from plugins.content.event_checks import check_event
from plugins.content.front_matter import source
from plugins.content.front_matter.parser import Mapping as Front
from plugins.content.front_matter.parser import Scalar, Sequence, parse
from plugins.content.front_matter.remedies import SourceLines
from plugins.content.markdown import time_marks
from plugins.content.markdown.converter import Converter
from plugins.content.markdown.remarks.plain_text import tell_markup
from plugins.content.schema.content_types import ContentType
from plugins.content.schema.field_types import FieldContext
from plugins.content.schema.fields import COMMON
from plugins.content.schema.groups import read_fields
from plugins.content.schema.languages import DEFAULT, LANGUAGE_OF
from plugins.content.schema.life import WITHDRAWN, keep_of_withdrawn
from plugins.content.schema.moments import parse_date
from plugins.core.dates import day_of, seconds
from plugins.core.model import Body, ContentItem, EmbedNote
from plugins.core.problem import ProblemCollector
from plugins.core.urls import slugify, subject_slug

_COMMON = frozenset(field.key for field in COMMON)
_LONGEST_NAME = 100
_ADDRESS_IN_LANGUAGE = "/{folder}/{slug}/"


def slug_of(name: str) -> str:
    """Return the slug that a file *name* stands for; umlauts are spelled out."""
    return slugify(PurePosixPath(name).stem)


def address_of(kind: ContentType, slug: str, lang: str, main: str = DEFAULT) -> str:
    """Return the address of an item on a site whose own language is *main*.

    A page named like its language's folder is that folder's start.
    """
    if lang == main or lang not in LANGUAGE_OF:
        return kind.address.format(slug=slug)
    folder = LANGUAGE_OF[lang].folder
    return f"/{folder}/" if slug == folder else _ADDRESS_IN_LANGUAGE.format(folder=folder, slug=slug)


def read_item(raw: bytes, kind: ContentType, converter: Converter, reading: FieldContext) -> ContentItem | None:
    """Return the item in the bytes of a file, or None after reporting problems.

    Args:
        raw: The file's bytes.
        kind: The content type that its folder stands for.
        converter: Turns the body into HTML.
        reading: Names the file, takes problems, knows the media files.
    """
    report = reading.report
    text = source.decode(raw, report)
    parts = None if text is None else source.split_front_matter(text, report)
    if parts is None:
        return None
    front = parse(parts.front, parts.front_line, report)
    if front is None:
        return None
    source_lines = SourceLines(tuple(parts.front.split("\n")), parts.front_line)
    german = _is_german(front, converter.lang)
    reading = replace(reading, german=german, source=source_lines, start=_start_of(front))
    if WITHDRAWN in front.pairs:
        return _read_withdrawn(kind, front, reading, converter.lang)
    values = read_fields(front, kind.fields, reading)
    if values is None:
        return None
    life.check_days(front, values, reading)
    for key in ("title", "summary"):
        if isinstance(node := front.pairs[key], Scalar):
            tell_markup(node.text, node.span, node.line, key, source_lines, report)
    try:
        body = converter.convert(parts.body, parts.body_line, german=german)
    except RecursionError:
        report.error(
            parts.body_line,
            "too-deep",
            "Der Text ist zu tief ineinander geschachtelt, etwa durch hunderte Stufen einer Liste.",
            "Bitte Listen und Zitate weniger tief einrücken.",
        )
        return None
    if "video" in values:
        time_marks.check(parts.body, parts.body_line, seconds(str(values.get("duration", ""))), report)
    check_event(values, front, source_lines, report)
    return _item(kind, front, values, body, report, converter.lang)


def address_from_name(path: str, kind: ContentType) -> str:
    """Return the address of the file at *path* by its name alone: it may not be readable."""
    return address_of(kind, slug_of(path), DEFAULT)


def _is_german(front: Front, main: str) -> bool:
    lang = front.pairs.get("lang")
    return (lang.text if isinstance(lang, Scalar) else main).startswith("de")


def _start_of(front: Front) -> dt.date | None:
    """Return the beginning of an event before all else: messages about its dates need it."""
    start = front.pairs.get("start")
    return parse_date(" ".join(start.text.split())) if isinstance(start, Scalar) else None


def _read_withdrawn(kind: ContentType, front: Front, reading: FieldContext, main: str) -> ContentItem | None:
    """Return a withdrawn item: its words are not even read, so that nothing can show them."""
    values = read_fields(front, keep_of_withdrawn(kind.fields), reading)
    if values is None or WITHDRAWN not in values:
        return None
    kept = {**values, "title": "", "summary": ""}
    return _item(kind, front, kept, Body(), reading.report, main)


def _item(
    kind: ContentType, front: Front, values: dict[str, Any], body: Body, report: ProblemCollector, main: str
) -> ContentItem | None:
    slug = values.get("slug") or slug_of(report.file)
    if not slug:
        report.error(
            1,
            "no-slug",
            "Aus dem Namen dieser Datei lässt sich keine Adresse bilden.",
            "Bitte die Datei nach ihrem Inhalt benennen, zum Beispiel: mein-artikel.md",
        )
        return None
    lang = values.get("lang", main)
    return ContentItem(
        type=kind.id,
        source=report.file,
        slug=slug,
        address=address_of(kind, slug, lang, main),
        title=values["title"],
        summary=values["summary"],
        date=values.get("date"),
        updated=life.last_change(values),
        status=values.get("status", "published"),
        lang=lang,
        translates=values.get("translates", ""),
        tags=_subjects(values.get("tags", ()), front, report),
        category=values.get("category", ""),
        aliases=values.get("aliases", ()),
        image=values.get("image"),
        embed_notes=tuple(_embed_note(entry, front) for entry in values.get("embeds", ())),
        corrections=life.read_corrections(values),
        withdrawn=life.read_withdrawal(values),
        review=day_of(values["review"]) if "review" in values else None,
        fields=MappingProxyType({key: value for key, value in values.items() if key not in _COMMON}),
        lines=MappingProxyType({**front.lines, **_lines_of_subjects(front)}),
        body=body,
    )


def _embed_note(entry: Mapping[str, Any], front: Front) -> EmbedNote:
    span = front.pairs["embeds"].span
    is_block = span is not None and isinstance(front.pairs["embeds"], Sequence) and not _is_in_brackets(front)
    return EmbedNote(
        entry["url"],
        entry.get("title", ""),
        entry.get("alternative", ""),
        entry["line"],
        entry["column"],
        span.column if span is not None and is_block else -1,
        entry.get("poster"),
        entry["lines"].get("poster", entry["line"]),
    )


def _is_in_brackets(front: Front) -> bool:
    """Return whether the list of embeds is written within brackets."""
    embeds = front.pairs["embeds"]
    return isinstance(embeds, Sequence) and any(entry.span is not None and entry.span.in_flow for entry in embeds.items)


def _subjects(tags: tuple[str, ...], front: Front, report: ProblemCollector) -> tuple[str, ...]:
    """Return *tags* without repetitions; one from which no address can be made is reported."""
    found: dict[str, str] = {}
    for tag in tags:
        slug = subject_slug(tag)
        if len(slug) > _LONGEST_NAME:
            report.error(
                front.lines["tags"],
                "long-tag",
                f"Das Thema „{tag[:40]}…“ ist zu lang; keine Adresse könnte so heißen.",
                "Bitte ein kurzes Wort wählen, zum Beispiel: tags: [Ehrenamt]",
            )
        elif slug:
            found.setdefault(slug, tag)
        else:
            report.error(
                front.lines["tags"],
                "no-slug",
                f"Aus dem Thema „{tag}“ lässt sich keine Adresse bilden.",
                "Bitte ein Wort mit lateinischen Buchstaben wählen, zum Beispiel: tags: [Ehrenamt]",
            )
    return tuple(found.values())


def _lines_of_subjects(front: Front) -> dict[str, int]:
    """Return the line of each subject, by „tags.“ and its name."""
    tags = front.pairs.get("tags")
    entries = tags.items if isinstance(tags, Sequence) else ()
    return {f"tags.{' '.join(entry.text.split())}": entry.line for entry in entries if isinstance(entry, Scalar)}
