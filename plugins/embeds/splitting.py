"""Splitting: takes the embeds out of top-level paragraphs, once all inline markup is known."""

from __future__ import annotations

from collections.abc import Callable
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from plugins.embeds import paragraphs


class Split(Treeprocessor):
    """Puts a stand-in where a paragraph was a single link, or a line of it a bare address."""

    def __init__(
        self, md: Markdown, is_bare: Callable[[Element], bool], take: Callable[[Element, str], str | None]
    ) -> None:
        """Ask *is_bare* about each link, and *take* for the stand-in of a link with its title."""
        super().__init__(md)
        self.markdown = md
        self.is_bare, self.take = is_bare, take
        self.is_awake = True

    def run(self, root: Element) -> None:
        """Look at the paragraphs of the top level that hold any element at all."""
        if not self.is_awake:
            return
        for block in [child for child in root if child.tag == "p" and len(child)]:
            parts = self._alone(block) or self._by_line(block)
            if any(isinstance(part, str) for part in parts):
                _replace(root, block, parts)

    def _alone(self, block: Element) -> list[str | Element]:
        """Return what stands for a paragraph that is a single Markdown link, or nothing."""
        raw = self.markdown.htmlStash.rawHtmlBlocks
        link = paragraphs.only_link(block, raw)
        if link is None or self.is_bare(link):
            return []
        stand_in = self.take(link, paragraphs.title(link, raw))
        return [stand_in] if stand_in else []

    def _by_line(self, block: Element) -> list[str | Element]:
        """Return the paragraph in parts, a stand-in for each line that is nothing but an embed."""
        parts: list[str | Element] = []
        waiting: list[paragraphs.Line] = []
        lines = paragraphs.lines(block)
        for number, line in enumerate(lines):
            stand_in = self._line(line, lines[:number])
            if stand_in is None:
                waiting.append(line)
                continue
            parts += (*paragraphs.paragraph(waiting, block), stand_in)
            waiting = []
        return [*parts, *paragraphs.paragraph(waiting, block)] if parts else []

    def _line(self, line: paragraphs.Line, before: list[paragraphs.Line]) -> str | None:
        link = paragraphs.only_element(line)
        if link is None or not self.is_bare(link):
            return None
        if paragraphs.is_open(before, self.markdown.htmlStash.rawHtmlBlocks):
            return None
        return self.take(link, "")


def _replace(root: Element, block: Element, parts: list[str | Element]) -> None:
    """Put *parts* in the place of *block*; text between elements is the tail of the one before."""
    at = list(root).index(block)
    root.remove(block)
    for part in parts:
        if isinstance(part, Element):
            part.tail = "\n"
            root.insert(at, part)
            at += 1
        elif at:
            root[at - 1].tail = f"{root[at - 1].tail or ''}{part}\n"
        else:
            root.text = f"{root.text or ''}{part}\n"
