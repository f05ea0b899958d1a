"""Boxes: directives that hold any Markdown, in a box, folded up, or as somebody's words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement

from markdown.blockparser import BlockParser
from markdown.util import STX

from plugins.content.markdown.directives.kind import Build, Content
from plugins.content.markdown.markers import read_marker
from plugins.content.markdown.points import Source, starts_list


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
    blocks = [part for block in content.blocks for part in _keep_lines(block.split("\n")).split("\n\n")]
    _BOX(parent, Content(content.argument, blocks, content.is_german), parser)


def _keep_lines(lines: Sequence[str]) -> str:
    """Return *lines* as a text in which none runs into the next."""
    text = lines[0]
    for number in range(1, len(lines)):
        is_plain = [_is_plain(lines, at) for at in (number - 1, number)]
        is_over = is_plain[1] and not lines[number].startswith(" ") and _POINT.match(lines[number - 1])
        text += ("\\\n" if all(is_plain) else "\n\n" if is_over else "\n") + lines[number]
    return text


def _is_plain(lines: Sequence[str], at: int) -> bool:
    """Return whether a line is text and nothing else, and has no break yet."""
    marker = read_marker(lines[at])
    above = lines[at - 1] if at else ""
    is_point = marker is not None and starts_list(marker, Source(list(lines), []), at, above=above)
    return not (is_point or _MARKED.match(lines[at]) or lines[at].endswith(("\\", "  ")))


_BOX = build_box("easy", "In Leichter Sprache", "In easy language")
_MARKED = re.compile(f"\\s*(?:[#>|:<{STX}]|\\[\\^|\\*?\\[[^]]*\\]:|[-*_=]{{3,}}|$)")
_POINT = re.compile(r"\s*(?:[-*+•]|[0-9]{1,3}[.)])[ \t]")


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
