"""Life: corrections of a text that has appeared, and the day on which to read it again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from plugins.content.front_matter.parser import Mapping as Front
from plugins.content.front_matter.parser import Sequence
from plugins.content.schema.field_types import FieldContext
from plugins.content.schema.life import WITHDRAWN
from plugins.core.dates import day_of, moment
from plugins.core.model import ContentItem, DatedNote
from plugins.core.problem import Problem, Severity


def read_corrections(values: Mapping[str, Any]) -> tuple[DatedNote, ...]:
    """Return the corrections among the *values* of a front matter, the newest first."""
    found = (DatedNote(day_of(entry["day"]), entry["text"]) for entry in values.get("corrected", ()))
    return tuple(sorted(found, key=lambda one: one.day, reverse=True))


def read_withdrawal(values: Mapping[str, Any]) -> DatedNote | None:
    """Return why and since when a text is withdrawn, None if it is not."""
    found = values.get(WITHDRAWN)
    return DatedNote(day_of(found["day"]), found["text"]) if found else None


def last_change(values: Mapping[str, Any]) -> dt.date | dt.datetime | None:
    """Return the day of the last important change: a correction is one."""
    days = [values.get("updated"), *(entry["day"] for entry in values.get("corrected", ()))]
    return max((day for day in days if day is not None), key=moment, default=None)


def check_days(front: Front, values: Mapping[str, Any], reading: FieldContext) -> None:
    """Report a correction before the text appeared, and an ``updated`` before a correction."""
    date, updated, entries = values.get("date"), values.get("updated"), values.get("corrected", ())
    node = front.pairs.get("corrected")
    written = (
        [one.pairs.get("day") for one in node.items if isinstance(one, Front)] if isinstance(node, Sequence) else []
    )
    for entry, day in zip(entries, written, strict=False) if len(written) == len(entries) else ():
        if day is not None and date is not None and day_of(entry["day"]) < day_of(date):
            reading.report.warning(
                day.line,
                "correction-day",
                f"Berichtigt ist dieser Text am {_say(entry['day'])}, erschienen ist er erst am {_say(date)}.",
                f"Bitte den Tag berichtigen, zum Beispiel{reading.say_line('day', day, str(day_of(date)))}",
            )
    newest = max((day_of(entry["day"]) for entry in entries), default=None)
    if newest is not None and updated is not None and day_of(updated) < newest:
        reading.report.warning(
            front.lines["updated"],
            "updated-before-correction",
            f"„updated“ nennt den {_say(updated)}, berichtigt ist der Text am {_say(newest)}; gezeigt wird dieser Tag.",
            "Bitte diese Zeile löschen.",
        )


def find_due(items: Iterable[ContentItem], day: dt.date) -> Iterator[Problem]:
    """Yield a warning for each text to be read again by *day*, or corrected on a later one."""
    for item in items:
        if item.review is not None and item.review <= day:
            yield Problem(
                item.source,
                item.lines.get("review", 1),
                f"Dieser Text ist seit dem {_say(item.review)} zur Prüfung vorgemerkt.",
                "Bitte lesen, ob er noch stimmt; danach den Tag weitersetzen oder die Zeile löschen, zum Beispiel: "
                f"review: {_a_year_after(day)}",
                "review-due",
                Severity.WARNING,
            )
        if item.withdrawn is not None and item.withdrawn.day > day:
            yield Problem(
                item.source,
                item.lines[WITHDRAWN],
                f"Der Tag unter „withdrawn“, {_say(item.withdrawn.day)}, kommt erst; zurückgezogen ist der Text schon.",
                "Bitte den Tag prüfen.",
                "withdrawn-day",
                Severity.WARNING,
            )
        if item.corrections and item.corrections[0].day > day:
            yield Problem(
                item.source,
                item.lines.get("corrected", 1),
                f"Der Tag der Berichtigung, {_say(item.corrections[0].day)}, kommt erst; zu lesen ist sie schon jetzt.",
                "Bitte den Tag prüfen.",
                "correction-day",
                Severity.WARNING,
            )


def _say(value: dt.date) -> str:
    return f"{day_of(value):%d.%m.%Y}"


def _a_year_after(day: dt.date) -> dt.date:
    return (day.replace(day=1) + dt.timedelta(days=370)).replace(day=1)
