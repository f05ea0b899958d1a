"""Answers: what was typed, tried against the rules of the schema at once."""

from __future__ import annotations

from dataclasses import dataclass

from plugins.editorial.front_matter import Node, Scalar, Sequence
from plugins.editorial.groups import Field
from plugins.editorial.kinds import ListOf, Reading
from plugins.editorial.report import Report
from plugins.editorial.source import CONTROL

Value = str | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why an answer cannot be taken, and what to type."""

    message: str
    remedy: str


def taken(field: Field, answer: str, media: frozenset[str]) -> Value | Refusal:
    """Return *answer* as the value of *field*, or why the schema does not take it. Commas part a list's entries."""
    if CONTROL.search(answer.strip()) or not _is_writable(answer):
        return Refusal(
            "Darin steht ein unsichtbares Zeichen, meist ein Rest vom Kopieren.",
            "Bitte tippen Sie den Text von Hand.",
        )
    text = " ".join(answer.split())
    entries = tuple(dict.fromkeys(entry.strip() for entry in text.split(",") if entry.strip()))
    is_list = isinstance(field.kind, ListOf)
    node: Node = Sequence(tuple(Scalar(entry, 1) for entry in entries), 1) if is_list else Scalar(text, 1)
    report = Report("")
    field.kind.read(field.key, node, Reading(report, media))
    for problem in report.problems:
        return Refusal(problem.message, problem.remedy)
    return entries if is_list else text


def _is_writable(text: str) -> bool:
    """Return whether *text* can stand in a file: half characters of a broken terminal cannot."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
