"""Paragraphs: a paragraph of the element tree, seen as the source lines it came from."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from html import unescape
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import AMP_SUBSTITUTE, HTML_PLACEHOLDER_RE

from plugins.embeds.markdown.inline_addresses import add_tags
from plugins.embeds.recognise import strip_blanks

Line = list[str | Element]

_BOXES = ("div box", "details fold", "figure sound")  # of directives that hold whole texts
_NO_PLACE = ("box-title", "call")  # what stands there is a title, or a link to press
_ADDRESS = re.compile(r"(?:[a-z]+://|www\.|[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}/)\S*", re.IGNORECASE)


def source_lines(block: Element) -> list[Line]:
    """Return the lines of the paragraph *block*: text, and elements without their tails."""
    result: list[Line] = [[]]
    for item in _items(block):
        if isinstance(item, Element):
            result[-1].append(item)
            continue
        first, *others = item.split("\n")
        result[-1].append(first)
        result.extend([text] for text in others)
    return result


def _items(block: Element) -> Line:
    items: Line = [block.text or ""]
    for child in block:
        items += (child, child.tail or "")
    return items


def only_element(line: Line) -> Element | None:
    """Return the element that has *line* to itself; white space and a line break do not count."""
    rest = [item for item in line if not _is_blank(item)]
    return rest[0] if len(rest) == 1 and isinstance(rest[0], Element) else None


def _is_blank(item: str | Element) -> bool:
    return item.tag == "br" if isinstance(item, Element) else not strip_blanks(item)


def only_link(block: Element, raw: Sequence[object]) -> Element | None:
    """Return the link that is all the content of *block*, unless it shows a picture."""
    link = only_element(_items(block))
    if link is None or link.tag != "a" or link.find(".//img") is not None:
        return None
    return None if "<img" in _with_raw(link, raw).lower() else link


def title_of(link: Element, raw: Sequence[object]) -> str:
    """Return the text of *link* as a title, or "" if the text is just the address."""
    text = unescape(re.sub(r"<[^>]*>", "", _with_raw(link, raw)))
    text = re.sub(r"[ \t\n]+", " ", text).strip()  # a no-break space is there on purpose
    return "" if _ADDRESS.fullmatch(text) else text


def _with_raw(link: Element, raw: Sequence[object]) -> str:
    """Return the text of *link* with the tags and entities that were set aside."""
    text = "".join(link.itertext()).replace(AMP_SUBSTITUTE, "&")
    return HTML_PLACEHOLDER_RE.sub(lambda match: str(raw[int(match[1])]), text)


def add_line_tags(names: list[str], line: Line, raw: Sequence[object]) -> None:
    """Change *names*, those of the raw tags open before *line*, to those open behind it."""
    add_tags(names, "".join(item for item in line if isinstance(item, str)), raw)


def make_paragraph(part: list[Line], model: Element) -> list[Element]:
    """Return *part* as a paragraph with the attributes of *model*, or nothing if it is empty."""
    if all(_is_blank(item) for line in part for item in line):
        return []
    new = Element("p", dict(model.attrib))
    # An id may stand only once, so it goes with the first part.
    model.attrib.pop("id", None)
    items: Line = []
    for line in part:
        items += (*line, "\n")
    for item in _trim(items):
        if isinstance(item, Element):
            item.tail = ""
            new.append(item)
        elif len(new):
            new[-1].tail = (new[-1].tail or "") + item
        else:
            new.text = (new.text or "") + item
    return [new]


def _trim(items: Line) -> Line:
    while items and _is_blank(items[0]):
        items = items[1:]
    while items and _is_blank(items[-1]):
        items = items[:-1]
    if items and isinstance(items[0], str):
        items = [items[0].lstrip(), *items[1:]]
    if items and isinstance(items[-1], str):
        items = [*items[:-1], items[-1].rstrip()]
    return items


class ParagraphSplitter(Treeprocessor):
    """Puts a stand-in where a paragraph was a single link, or a line of it a bare address."""

    def __init__(
        self, md: Markdown, is_bare: Callable[[Element], bool], add_embed: Callable[[Element, str], str | None]
    ) -> None:
        """Ask *is_bare* about each link, and *add_embed* for the stand-in of a link with its title."""
        super().__init__(md)
        self.markdown = md
        self.is_bare, self.add_embed = is_bare, add_embed
        self.is_awake = True

    def run(self, root: Element) -> None:
        """Look at the paragraphs of the top level, and of boxes, that hold any element at all."""
        if self.is_awake:
            self._split_within(root)

    def _split_within(self, holder: Element) -> None:
        for block in list(holder):
            if f"{block.tag} {block.get('class', '').partition(' ')[0]}" in _BOXES:
                self._split_within(block)
            if block.tag != "p" or not len(block) or block.get("class") in _NO_PLACE:
                continue
            parts = self._split_alone(block) or self._split_by_line(block)
            if any(isinstance(part, str) for part in parts):
                _replace(holder, block, parts)

    def _split_alone(self, block: Element) -> list[str | Element]:
        """Return the stand-in for a paragraph that is a single Markdown link, or nothing."""
        raw = self.markdown.htmlStash.rawHtmlBlocks
        link = only_link(block, raw)
        if link is None or self.is_bare(link):
            return []
        stand_in = self.add_embed(link, title_of(link, raw))
        return [stand_in] if stand_in else []

    def _split_by_line(self, block: Element) -> list[str | Element]:
        """Return the paragraph in parts, a stand-in for each line that is nothing but an embed."""
        parts: list[str | Element] = []
        waiting: list[Line] = []
        open_names: list[str] = []
        for line in source_lines(block):
            stand_in = self._read_line(line, is_within=bool(open_names))
            add_line_tags(open_names, line, self.markdown.htmlStash.rawHtmlBlocks)
            if stand_in is None:
                waiting.append(line)
                continue
            parts += (*make_paragraph(waiting, block), stand_in)
            waiting = []
        return [*parts, *make_paragraph(waiting, block)] if parts else []

    def _read_line(self, line: Line, *, is_within: bool) -> str | None:
        link = only_element(line)
        if link is None or not self.is_bare(link):
            return None
        if is_within:
            return None
        return self.add_embed(link, "")


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
