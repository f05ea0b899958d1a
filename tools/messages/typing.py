"""Typing: the edit that an editor makes who types the line of a remedy as it stands."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from plugins.core.problem import Problem

Edit = Callable[[str, Problem], str]
"""Returns the text of a file after the edit that a problem asks for."""

_TYPED = re.compile(
    r"(?P<words>[^:]*?)(?: \(statt der Zeilen (?P<first>\d+) bis (?P<last>\d+)\))?"
    r"(?:, mit (?P<blanks>\d+) Leerzeichen davor)?: (?P<line>.+)"
)
_QUOTED = re.compile(r"„([^“]+)“")


@dataclass(frozen=True, slots=True)
class TypedLine:
    """The line that a remedy tells to type, and the lines whose place it takes."""

    text: str
    first: int
    last: int


def typed_line(problem: Problem) -> TypedLine:
    """Return the line in the remedy of *problem*. Raises ValueError if there is none."""
    found = _TYPED.fullmatch(problem.remedy)
    if found is None:
        raise ValueError(f"{problem.code}: no line to type in „{problem.remedy}“")
    blanks = " " * int(found["blanks"] or 0)
    first = int(found["first"] or problem.line)
    return TypedLine(blanks + found["line"], first, int(found["last"] or first))


def in_place(text: str, problem: Problem) -> str:
    """Type the line instead of the one that the message names."""
    typed, lines = typed_line(problem), text.split("\n")
    lines[typed.first - 1 : typed.last] = [typed.text]
    return "\n".join(lines)


def below_all(text: str, problem: Problem) -> str:
    """Type the line at the end of the file."""
    return f"{text.rstrip(chr(10))}\n{chr(10) if text.endswith(chr(10) * 2) else ''}{typed_line(problem).text}\n"


def below(text: str, problem: Problem) -> str:
    """Type the line below the one that the message names."""
    lines = text.split("\n")
    lines.insert(problem.line, typed_line(problem).text)
    return "\n".join(lines)


def in_head(text: str, problem: Problem) -> str:
    """Type the line at the end of the front matter."""
    return text.replace("\n---\n", f"\n{typed_line(problem).text}\n---\n", 1)


def at_end(text: str, problem: Problem) -> str:
    """Type the words at the end of the line that the message names."""
    return _change_line(text, problem, lambda line: line + typed_line(problem).text)


def within(text: str, problem: Problem) -> str:
    """Type the words instead of those in the line that the message quotes."""

    def change(line: str) -> str:
        quoted = next((words for words in _QUOTED.findall(problem.message) if words in line), "")
        if not quoted:
            raise ValueError(f"{problem.code}: nothing of „{problem.message}“ stands in „{line}“")
        return line.replace(quoted, typed_line(problem).text.strip(), 1)

    return _change_line(text, problem, change)


def delete(text: str, problem: Problem) -> str:
    """Delete the line that the message names: „Bitte … löschen“."""
    lines = text.split("\n")
    del lines[problem.line - 1]
    return "\n".join(lines)


def as_meant(*changes: tuple[str, str]) -> Edit:
    """Return the edit that a sentence without a line means: each text instead of another."""

    def edit(text: str, problem: Problem) -> str:
        for old, new in changes:
            if old not in text:
                raise ValueError(f"{problem.code}: „{old}“ is not there")
            text = text.replace(old, new, 1)
        return text

    return edit


def _change_line(text: str, problem: Problem, change: Callable[[str], str]) -> str:
    lines = text.split("\n")
    lines[problem.line - 1] = change(lines[problem.line - 1])
    return "\n".join(lines)
