"""Is there a report of an event that is over?

A visitor who comes a month later wants to know how it went. Taken for a collector: a gallery, ``updated`` on a day
after the end, a body of its own with at least 80 words (two paragraphs: more than an invitation needs), or an
article, clip or other event from the day it began or later that names it under ``event`` or links to it.
"""

from __future__ import annotations

import datetime as dt
import posixpath
from collections.abc import Iterator
from urllib.parse import unquote

from plugins.content.front_matter.parser import Mapping, Scalar, Sequence
from plugins.content.schema.moments import parse_date
from plugins.core.dates import day_of
from plugins.core.problem import Problem, Severity
from plugins.core.urls import slugify, split_suffix
from plugins.proofreading.corpus import Corpus, SourceDocument

WAIT = dt.timedelta(days=30)
WORDS = 80


def compare(corpus: Corpus) -> Iterator[Problem]:
    """Yield a warning for each event that ended more than 30 days ago and has no report."""
    dated = [
        (document, day) for document in corpus.documents if (day := _day(document, "date") or _day(document, "start"))
    ]
    for event in corpus.documents:
        begun = _day(event, "start")
        over = max([begun, *_last_days(event)]) if begun else None
        if event.type != "event" or begun is None or over is None or corpus.day - over <= WAIT or _is_off(event):
            continue
        later = (document for document, day in dated if document is not event and day >= begun)
        if not _has_own_report(event, over) and not any(_leads_to(document, event) for document in later):
            yield _missing_report(event, over)


def _is_off(event: SourceDocument) -> bool:
    """Return whether nobody can tell how it was, for it did not take place."""
    return event.value("event_status") in ("cancelled", "postponed")


def _last_days(event: SourceDocument) -> Iterator[dt.date]:
    """Yield the ends of *event* and of its further dates."""
    yield from filter(None, [_day(event, "end")])
    further = event.front.pairs.get("repeat")
    for entry in further.items if isinstance(further, Sequence) else ():
        nodes = [entry.pairs.get(key) for key in ("start", "end")] if isinstance(entry, Mapping) else []
        for found in (parse_date(node.text.strip()) for node in nodes if isinstance(node, Scalar)):
            yield from [day_of(found)] if found else []


def _has_own_report(event: SourceDocument, over: dt.date) -> bool:
    updated = _day(event, "updated")
    words = sum(len(block.text.split()) for block in event.prose.blocks)
    return "gallery" in event.front.pairs or words >= WORDS or (updated is not None and updated > over)


def _leads_to(document: SourceDocument, event: SourceDocument) -> bool:
    targets = [document.value("event"), *(link.target for link in document.prose.links)]
    return any(_is_target(event, document.file, target) for target in targets if target)


def _is_target(event: SourceDocument, file: str, target: str) -> bool:
    path = unquote(split_suffix(target)[0])
    slug = event.value("slug") or slugify(event.stem)
    if path.startswith("/"):
        return path.endswith(event.pattern.format(slug=slug).rstrip("/"), 0, len(path.rstrip("/")))
    return posixpath.normpath(posixpath.join(posixpath.dirname(file), path)) == event.file


def _day(document: SourceDocument, key: str) -> dt.date | None:
    found = parse_date(document.value(key))
    return day_of(found) if found else None


def _missing_report(event: SourceDocument, over: dt.date) -> Problem:
    title = event.value("title") or event.stem
    return Problem(
        event.file,
        event.line("end") if "end" in event.front.lines else event.line("start"),
        f"„{title}“ ist seit dem {over:%d.%m.%Y} vorbei; einen Bericht davon gibt es nicht.",
        "Bitte hier ergänzen, was war, oder einen Artikel schreiben, der im Kopf diese Zeile hat: "
        f"event: {event.pattern.format(slug=event.value('slug') or slugify(event.stem))}",
        "event-report",
        Severity.WARNING,
    )
