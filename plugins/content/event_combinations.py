"""Event combinations: keys that are right alone, and together say what nobody meant."""

from __future__ import annotations

from collections.abc import Mapping as AbcMapping
from typing import Any

from plugins.content.front_matter.parser import Mapping, Sequence
from plugins.content.front_matter.remedies import SourceLines
from plugins.content.schema.moments import write_date
from plugins.core.dates import moment
from plugins.core.problem import ProblemCollector

_MOST = 100  # a page with thousands of dates is too long to read, and weighs megabytes


def report_too_many(front: Mapping, report: ProblemCollector) -> bool:
    """Report an event on more dates than a page can hold, and return whether it is one."""
    repeat = front.pairs.get("repeat")
    if not isinstance(repeat, Sequence) or len(repeat.items) <= _MOST:
        return False
    report.error(
        repeat.items[_MOST].line,
        "repeat-too-many",
        f"Unter „repeat“ stehen {len(repeat.items)} Termine; mehr als {_MOST} fasst eine Seite nicht.",
        f"Bitte alle nach dem {_MOST}. in eine zweite Datei verschieben, den ersten davon dort unter „start“.",
    )
    return True


def report_combinations(
    values: AbcMapping[str, Any], front: Mapping, source: SourceLines, report: ProblemCollector
) -> None:
    """Warn of a state that its date contradicts, and of a missing way to register."""
    state, previous = values.get("event_status"), values.get("previous_start")
    if state == "postponed" and previous is not None:
        report.warning(
            front.lines["event_status"],
            "event-mismatch",
            "„postponed“ heißt, dass ein neuer Termin nicht bekannt ist. Mit „previous_start“ nennt die Seite aber den "
            "Termin unter „start“ als neuen.",
            "Bitte diese Zeile löschen, wenn das der neue ist, und sonst die Zeile mit „previous_start“.",
        )
    if state == "cancelled" and previous is not None and moment(previous) > moment(values["start"]):
        report.warning(
            front.lines["previous_start"],
            "event-mismatch",
            "Die Veranstaltung ist abgesagt, und ihr ursprünglicher Beginn liegt nach dem Beginn.",
            "Bitte beide Tage vergleichen und diese Zeile löschen, wenn die Veranstaltung nie einen anderen hatte.",
        )
    if "register_until" in values and "register" not in front.pairs:
        report.warning(
            front.lines["register_until"],
            "event-mismatch",
            "Auf der Seite steht, bis wann man sich anmeldet, aber nicht, wo.",
            "Bitte diese Zeile löschen oder unter „register“ ergänzen, wo man sich anmeldet.",
        )
    if previous is None:
        _report_earlier(values, front, source, report)


def _report_earlier(
    values: AbcMapping[str, Any], front: Mapping, source: SourceLines, report: ProblemCollector
) -> None:
    """Warn of the first of the further dates if it comes before that under ``start``."""
    node, start = front.pairs.get("repeat"), values["start"]
    read = values.get("repeat", ())
    entries = node.items if isinstance(node, Sequence) and len(node.items) == len(read) else ()
    first, entry = min(
        ((one["start"], entry) for one, entry in zip(read, entries, strict=False)),
        key=lambda pair: moment(pair[0]),
        default=(start, None),
    )
    if isinstance(entry, Mapping) and moment(first) < moment(start):
        here = source.say_value(entry.pairs["start"].span, "start", write_date(start))
        report.warning(
            entry.lines["start"],
            "repeat-before-start",
            "Dieser Termin liegt vor dem unter „start“; dort gehört der erste hin.",
            f"Bitte beide tauschen, ein „end“ mit ihnen. Oben steht dann „start: {write_date(first)}“ und hier{here}",
        )
