"""Limits: how long a paragraph may be, so that a text costs time that grows with its length.

Markdown copies a paragraph for every sign in it that means something: twice as long, it costs four times as much.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from plugins.core.problem import Problem

LONGEST = 50_000  # signs, some thirty printed pages
_BEGINNING = 30
_PASTED = re.compile(r"data:image/[^\s()\"']{2000,}", re.IGNORECASE)


class Limits(Extension):
    """Notes the paragraphs that are too long, in ``problems``, and leaves them as they are."""

    def __init__(self) -> None:
        super().__init__()
        self.problems: list[Problem] = []
        self.lines: list[str] = []

    def reset(self) -> None:
        """Forget the text before."""
        self.problems = []

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        """Look at paragraphs before their inline markup is (20)."""
        md.registerExtension(self)
        md.treeprocessors.register(_LengthCheck(self, md), "length", 21)

    def report(self, text: str) -> None:
        """Note that the paragraph *text* is too long."""
        begin = text.strip().split("\n", 1)[0][:_BEGINNING]
        line = next((number for number, line in enumerate(self.lines, 1) if begin in line), 1)
        message = (
            f"Der Absatz „{begin}…“ hat {len(text)} Zeichen; mehr als {LONGEST} liest das Programm nicht auf einmal."
        )
        self.problems.append(
            Problem("", line, message, "Bitte mit leeren Zeilen in kürzere Absätze teilen.", "long-paragraph")
        )


class _LengthCheck(Treeprocessor):
    """Leaves paragraphs that are too long without inline markup."""

    def __init__(self, extension: Limits, md: Markdown) -> None:
        super().__init__(md)
        self.extension = extension

    def run(self, root: Element) -> None:
        lines: list[str] = self.md.lines  # type: ignore[attr-defined]
        if sum(len(line) + 1 for line in lines) <= LONGEST:
            return
        self.extension.lines = lines
        for element in root.iter():
            element.text, element.tail = self._limit(element.text), self._limit(element.tail)

    def _limit(self, text: str | None) -> str | None:
        if not text or len(text) <= LONGEST or isinstance(text, AtomicString):
            return text
        if len(_PASTED.sub("", text)) > LONGEST:  # a picture pasted as text is told as what it is
            self.extension.report(text)
        return AtomicString(text)
