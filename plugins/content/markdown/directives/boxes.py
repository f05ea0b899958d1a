"""Boxes: directives that hold any Markdown, in a box, folded up, or as somebody's words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from xml.etree.ElementTree import Element, SubElement

from markdown.blockparser import BlockParser
from markdown.util import STX

from plugins.content.markdown.directives.kind import Build, Content
from plugins.content.markdown.markers import read_marker
from plugins.content.markdown.points import Source, starts_list

_MARKED = re.compile(f"\\s*(?:[#>|:<{STX}]|\\[\\^|\\*?\\[[^]]*\\]:|[-*_=]{{3,}}|$)")
_POINT = re.compile(r"\s*(?:[-*+•]|[0-9]{1,3}[.)])[ \t]")


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


_BOX = build_box("easy", "In Leichter Sprache", "In easy language")


def build_easy(parent: Element, content: Content, parser: BlockParser) -> None:
    """Add a box with short sentences, each in its line."""
    blocks = [part for block in content.blocks for part in _keep_lines(block.split("\n")).split("\n\n")]
    _BOX(parent, Content(content.argument, blocks, content.is_german), parser)


def _keep_lines(lines: Sequence[str]) -> str:
    """Return *lines* as a text in which none runs into the next."""
    source = Source(list(lines), [])
    plain = [_is_plain(source, at) for at in range(len(lines))]
    parts = [lines[0]]
    for number, (above, line) in enumerate(pairwise(lines), 1):
        is_over = plain[number] and not line.startswith(" ") and _POINT.match(above)
        parts += ("\\\n" if plain[number - 1] and plain[number] else "\n\n" if is_over else "\n", line)
    return "".join(parts)


def _is_plain(source: Source, at: int) -> bool:
    """Return whether a line of *source* is text and nothing else, and has no break yet."""
    line, above = source.lines[at], source.lines[at - 1] if at else ""
    marker = read_marker(line)
    is_point = marker is not None and starts_list(marker, source, at, above=above)
    return not (is_point or _MARKED.match(line) or line.endswith(("\\", "  ")))


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
