"""Markdown: finds the addresses that stand alone in a text, and leaves a hole for each.

An address in running text is first taken for a link of its own, before emphasis could
alter it. Once all inline markup is known, those that have a line of a top-level
paragraph to themselves become embeds; so does a paragraph that is one single link.
Deciding that late is what keeps code spans, comments and raw tags that run over
several lines out of it.

Embed codes are raw HTML: they are looked for at the very end, in finished HTML.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import chain
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import ETX, STX, AtomicString

from plugins.core.model import Embed
from plugins.core.placeholders import placeholder
from plugins.core.problem import Problem
from plugins.embeds.codes.html import replace_codes
from plugins.embeds.markdown import inline
from plugins.embeds.markdown.paragraphs import ParagraphSplitter
from plugins.embeds.recognise import AROUND, recognise_address
from plugins.embeds.services import Service

_NOTHING = re.compile("\0")
# Code that Markdown itself has set aside is escaped and holds no other element.
_RAW = re.compile(r"<(?!(?:pre|code)[ >])[A-Za-z]")


class EmbedExtension(Extension):
    """Collects the embeds of one text in ``found``; hole number n stands for ``found[n]``.

    What an editor has to be told about the text stands in ``problems``, without the name of the file.

    Lines count from the first line given to ``convert``. With a reused
    Markdown instance call ``md.reset()`` before each text.
    """

    def __init__(self, services: Iterable[Service]) -> None:
        super().__init__()
        self.services = tuple(services)
        self.found: list[Embed] = []
        self.problems: tuple[Problem, ...] = ()
        self.bare: set[Element] = set()
        self.lines: list[str] = []
        self.text: list[str] = []
        self.is_written = False

    def reset(self) -> None:
        """Forget the text before."""
        self.found, self.bare, self.lines = [], set(), []
        self.problems, self.text, self.is_written = (), [], False

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        """Take part in the conversion, at the places the processors explain."""
        md.registerExtension(self)
        links, split = _Links(self, md), ParagraphSplitter(md, self.is_bare, self.take)
        # Before everything else: the lines are still the editor's.
        md.preprocessors.register(_Look(self, links, split), "embed-look", 1000)
        # After code, links and raw HTML (90), before entities (80) and emphasis (60).
        md.inlinePatterns.register(links, "embed-address", 85)
        # After "unescape" (0), when every address has its final letters.
        md.treeprocessors.register(split, "embed-split", -10)
        md.treeprocessors.register(_Written(self), "embed-written", -1000)
        md.postprocessors.register(_Open(self), "embed-open", -1000)
        md.postprocessors.register(_Codes(self, md), "embed-codes", -1001)

    def is_bare(self, link: Element) -> bool:
        """Return whether *link* was a bare address in the text."""
        return link in self.bare

    def take(self, link: Element, title: str) -> str | None:
        """Keep the embed *link* leads to, and return what stands for it until the page is HTML."""
        address = link.get("href", "")
        embed = recognise_address(address, self.services)
        if embed is None:
            return None
        self.found.append(replace(embed, title=title, line=self._line(address, self.is_bare(link))))
        return _closed(len(self.found) - 1)

    def _line(self, address: str, alone: bool) -> int:
        """Return the line of *address*, searched after the embed before; 1 if it cannot be told."""
        last = self.found[-1].line if self.found else 0
        for number in chain(range(last, len(self.lines)), range(last)):
            line = self.lines[number]
            # (target), <target> or [name]: target, where it is not alone
            if line.strip(AROUND) == address if alone else any(mark + address in line for mark in "(< "):
                return number + 1
        return 1


class _Look(Preprocessor):
    """Looks whether the text holds any address, so that all others cost nothing."""

    def __init__(self, extension: EmbedExtension, links: _Links, split: ParagraphSplitter) -> None:
        super().__init__()
        self.extension, self.links, self.split = extension, links, split

    def run(self, lines: list[str]) -> list[str]:
        self.extension.text = lines
        found = any("//" in line for line in lines)
        self.extension.lines = list(lines) if found else []
        self.links.compiled_re = inline.ADDRESS if found else _NOTHING
        self.split.is_awake = found
        return lines


class _Links(InlineProcessor):
    """Makes a link of every address in running text, letter for letter."""

    def __init__(self, extension: EmbedExtension, md: Markdown) -> None:
        super().__init__(inline.ADDRESS.pattern, md)
        self.extension = extension
        self.markdown = md

    def handleMatch(  # type: ignore[override]  # noqa: N802 - Python-Markdown's name
        self, m: re.Match[str], data: str
    ) -> tuple[Element | str | None, int | None, int | None]:
        before = data[: m.start()]
        tree = self.markdown.treeprocessors["inline"]
        text, ends = inline.whole(data, m.start(), tree.stashed_nodes)  # type: ignore[attr-defined]
        address = inline.without_punctuation(text, before)
        if not address:
            return None, None, None
        end = ends[len(address) - 1]
        if "a" in tree.ancestors or self._is_in_raw_code(before):  # type: ignore[attr-defined]
            return address, m.start(), end
        link = Element("a", {"href": address})
        link.text = AtomicString(address)
        self.extension.bare.add(link)
        return link, m.start(), end

    def _is_in_raw_code(self, before: str) -> bool:
        return STX in before and inline.is_raw_code(self.unescape(before), self.markdown.htmlStash.rawHtmlBlocks)


class _Written(Treeprocessor):
    """Notes that the tree is finished: before, postprocessors also run on the texts of headings."""

    def __init__(self, extension: EmbedExtension) -> None:
        super().__init__()
        self.extension = extension

    def run(self, root: Element) -> None:  # noqa: ARG002
        self.extension.is_written = True


class _Open(Postprocessor):
    """Turns what stood for an embed during the conversion into its hole."""

    def __init__(self, extension: EmbedExtension) -> None:
        super().__init__()
        self.extension = extension

    def run(self, text: str) -> str:
        for number in range(len(self.extension.found)):
            text = text.replace(_closed(number), placeholder("embed", number))
        return text


class _Codes(Postprocessor):
    """Takes the embed codes out of a text that holds any HTML of the editor's own."""

    def __init__(self, extension: EmbedExtension, md: Markdown) -> None:
        super().__init__()
        self.extension, self.markdown = extension, md

    def run(self, text: str) -> str:
        extension, blocks = self.extension, self.markdown.htmlStash.rawHtmlBlocks
        is_raw = any(_RAW.search(str(block)) for block in blocks) or " style=" in text
        if not (extension.is_written and is_raw):
            return text
        pasted = replace_codes(text, extension.found, extension.services, extension.text)
        extension.found, extension.problems = list(pasted.embeds), pasted.problems
        return pasted.html


def _closed(number: int) -> str:
    return f"{STX}{placeholder('embed', number)}{ETX}"
