"""YAML errors: their meaning for somebody who never heard of YAML."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

import yaml

from plugins.content.front_matter.comments import PAIR, quote_line, quote_value
from plugins.core.problem import ProblemCollector

_NO_SPACE = re.compile(r"^(?P<key>[a-z_]+):(?P<value>[^\s/].*)$")
_EQUALS = re.compile(r"^(?P<key>[a-z_]+)\s*=\s*(?P<value>.+)$")
_BULLET = re.compile(r"^(?P<lead>\s*)(?:[*•·–—+]\s*|-(?=[^\s-]))(?P<value>\S.*)$")


@dataclass(frozen=True, slots=True)
class _Error:
    """A parser's error: the line at fault, all lines, and the parser's own words."""

    index: int
    lines: list[str]
    words: str

    @property
    def line(self) -> str:
        return self.lines[self.index] if self.index < len(self.lines) else ""

    @property
    def value(self) -> str:
        pair = PAIR.match(self.line)
        return pair["value"] if pair else ""


_Diagnosis = tuple[int, str, str, str]  # index of the line, code, message, remedy


def explain(yaml_error: yaml.YAMLError, text: str, first_line: int, report: ProblemCollector) -> None:
    """Report *yaml_error* with its line, the mistake there, and the line as it should read."""
    error = _error(yaml_error, text.split("\n"))
    result = next(result for diagnosis in _DIAGNOSES if (result := diagnosis(error)) is not None)
    index, code, message, remedy = result
    report.error(first_line + index, code, message, remedy)


def _error(yaml_error: yaml.YAMLError, lines: list[str]) -> _Error:
    if not isinstance(yaml_error, yaml.MarkedYAMLError):
        return _Error(0, lines, str(yaml_error))
    words = f"{yaml_error.context or ''} {yaml_error.problem or ''}"
    began_earlier = "quoted scalar" in words or "flow" in words
    mark = yaml_error.context_mark if began_earlier and yaml_error.context_mark else yaml_error.problem_mark
    index = mark.line if mark else 0
    while index > 0 and (index >= len(lines) or not lines[index].strip()):
        index -= 1
    return _Error(index, lines, words)


def _tab(error: _Error) -> _Diagnosis | None:
    lead = re.match(r"\s*", error.line)
    if "\t" not in (lead[0] if lead else "") and "'\\t'" not in error.words:
        return None
    return (
        error.index,
        "tab",
        "In dieser Zeile steht ein Tabulator. Angaben dürfen nur mit Leerzeichen eingerückt sein.",
        "Bitte den Tabulator durch zwei Leerzeichen ersetzen.",
    )


def _no_space(error: _Error) -> _Diagnosis | None:
    """A name without a blank after its colon, or with an equals sign; YAML notices lines later."""
    for index, line in enumerate(error.lines[: error.index + 1]):
        match = _NO_SPACE.match(line) or _EQUALS.match(line)
        if match:
            return (
                index,
                "no-space",
                f"In „{line.strip()}“ ist nicht zu erkennen, wo der Wert beginnt.",
                f"Bitte Doppelpunkt und Leerzeichen setzen: {match['key']}: {match['value']}",
            )
    return None


def _bullet(error: _Error) -> _Diagnosis | None:
    match = _BULLET.match(error.line)
    if not match or PAIR.match(error.line):
        return None
    return (
        error.index,
        "list-sign",
        f"„{error.line.strip()}“ ist nicht als Eintrag einer Liste zu erkennen.",
        f"Bitte mit Bindestrich und Leerzeichen beginnen: - {match['value']}",
    )


def _unescaped(error: _Error) -> _Diagnosis | None:
    if "escape" not in error.words and "hexdecimal" not in error.words:  # libyaml's own spelling
        return None
    return (
        error.index,
        "backslash",
        f"In „{error.line.strip()}“ steht ein umgekehrter Schrägstrich, der hier eine besondere Bedeutung hat.",
        f"Bitte in einfache Anführungszeichen setzen: {quote_line(error.line)}",
    )


def _quote(error: _Error) -> _Diagnosis | None:
    if "quoted scalar" not in error.words:
        return None
    value = error.value
    corrected = (
        f"{error.line.split(':')[0].strip()}: {quote_value(value + value[0])}" if value else 'title: "Ein Titel"'
    )
    if value and value[-1] in "“”":
        corrected = quote_line(error.line)
    return (
        error.index,
        "unclosed-quote",
        f"Nach „{error.line.strip()}“ fehlt das schließende Anführungszeichen.",
        f"Bitte am Ende des Werts dasselbe gerade Anführungszeichen setzen: {corrected}",
    )


def _bracket(error: _Error) -> _Diagnosis | None:
    value = error.value
    if not value or value[0] not in "[{":
        return None
    closing = {"[": "]", "{": "}"}[value[0]]
    if closing in value:
        return (
            error.index,
            "unreadable-line",
            f"In „{error.line.strip()}“ beginnt der Wert mit einer Klammer, als wäre er eine Liste.",
            f"Bitte den Wert in gerade Anführungszeichen setzen: {quote_line(error.line)}",
        )
    return (
        error.index,
        "unclosed-bracket",
        f"In „{error.line.strip()}“ passen die Klammern nicht zusammen.",
        f"Bitte die Klammer schließen, zum Beispiel: {error.line.strip().rstrip(',')}{closing}",
    )


def _colon(error: _Error) -> _Diagnosis | None:
    if "mapping values are not allowed" not in error.words or not error.value:
        return None
    if ": " not in f"{error.value} ":
        return (
            error.index,
            "indentation",
            f"Die Zeile „{error.line.strip()}“ ist anders eingerückt, als es zu den Zeilen davor passt.",
            "Bitte alle Zeilen einer Gruppe gleich weit einrücken, jeweils um zwei Leerzeichen.",
        )
    return (
        error.index,
        "unquoted-colon",
        f"In „{error.line.strip()}“ steht im Wert ein Doppelpunkt. So ist nicht zu erkennen, wo der Wert beginnt.",
        f"Bitte den Wert in gerade Anführungszeichen setzen: {quote_line(error.line)}",
    )


def _loose(error: _Error) -> _Diagnosis | None:
    """A line that belongs to no value: most often the second line of one, not indented."""
    for index in range(error.index, -1, -1):
        line = error.lines[index]
        if line[:1].strip() and line[0] not in "-#" and ":" not in line:
            return (
                index,
                "loose-line",
                f"Die Zeile „{line.strip()}“ gehört zu keiner Angabe.",
                "Gehört sie zur vorigen Zeile, rücken Sie sie bitte um zwei Leerzeichen ein, oder löschen Sie sie.",
            )
    return None


def _other(error: _Error) -> _Diagnosis:
    return (
        error.index,
        "unreadable-line",
        f"Die Zeile „{error.line.strip()}“ lässt sich nicht als Angabe „Name: Wert“ lesen.",
        "Bitte Name, Doppelpunkt, Leerzeichen und den Wert in Anführungszeichen schreiben: "
        + (quote_line(error.line) if error.value else 'title: "Ein Titel"'),
    )


# Asked in this order; the last one always answers.
_DIAGNOSES: tuple[Callable[[_Error], _Diagnosis | None], ...] = (
    _tab,
    _no_space,
    _loose,
    _unescaped,
    _quote,
    _bracket,
    _colon,
    _bullet,
    _other,
)
