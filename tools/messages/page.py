"""Page: docs/meldungen.md from the meanings and from the problems that mistakes cause."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import yaml

from plugins.core.problem import Problem, Severity
from tools.environment import ROOT
from tools.messages.codes import find_patterns

FILE = ROOT / "docs" / "meldungen.md"
_MEANINGS = Path(__file__).with_name("meanings.yaml")
_INTRODUCTION = """\
# Was die Meldungen bedeuten

Diese Seite entsteht aus den Prüfungen selbst: Jedes Beispiel hat das Programm zu einer absichtlich verdorbenen Datei
gesagt. Bitte nicht von Hand ändern, sondern neu schreiben lassen: `python -m tools.messages`.

Jede Meldung hat zwei Zeilen: wo und was, darunter hinter dem Pfeil, was zu tun ist. Ein **Fehler** hält die Website
auf, die bisherige bleibt dann, wie sie ist. Ein **Hinweis** hält nichts auf. Suchen Sie hier nach ein paar Wörtern
Ihrer Meldung; das Kennwort vor jeder Erklärung steht in der Ausgabe von `check --json`.
"""


def read_meanings() -> dict[str, dict[str, tuple[str, str]]]:
    """Return title and meaning of each code, by group."""
    found = yaml.safe_load(_MEANINGS.read_text(encoding="utf-8"))
    return {group: {code: _split(text) for code, text in entries.items()} for group, entries in found.items()}


def _split(text: str) -> tuple[str, str]:
    title, _, meaning = text.partition(" | ")
    return title, meaning


def render_page(examples: Mapping[str, Problem]) -> str:
    """Return the whole page in Markdown."""
    fixed = find_patterns()
    parts = [_INTRODUCTION]
    for group, entries in read_meanings().items():
        parts.append(f"\n## {group}\n")
        for code, (title, meaning) in entries.items():
            parts += _entry(code, title, meaning, examples.get(code), fixed.get(code))
    return "".join(parts)


def _entry(
    code: str, title: str, meaning: str, example: Problem | None, fixed: tuple[str, str] | None
) -> Iterator[str]:
    weight = "Hinweis" if example and example.severity is Severity.WARNING else "Fehler"
    yield f"\n### {title}\n\n{weight} `{code}`: {meaning}\n"
    if example:
        yield f"\n    {example.file}:{example.line}: {example.message}\n      → {example.remedy}\n"
    elif fixed:
        yield f"\n    {fixed[0]}\n      → {fixed[1]}\n"
