"""Front matter: YAML as a tree of texts with line numbers, so that nothing is guessed.

PyYAML would read ``10:30`` as 630, ``NO`` as False, ``01067`` as 567 and keep the last of two
equal keys. Here every value stays the text that was written; the schema decides what it means.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml

from plugins.content.front_matter.comments import quote_line, report_hidden
from plugins.content.front_matter.remedies import Span, say
from plugins.content.front_matter.source import CONTROL, DIRECTION
from plugins.content.front_matter.yaml_errors import explain
from plugins.core.problem import ProblemCollector

_DEEPEST = 8  # the schema needs four levels; hostile nesting must not exhaust the stack
_Loader: type = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # ten times faster where libyaml is there


@dataclass(frozen=True, slots=True)
class Scalar:
    """A single value, as text."""

    text: str
    line: int
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list of values."""

    items: tuple[Node, ...]
    line: int
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Mapping:
    """Named values in the order in which they were written.

    ``lines`` has the line of each name, ``names`` its place.
    """

    pairs: dict[str, Node]
    lines: dict[str, int]
    line: int
    span: Span | None = None
    names: dict[str, Span] = field(default_factory=dict)


Node = Scalar | Sequence | Mapping


def parse(text: str, first_line: int, report: ProblemCollector) -> Mapping | None:
    """Return the mapping that *text* holds, or None after reporting its mistakes.

    Args:
        text: YAML, without the lines of three dashes around it.
        first_line: The line of the file in which *text* begins.
        report: Takes the problems.
    """
    if report_hidden(text, first_line, report):
        return None
    try:
        events = list(_read_events(text))
    except yaml.YAMLError as error:
        explain(error, text, first_line, report)
        return None
    try:
        return _TreeBuilder(events, text, first_line, report).mapping()
    except _TooDeepError:
        return None


def _read_events(text: str) -> Iterator[yaml.Event]:
    """Yield what *text* consists of, and nothing behind a place that is deeper than any tree.

    The parser's time grows with the square of the depth.
    """
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        yield event
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST + 2:
            return


class _TreeBuilder:
    """Builds the tree from parse events: no tags, no anchors, no surprises."""

    def __init__(self, events: list[yaml.Event], text: str, first_line: int, report: ProblemCollector) -> None:
        self._events = iter(events)
        self._lines = text.split("\n")
        self._first_line = first_line
        self._report = report
        self._sound = True
        self._depth_of_flow = 0

    def mapping(self) -> Mapping | None:
        """Return the one mapping of the stream, or None if there is something else or it is unsound."""
        for event in self._events:
            if isinstance(event, yaml.NodeEvent):
                node = self._node(event, 0)
                self._refuse_more()
                if isinstance(node, Mapping):
                    return node if self._sound else None
                if self._sound:
                    self._refuse(
                        event,
                        "not-named-values",
                        "Hier stehen keine Angaben der Form „Name: Wert“.",
                        "Bitte jede Angabe in eine eigene Zeile schreiben, zum Beispiel: title: Ein Titel",
                    )
                return None
        return Mapping({}, {}, self._first_line)

    def _refuse_more(self) -> None:
        """Report whatever comes after the one mapping: YAML allows more, and it would be lost."""
        for event in self._events:
            if isinstance(event, yaml.NodeEvent):
                self._refuse(
                    event,
                    "second-part",
                    "Hier beginnt ein zweiter Teil mit Angaben; er würde nicht beachtet.",
                    "Bitte alle Angaben zwischen die beiden Zeilen mit --- schreiben.",
                )
                return

    def _line(self, event: yaml.Event) -> int:
        return self._first_line + (event.start_mark.line if event.start_mark else 0)

    def _refuse(self, event: yaml.Event, code: str, message: str, remedy: str) -> None:
        self._sound = False
        self._report.error(self._line(event), code, message, remedy)

    def _node(self, event: yaml.Event, depth: int) -> Node:
        line = self._line(event)
        if isinstance(event, yaml.AliasEvent) or _has_tag_or_anchor(event):
            self._refuse(
                event,
                "yaml-sign",
                "Ein Wert beginnt mit einem Zeichen (& * oder !), das hier eine besondere Bedeutung hat.",
                "Bitte den Wert in gerade Anführungszeichen setzen"
                f"{say(quote_line(self._lines[line - self._first_line]))}",
            )
        if depth > _DEEPEST:
            self._refuse(
                event,
                "too-deep",
                "Die Angaben sind zu tief ineinander geschachtelt.",
                "Bitte die Einrückung der Zeilen prüfen.",
            )
            raise _TooDeepError
        if isinstance(event, yaml.ScalarEvent):
            if CONTROL.search(event.value):
                self._refuse(
                    event,
                    "control-character",
                    "Ein Wert enthält ein unsichtbares Steuerzeichen, das mit einem umgekehrten Schrägstrich "
                    "geschrieben ist.",
                    "Bitte den Wert ohne umgekehrte Schrägstriche schreiben.",
                )
            if DIRECTION.search(event.value):
                self._refuse(
                    event,
                    "direction-sign",
                    "Ein Wert enthält ein unsichtbares Zeichen, das die Schreibrichtung ändert, geschrieben mit einem "
                    "umgekehrten Schrägstrich.",
                    "Bitte den Wert ohne umgekehrte Schrägstriche schreiben.",
                )
            return Scalar(event.value, line, self._span(event, event))
        if isinstance(event, yaml.SequenceStartEvent):
            return self._items(event, depth)
        if isinstance(event, yaml.MappingStartEvent):
            return self._pairs(event, depth)
        return Scalar("", line)

    def _span(self, first: yaml.Event, last: yaml.Event) -> Span | None:
        """Return the place from the beginning of one event to the end of another."""
        begin, end = first.start_mark, last.end_mark
        if begin is None or end is None:
            return None
        line = self._first_line + begin.line
        return Span(line, begin.column, self._first_line + end.line, end.column, self._depth_of_flow > 0)

    def _items(self, first: yaml.SequenceStartEvent, depth: int) -> Sequence:
        items = []
        self._depth_of_flow += bool(first.flow_style)
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            items.append(self._node(event, depth + 1))
        span = self._span(first, event)
        self._depth_of_flow -= bool(first.flow_style)
        return Sequence(tuple(items), self._line(first), span)

    def _pairs(self, first: yaml.MappingStartEvent, depth: int) -> Mapping:
        pairs: dict[str, Node] = {}
        lines: dict[str, int] = {}
        names: dict[str, Span] = {}
        self._depth_of_flow += bool(first.flow_style)
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            key = self._node(event, depth + 1)
            name = key.text if isinstance(key, Scalar) else ""
            if name in pairs:
                self._refuse(
                    event,
                    "duplicate-key",
                    f"Die Angabe „{name}“ steht zweimal da, zuerst in Zeile {lines[name]}.",
                    "Bitte eine der beiden Zeilen löschen.",
                )
            pairs[name] = self._node(next(self._events), depth + 1)
            lines.setdefault(name, self._line(event))
            if isinstance(key, Scalar) and key.span is not None:
                names.setdefault(name, key.span)
        span = self._span(first, event)
        self._depth_of_flow -= bool(first.flow_style)
        return Mapping(pairs, lines, self._line(first), span, names)


def _has_tag_or_anchor(event: yaml.Event) -> bool:
    """Return whether an anchor or a tag stands before the value."""
    return bool(getattr(event, "anchor", None) or getattr(event, "tag", None))


class _TooDeepError(Exception):
    """Front matter nested beyond any use."""
