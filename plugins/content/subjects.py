"""Subjects: one name for each, and a warning where a text spells it in another way."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from plugins.core.dates import day_of
from plugins.core.model import ContentItem
from plugins.core.problem import Problem, Severity
from plugins.core.urls import subject_slug


def usual_name(names: Iterable[str]) -> str:
    """Return the name of a subject that is spelled *names*, the oldest first.

    It is the one most used, of two the older. So nobody renames a subject by spelling it in another way.
    """
    return Counter(names).most_common(1)[0][0]


def find_other_spellings(items: Iterable[ContentItem]) -> Iterator[Problem]:
    """Yield a warning for each text that spells a subject in another way than most others do."""
    known = sorted(items, key=_age)
    names: dict[str, list[str]] = defaultdict(list)
    for item in known:
        for tag in item.tags:
            names[subject_slug(tag)].append(tag)
    usual = {slug: usual_name(found) for slug, found in names.items()}
    for item in known:
        for tag in item.tags:
            name = usual[subject_slug(tag)]
            if tag != name:
                yield Problem(
                    item.source,
                    item.lines.get(f"tags.{tag}", item.lines.get("tags", 1)),
                    f"Das Thema „{tag}“ gibt es schon in anderer Schreibweise, und so heißt es weiter: „{name}“.",
                    f"Bitte das Thema so schreiben: {name}",
                    "subject-spelling",
                    Severity.WARNING,
                )


def _age(item: ContentItem) -> tuple[bool, dt.date, str]:
    """Sort what is published by its day, and drafts behind."""
    value = item.date or item.fields.get("start")
    return item.status == "draft", day_of(value) if isinstance(value, dt.date) else dt.date.max, item.source
