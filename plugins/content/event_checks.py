"""Event checks: keys of an event beside each other, such as an end before its beginning."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from collections.abc import Mapping as AbcMapping
from dataclasses import dataclass
from typing import Any

from plugins.content.event_combinations import report_combinations, report_too_many
from plugins.content.front_matter.parser import Mapping, Node, Sequence
from plugins.content.front_matter.remedies import SourceLines
from plugins.content.schema.moments import write_date
from plugins.core.dates import day_of, moment
from plugins.core.problem import ProblemCollector

_DAY = dt.timedelta(days=1)
_ROOM = "https://www.beispiel.de/raum"


@dataclass(frozen=True, slots=True)
class _Times:
    """Start and end of an event, or of one of its further dates, with the nodes that hold them."""

    start: dt.date | dt.datetime
    end: dt.date | dt.datetime | None
    node: Mapping

    def line(self, key: str) -> int:
        return self.node.lines.get(key, self.node.line)


def check_event(values: AbcMapping[str, Any], front: Mapping, source: SourceLines, report: ProblemCollector) -> None:
    """Report keys of an event that contradict each other.

    A text without a start is none.
    """
    if "start" not in values:
        return
    if report_too_many(front, report):
        return
    times = list(_times(values, front))
    for one in times:
        _check_end(one, source, report)
    _check_repetition(times, report)
    _check_state(values, front, report)
    _check_previous(values, front, report)
    _check_registration(values, times, front, source, report)
    report_combinations(values, front, source, report)


def _times(values: AbcMapping[str, Any], front: Mapping) -> Iterator[_Times]:
    yield _Times(values["start"], values.get("end"), front)
    repeat, node = values.get("repeat", ()), front.pairs.get("repeat")
    entries = node.items if isinstance(node, Sequence) else ()
    if len(entries) == len(repeat):  # else one of them is told already
        for read, entry in zip(repeat, entries, strict=True):
            if isinstance(entry, Mapping):
                yield _Times(read["start"], read.get("end"), entry)


def _check_end(times: _Times, source: SourceLines, report: ProblemCollector) -> None:
    start, end = times.start, times.end
    if end is None:
        return
    if moment(start) > _end_of(end):
        node: Node = times.node.pairs["end"]
        right = day_of(start) if isinstance(start, dt.datetime) else start + _DAY
        report.error(
            times.line("end"),
            "end-before-start",
            "Die Veranstaltung endet, bevor sie beginnt.",
            f"Bitte das Ende berichtigen, zum Beispiel{source.say_value(node.span, 'end', f'{right}')}",
        )
    elif type(start) is type(end) and moment(start) == moment(end):
        report.warning(
            times.line("end"),
            "end-is-start",
            "Das Ende ist derselbe Zeitpunkt wie der Beginn; es sagt nichts Neues.",
            "Bitte die Angabe löschen, wenn das Ende offen ist oder der Tag genügt.",
        )


def _end_of(value: dt.date | dt.datetime) -> dt.datetime:
    """Return the moment at which a day ends, or the moment itself."""
    return moment(value) if isinstance(value, dt.datetime) else moment(value + _DAY) - dt.timedelta(microseconds=1)


def _check_repetition(times: list[_Times], report: ProblemCollector) -> None:
    known = set()
    for one in times:
        if moment(one.start) in known:
            report.error(
                one.line("start"),
                "repeat-twice",
                "Diesen Termin gibt es unter „start“ und „repeat“ schon einmal.",
                "Bitte diesen Termin löschen oder berichtigen.",
            )
        known.add(moment(one.start))


def _check_state(values: AbcMapping[str, Any], front: Mapping, report: ProblemCollector) -> None:
    state = values.get("event_status")
    if state == "moved-online" and "online" not in front.pairs:
        report.error(
            front.lines["event_status"],
            "online-missing",
            "Die Veranstaltung findet nur noch online statt, aber es steht nicht da, wo.",
            "Bitte die Adresse ergänzen (auch die der Seite, auf der man den Zugang bekommt), "
            f"zum Beispiel: online: {_ROOM}",
        )
    if state == "postponed" and "previous_start" not in front.pairs:
        report.warning(
            front.lines["event_status"],
            "postponed-open",
            "So steht auf der Seite: verschoben, und ein neuer Termin ist noch nicht bekannt.",
            "Ist er bekannt, tragen Sie ihn bitte unter „start“ ein und statt dieser Zeile den bisherigen"
            f": previous_start: {write_date(values['start'])}",
        )


def _check_previous(values: AbcMapping[str, Any], front: Mapping, report: ProblemCollector) -> None:
    start: dt.date | dt.datetime = values["start"]
    previous: dt.date | dt.datetime | None = values.get("previous_start")
    if previous is not None and type(previous) is type(start) and moment(previous) == moment(start):
        report.warning(
            front.lines["previous_start"],
            "previous-is-start",
            "Der ursprüngliche Beginn ist derselbe wie der Beginn; der neue Termin auf der Seite wäre keiner.",
            "Bitte diese Zeile löschen, oder unter „start“ den neuen Termin eintragen"
            f", zum Beispiel: start: {write_date(start + 7 * _DAY)}",
        )


def _check_registration(
    values: AbcMapping[str, Any], times: list[_Times], front: Mapping, source: SourceLines, report: ProblemCollector
) -> None:
    until = values.get("register_until")
    last = max(day_of(one.end or one.start) for one in times)
    if until is not None and day_of(until) > last:
        said = source.say_value(
            front.pairs["register_until"].span, "register_until", day_of(times[0].start).isoformat()
        )
        report.error(
            front.lines["register_until"],
            "register-after-end",
            "Die Anmeldung endet erst nach der Veranstaltung.",
            f"Bitte den Tag berichtigen, zum Beispiel{said}",
        )
