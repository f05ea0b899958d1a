"""Directive kind: names, content, builder and check of one kind of directive."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count
from xml.etree.ElementTree import Element

from markdown.blockparser import BlockParser

from plugins.core.urls import slugify

TARGET = re.compile(r"(?<=\])\([^()\s]*\)")  # of a link


@dataclass(frozen=True, slots=True)
class Argument:
    """The text behind „|“: its label in the form, an example, and whether it is required.

    What is pressed itself can hold no link.
    """

    label: str
    example: str
    is_required: bool = False
    is_pressed: bool = False


@dataclass(frozen=True, slots=True)
class Complaint:
    """A mistake in a directive: message, remedy, and which line below the first has it."""

    line: int
    message: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Content:
    """The content of one directive, for its builder; ``anchors`` are those of the whole text."""

    argument: str
    blocks: list[str]
    is_german: bool
    anchors: set[str] = field(default_factory=set)

    def anchor(self, kind: str) -> str:
        """Return an anchor of this *kind* made of the argument; no other directive has it."""
        begin = f"{kind}-{slugify(TARGET.sub('', self.argument))}"
        names = (begin if number == 1 else f"{begin}-{number}" for number in count(1))
        name = next(name for name in names if name not in self.anchors)
        self.anchors.add(name)
        return name

    @property
    def text(self) -> str:
        """The blocks as one text."""
        return "\n\n".join(self.blocks)

    def lines(self) -> Iterator[str]:
        """Yield the lines that hold anything."""
        return (line.strip() for line in self.text.split("\n") if line.strip())


Build = Callable[[Element, Content, BlockParser], None]
Check = Callable[[Sequence[str]], Iterator[Complaint]]


def accept(lines: Sequence[str]) -> Iterator[Complaint]:  # noqa: ARG001 - the shape of a check
    """Find nothing wrong: any Markdown may stand there."""
    yield from ()


@dataclass(frozen=True, slots=True)
class DirectiveKind:
    """One kind of directive.

    Attributes:
        name: As editors type it.
        label: As the form calls it.
        help: What it is for, a German sentence.
        body: What stands between its lines, as the form calls it.
        example: Lines that can stand there.
        build: Adds the element to a parent.
        argument: What may stand behind „|“, or None.
        check: Says what is wrong with the lines between.
        keeps_lines: Whether each line there stands for itself, so that none runs into the next.
        holds_blocks: Whether paragraphs, lists and other directives may stand there.
    """

    name: str
    label: str
    help: str
    body: str
    example: str
    build: Build
    argument: Argument | None = None
    check: Check = accept
    keeps_lines: bool = False
    holds_blocks: bool = True

    @property
    def key(self) -> str:
        """The name in small letters without umlauts."""
        return slugify(self.name)

    @property
    def source(self) -> str:
        """The whole example as it is typed."""
        opening = f"/// {self.name} | {self.argument.example}" if self.argument else f"/// {self.name}"
        return f"{opening}\n{self.example}\n///"
