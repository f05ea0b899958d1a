"""Site settings: the facts of site.yaml as plain data, and those that are still open."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping as AbcMapping
from dataclasses import dataclass, field
from pathlib import Path

from plugins.content.front_matter import source
from plugins.content.front_matter.parser import Mapping, Node, Scalar, Sequence, parse
from plugins.content.front_matter.remedies import NO_LINES, SourceLines, Span
from plugins.content.markdown.typography import typeset
from plugins.content.settings import site_schema
from plugins.content.settings.group_schema import FORM_SETTINGS, TARGET_KEYS
from plugins.core.problem import Problem, ProblemCollector

_VERBATIM = frozenset({"address", "url", "mail", "source", "checked", "state", *FORM_SETTINGS, *TARGET_KEYS})


@dataclass(frozen=True, slots=True)
class SiteSettings:
    """The settings as nested plain data, and line and place of each, by its keys joined by dots."""

    values: AbcMapping[str, object]
    lines: AbcMapping[str, int]
    spans: AbcMapping[str, Span] = field(default_factory=dict)
    source: SourceLines = NO_LINES

    def say_line(self, path: str, example: str) -> str:
        """Return the end of a sentence that tells to type *example* as the setting at *path*."""
        return self.source.say_value(self.spans.get(path), path.rpartition(".")[2], example)


def read_settings(path: Path, name: str) -> tuple[SiteSettings, list[Problem]]:
    """Return the settings and their problems; open facts are among these as warnings.

    An unknown fact is a mapping with the key ``open``, which says what is missing,
    and perhaps ``law``, which says who asks for it.
    """
    report = ProblemCollector(name)
    text = _text_of(path, report)
    node = None if text is None else parse(text, 1, report)
    if text is None or node is None:
        return SiteSettings({}, {}), report.problems
    lines = SourceLines(tuple(text.split("\n")))
    site_schema.check(node, report, lines)
    for fact in _open_facts(node):
        _report_open(fact, report)
    values = _plain(node, "")
    plain = values if isinstance(values, dict) else {}
    return SiteSettings(plain, dict(_lines(node, "")), dict(_spans(node, "")), lines), report.problems


def _text_of(path: Path, report: ProblemCollector) -> str | None:
    if not path.is_file():
        report.error(
            1,
            "missing-file",
            "Die Datei mit den Angaben zur Website fehlt.",
            "Bitte die Datei site.yaml aus der letzten funktionierenden Fassung zurückholen.",
        )
        return None
    try:
        raw = path.read_bytes()
    except OSError:
        report.error(1, "unreadable", "Diese Datei lässt sich nicht lesen.", "Bitte die Leserechte prüfen.")
        return None
    return source.decode(raw, report)


def _lines(node: Mapping, prefix: str) -> Iterator[tuple[str, int]]:
    for key, value in node.pairs.items():
        yield prefix + key, node.lines[key]
        if isinstance(value, Mapping):
            yield from _lines(value, f"{prefix}{key}.")


def _spans(node: Mapping, prefix: str) -> Iterator[tuple[str, Span]]:
    for key, value in node.pairs.items():
        if value.span is not None:
            yield prefix + key, value.span
        if isinstance(value, Mapping):
            yield from _spans(value, f"{prefix}{key}.")


def _open_facts(node: Node) -> Iterator[Mapping]:
    if isinstance(node, Mapping):
        if "open" in node.pairs:
            yield node
        for value in node.pairs.values():
            yield from _open_facts(value)
    elif isinstance(node, Sequence):
        for value in node.items:
            yield from _open_facts(value)


def _report_open(fact: Mapping, report: ProblemCollector) -> None:
    missing, law = fact.pairs["open"], fact.pairs.get("law")
    asked = f" ({law.text})" if isinstance(law, Scalar) else ""
    report.warning(
        fact.lines["open"],
        "open-fact",
        f"Noch offen: {missing.text if isinstance(missing, Scalar) else 'eine Angabe'}{asked}.",
        "Bitte anstelle der Zeile mit „open“ die Angabe selbst eintragen, sobald sie bekannt ist.",
    )


def _plain(node: Node, key: str) -> object:
    if isinstance(node, Scalar):
        text = " ".join(node.text.split())
        return text if key in _VERBATIM else typeset(text)
    if isinstance(node, Sequence):
        return tuple(_plain(item, key) for item in node.items)
    return {name: _plain(value, name) for name, value in node.pairs.items()}
