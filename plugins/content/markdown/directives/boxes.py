"""Boxes: directives that hold any Markdown, in a box, folded up, or as somebody's words."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, SubElement

from markdown.blockparser import BlockParser

from plugins.content.markdown.directives.kind import Build, Content


def build_box(name: str, german: str, english: str, *, is_urgent: bool = False) -> Build:
    """Return the builder of boxes with the class *name*.

    Their title is *german* or *english* unless one is typed; what is urgent has both, for colour alone says nothing
    (WCAG 2.2, 1.4.1).
    """

    def build(parent: Element, content: Content, parser: BlockParser) -> None:
        box = SubElement(parent, "div", {"class": f"box is-{name}", "role": "note"})
        title = SubElement(box, "p", {"class": "box-title"})
        word = german if content.is_german else english
        if not content.argument:
            title.text = word
            title.set("data-added", "")
        elif is_urgent and not content.argument.startswith(word):
            sign = SubElement(title, "span", {"data-added": ""})
            sign.text, sign.tail = f"{word}:", f" {content.argument}"
        else:
            title.text = content.argument
        parser.parseBlocks(box, content.blocks)

    return build


def build_easy(parent: Element, content: Content, parser: BlockParser) -> None:
    """Add a box with short sentences, each in its line."""
    blocks = [block if _MARKED.search(block) else block.replace("\n", "\\\n") for block in content.blocks]
    _BOX(parent, Content(content.argument, blocks, content.is_german), parser)


_BOX = build_box("easy", "In Leichter Sprache", "In easy language")
_MARKED = re.compile(r"^\s*(?:[-*+•#>|:]|[0-9]{1,3}[.)])|\\$| {2}$", re.MULTILINE)


def build_fold(parent: Element, content: Content, parser: BlockParser) -> None:
    """Add a question with an answer that opens."""
    fold = SubElement(parent, "details", {"class": "fold", "id": content.anchor("frage")})
    SubElement(fold, "summary").text = content.argument
    parser.parseBlocks(fold, content.blocks)


def build_quotation(parent: Element, content: Content, parser: BlockParser) -> None:
    """Add somebody's words, and below them whose they are."""
    figure = SubElement(parent, "figure", {"class": "quotation"})
    parser.parseBlocks(SubElement(figure, "blockquote"), content.blocks)
    if content.argument:
        SubElement(figure, "figcaption").text = content.argument
