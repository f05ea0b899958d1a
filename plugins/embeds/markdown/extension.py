"""Extension: leaves a placeholder for each address that stands alone in a text.

An address in running text is first taken for a link of its own, before emphasis could
alter it. Once all inline markup is known, those that have a line of a top-level
paragraph to themselves become embeds; so does a paragraph that is one single link.
Deciding that late is what keeps code spans, comments and raw tags that run over
several lines out of it.

Embed codes are raw HTML: they are replaced at the very end, in finished HTML.
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
from plugins.embeds.markdown import inline_addresses
from plugins.embeds.markdown.paragraphs import ParagraphSplitter
from plugins.embeds.recognise import recognise_address, strip_blanks
from plugins.embeds.services import Service
from plugins.embeds.unlisted import report_unlisted

_STAND_IN = re.compile(f"{STX}(\x1aembed:[0-9]+\x1a){ETX}")
_REACH = 2_000  # signs before an address in which a tag around it is looked for
_NOTHING = re.compile("\0")
_ESCAPE = re.compile(r"\\([_*~\-.&#()\[\]])")
_TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9]*(?:\s[^<>]*)?/?>")
# Code that Markdown itself has set aside is escaped and holds no other element.
_RAW = re.compile(r"<(?!(?:pre|code)[ >])[A-Za-z]")


class EmbedExtension(Extension):
    """Collects the embeds of one text; placeholder number n stands for ``embeds[n]``.

    The problems with the text stand in ``problems``, without the name of the file.

    Lines count from the first line given to ``convert``. With a reused
    Markdown instance call ``md.reset()`` before each text.
    """

    def __init__(self, services: Iterable[Service], unlisted: Iterable[Service] = ()) -> None:
        super().__init__()
        self.services, self.unlisted = tuple(services), tuple(unlisted)
        self.embeds: list[Embed] = []
        self.problems: tuple[Problem, ...] = ()
        self.bare_links: set[Element] = set()
        self.lines: list[str] = []
        self.text: list[str] = []
        self.is_complete = False

    def reset(self) -> None:
        """Forget the text before."""
        self.embeds, self.bare_links, self.lines = [], set(), []
        self.problems, self.text, self.is_complete = (), [], False

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        """Take part in the conversion, at the places the processors explain."""
        md.registerExtension(self)
        links, split = _AddressLinks(self, md), ParagraphSplitter(md, self.is_bare, self.add_embed)
        # Before everything else: the lines are still the editor's.
        md.preprocessors.register(_AddressScan(self, links, split), "embed-look", 1000)
        # After code, links and raw HTML (90), before entities (80) and emphasis (60).
        md.inlinePatterns.register(links, "embed-address", 85)
        # After "unescape" (0), when every address has its final letters.
        md.treeprocessors.register(split, "embed-split", -10)
        md.treeprocessors.register(_Completion(self), "embed-written", -1000)
        md.postprocessors.register(_PlaceholderWriter(self), "embed-open", -1000)
        md.postprocessors.register(_CodeReplacer(self, md), "embed-codes", -1001)

    def is_bare(self, link: Element) -> bool:
        """Return whether *link* was a bare address in the text."""
        return link in self.bare_links

    def add_embed(self, link: Element, title: str) -> str | None:
        """Add the embed *link* leads to, and return its stand-in until the page is HTML."""
        address = link.get("href", "")
        embed = recognise_address(address, self.services)
        if embed is None:
            missed = recognise_address(address, self.unlisted)
            if missed and missed.src:  # what no network shows elsewhere is but a link
                line = self._find_line(address, self.is_bare(link))
                self.problems += (report_unlisted(missed, line, self.services, self.unlisted),)
            return None
        self.embeds.append(replace(embed, title=title, line=self._find_line(address, self.is_bare(link))))
        return _stand_in(len(self.embeds) - 1)

    def _find_line(self, address: str, alone: bool) -> int:
        """Return the line of *address*, searched after the embed before; 1 if it cannot be found."""
        last = self.embeds[-1].line if self.embeds else 0
        for is_line_of in (_is_alone_in if alone else _is_target_in, str.__contains__):
            for number in chain(range(last, len(self.lines)), range(last)):
                if is_line_of(_ESCAPE.sub(r"\1", self.lines[number]), address):
                    return number + 1
        return 1


def _is_alone_in(line: str, address: str) -> bool:
    bare = strip_blanks(_TAG.sub("", line)).removesuffix("\\")  # a backslash at its end breaks a line
    return strip_blanks(bare) == address


def _is_target_in(line: str, address: str) -> bool:
    return any(mark + address in line for mark in "(< ")  # (target), <target> or [name]: target


class _AddressScan(Preprocessor):
    """Scans the text for addresses, so that texts without one cost nothing."""

    def __init__(self, extension: EmbedExtension, links: _AddressLinks, split: ParagraphSplitter) -> None:
        super().__init__()
        self.extension, self.links, self.split = extension, links, split

    def run(self, lines: list[str]) -> list[str]:
        self.extension.text = lines
        found = any("//" in line for line in lines)
        self.extension.lines = list(lines) if found else []
        self.links.compiled_re = inline_addresses.ADDRESS if found else _NOTHING
        self.split.is_awake = found
        return inline_addresses.tidy_lines(lines) if found else lines


class _AddressLinks(InlineProcessor):
    """Makes a link of every address in running text, letter by letter."""

    def __init__(self, extension: EmbedExtension, md: Markdown) -> None:
        super().__init__(inline_addresses.ADDRESS.pattern, md)
        self.extension = extension
        self.markdown = md

    def handleMatch(  # type: ignore[override]  # noqa: N802 - Python-Markdown's name
        self, m: re.Match[str], data: str
    ) -> tuple[Element | str | None, int | None, int | None]:
        before = data[: m.start()]
        tree = self.markdown.treeprocessors["inline"]
        text, ends = inline_addresses.read_address(data, m.start(), tree.stashed_nodes)  # type: ignore[attr-defined]
        address = inline_addresses.strip_punctuation(text, before)
        is_all = text != address and inline_addresses.is_whole(text)
        if is_all and inline_addresses.is_alone(data, m.start(), ends[-1], tree.stashed_nodes):  # type: ignore[attr-defined]
            address = text if self._is_content(text) else address
        if not address:
            return None, None, None
        end = ends[len(address) - 1]
        if "a" in tree.ancestors or self._is_in_raw_code(before):  # type: ignore[attr-defined]
            return address, m.start(), end
        link = Element("a", {"href": address})
        link.text = AtomicString(address)
        self.extension.bare_links.add(link)
        return link, m.start(), end

    def _is_content(self, address: str) -> bool:
        return recognise_address(address, (*self.extension.services, *self.extension.unlisted)) is not None

    def _is_in_raw_code(self, before: str) -> bool:
        raw = self.markdown.htmlStash.rawHtmlBlocks
        return bool(raw) and STX in before and inline_addresses.is_raw_code(self.unescape(before[-_REACH:]), raw)


class _Completion(Treeprocessor):
    """Notes that the tree is finished: before, postprocessors also run on the texts of headings."""

    def __init__(self, extension: EmbedExtension) -> None:
        super().__init__()
        self.extension = extension

    def run(self, root: Element) -> None:  # noqa: ARG002
        self.extension.is_complete = True


class _PlaceholderWriter(Postprocessor):
    """Turns the stand-in for an embed into its placeholder."""

    def __init__(self, extension: EmbedExtension) -> None:
        super().__init__()
        self.extension = extension

    def run(self, text: str) -> str:
        return _STAND_IN.sub(r"\1", text) if STX in text else text


class _CodeReplacer(Postprocessor):
    """Replaces the embed codes in a text that holds any HTML of the editor's own."""

    def __init__(self, extension: EmbedExtension, md: Markdown) -> None:
        super().__init__()
        self.extension, self.markdown = extension, md

    def run(self, text: str) -> str:
        extension, blocks = self.extension, self.markdown.htmlStash.rawHtmlBlocks
        is_raw = any(_RAW.search(str(block)) for block in blocks) or " style=" in text
        if not (extension.is_complete and is_raw):
            return text
        pasted = replace_codes(text, extension.embeds, extension.services, extension.text, extension.unlisted)
        extension.embeds = list(pasted.embeds)
        extension.problems += pasted.problems
        return pasted.html


def _stand_in(number: int) -> str:
    return f"{STX}{placeholder('embed', number)}{ETX}"
