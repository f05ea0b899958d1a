"""Prose: what of a Markdown body is read as text, block by block, as plain data, each piece with its line."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """The words that one line of the file shows: no marks, no code, no HTML, nothing in another language."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, item of a list, or cell of a table; ``level`` counts for headings, 1 to 6.

    ``strong`` holds what is set in bold in it, ``is_strong`` is whether that is all there is.
    """

    kind: str
    lines: tuple[Line, ...]
    level: int = 0
    strong: tuple[str, ...] = ()
    is_strong: bool = False

    @property
    def line(self) -> int:
        """The line in which it begins."""
        return self.lines[0].number

    @property
    def text(self) -> str:
        """All of it on one line."""
        return " ".join(" ".join(line.text for line in self.lines).split())


@dataclass(frozen=True, slots=True)
class Reference:
    """A link: where it leads, what it is called, and its line; ``bare`` if it is only an address in running text.

    ``alone`` is such an address that has a paragraph to itself; it may be an embed.
    """

    target: str
    text: str
    line: int
    bare: bool = False
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """A picture in a text; ``marked`` is whether somebody wrote an empty alternative on purpose."""

    src: str
    alt: str
    line: int
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Prose:
    """What a body holds for its readers, in its order."""

    blocks: tuple[Block, ...] = ()
    links: tuple[Reference, ...] = ()
    pictures: tuple[Placed, ...] = ()
