"""Directive lines: finds the lines that open and close directives.

The syntax is that of pymdownx.blocks: https://facelessuser.github.io/pymdown-extensions/extensions/blocks/. Beyond it
names may be typed in capitals and without umlauts, and a directive within another may have as many slashes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from plugins.core.urls import slugify

DEEPEST = 3
_SIGNS = "///"  # or more of them
_ENDS = ("ende", "end", "schluss")  # what some type to close a directive


@dataclass(frozen=True, slots=True)
class Directive:
    """A directive of a text.

    ``first`` and ``last`` are the indexes of the lines that open and close it; ``last`` is None if nothing closes it.
    ``name`` is as it was typed, ``key`` as kinds are looked up. ``around`` are the keys of the outermost directives
    around it.
    """

    first: int
    last: int | None
    signs: str
    name: str
    argument: str
    around: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """The name in small letters without umlauts."""
        return slugify(self.name)


@dataclass(frozen=True, slots=True)
class DirectiveLines:
    """The directives of a text in their order, and the lines that are wrong.

    ``strays`` are the indexes of lines that close nothing; ``odd_ends`` close a directive, but should be written with
    these signs alone.
    """

    found: list[Directive] = field(default_factory=list)
    strays: list[int] = field(default_factory=list)
    odd_ends: list[tuple[int, str]] = field(default_factory=list)


def is_directive_line(line: str) -> bool:
    """Return whether *line* opens or closes a directive, or would."""
    return line.startswith(_SIGNS)


def read_directive_line(line: str) -> tuple[str, str, str]:
    """Return slashes, name and argument of *line*; one that closes has slashes alone."""
    rest = line.lstrip("/")
    name, _, argument = (part.strip() for part in rest.partition("|"))
    return line[: len(line) - len(rest)], name, argument


def find_directives(lines: Sequence[str]) -> DirectiveLines:
    """Return the directives of *lines*."""
    result = DirectiveLines()
    waiting: list[int] = []  # places in found
    for number, line in enumerate(lines):
        if not is_directive_line(line):
            continue
        signs, name, argument = read_directive_line(line)
        if not (name or argument or "|" in line):
            _close(signs, number, result, waiting)
        elif name.lower() in _ENDS and waiting:
            result.odd_ends.append((number, result.found[waiting[-1]].signs))
            _end(waiting, len(waiting) - 1, number, result)
        else:
            parent = result.found[waiting[-1]] if waiting else None
            around = (*parent.around, parent.key)[:DEEPEST] if parent else ()
            waiting.append(len(result.found))
            result.found.append(Directive(number, None, signs, name, argument, around))
    return result


def _close(signs: str, number: int, result: DirectiveLines, waiting: list[int]) -> None:
    """Close the innermost directive with these *signs*; those within it stay open."""
    at = next((n for n in range(len(waiting) - 1, -1, -1) if result.found[waiting[n]].signs == signs), None)
    if at is not None:
        _end(waiting, at, number, result)
    elif waiting:
        result.odd_ends.append((number, result.found[waiting[-1]].signs))
        _end(waiting, len(waiting) - 1, number, result)
    else:
        result.strays.append(number)


def _end(waiting: list[int], at: int, number: int, result: DirectiveLines) -> None:
    one = waiting[at]
    result.found[one] = replace(result.found[one], last=number)
    del waiting[at:]
