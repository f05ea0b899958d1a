"""Markup: one HTML text, read by a parser that builds a browser's tree."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from plugins.audit.model.element import Element, words

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
# Without any of these, no pattern of the check "leftovers" can match; letters in either case are equal there.
_RESIDUE_MARKS = (
    *("{{", "{%", "{static}", "{filename}", "{attach}", "{index}", "{author}", "{category}", "{tag}"),
    *("klzzwxh", "localhost", "127.0.", "0.0.0.0", "[:", "file:", ":\\"),  # noqa: S104 - looked for
    *("/tmp/", "/var/", "/private/", "/root/", "/home/", "/users/"),  # noqa: S108 - looked for
)


def may_hold_build_residue(text: str) -> bool:
    """Return, after a quick scan, whether *text* could hold something meant for the build alone."""
    # Plain searches take a third of the time of one expression with as many branches.
    return any(map(text.casefold().__contains__, _RESIDUE_MARKS)) or _CONTROL.search(text) is not None


_NAMED = words("html title h1 script style iframe frame frameset object embed applet portal fencedframe")
_ALWAYS_COLLECTED = _NAMED | words("noframes noembed xmp plaintext base form template")
_CODE = words("code pre kbd samp textarea")
_NOSCRIPT = re.compile(rb"<noscript", re.I)
_SELECT = re.compile(rb"<(/?)select", re.I)
_RAW = ("style", "iframe", "noembed", "noframes", "xmp", "plaintext", "title", "textarea")
_RAW_TAG = re.compile(rb"<(/?)(?:%s)\b" % "|".join(_RAW).encode(), re.I)

_ElementKey = tuple[str, tuple[tuple[str, str | None], ...]]


class ElementPool:
    """Makes equal elements one object."""

    def __init__(self) -> None:
        self._elements: dict[_ElementKey, Element] = {}

    def __len__(self) -> int:
        return len(self._elements)

    def element(self, tag: str, attributes: dict[str, str | None]) -> Element:
        """Return the one element with this name and these attributes."""
        key = (tag, tuple(attributes.items()))
        found = self._elements.get(key)
        if found is None:
            # SVG keeps capital letters (attributeName, foreignObject); nothing depends on them here.
            plain = tuple((name.lower(), value or "") for name, value in key[1])
            found = self._elements[key] = Element(tag.lower(), plain)
        return found


@dataclass
class ParsedMarkup:
    """The parts of an HTML text; ids, title and the like as a reader without scripts has them."""

    elements: dict[Element, None] = field(default_factory=dict)
    hidden: set[Element] = field(default_factory=set)
    ids: list[str] = field(default_factory=list)
    anchors: set[str] = field(default_factory=set)
    styles: list[str] = field(default_factory=list)
    scripts: list[tuple[str, str]] = field(default_factory=list)
    suspect_texts: list[str] = field(default_factory=list)
    lang: str = ""
    title: str = ""
    heading: str = ""


def read_html(data: bytes, pool: ElementPool) -> ParsedMarkup:
    """Return the markup of *data*, which is UTF-8.

    Browsers do not agree on two elements, so such a page is read twice:
    the content of ``noscript`` is text where scripts run and markup where not,
    and ``select`` drops most of its content in older browsers.
    """
    markup = ParsedMarkup()
    tree = LexborHTMLParser(data)
    _collect(tree, markup, pool)
    _describe(tree, markup)
    if _NOSCRIPT.search(data):
        _collect(LexborHTMLParser(data, scripting=True), markup, pool, again=True)
    if _SELECT.search(data):
        # Without the element its content is read as older browsers leave it: tags dropped, the rest live.
        bare = _SELECT.sub(rb"<\1x-select", data)
        _collect(LexborHTMLParser(bare), markup, pool, again=True)
        if tree.css_first(", ".join(f"select {tag}" for tag in _RAW)):
            raw = _RAW_TAG.sub(rb"<\1x-raw", data)
            _collect(LexborHTMLParser(raw), markup, pool, again=True)
    return markup


def _roots(tree: LexborHTMLParser) -> Iterator[tuple[LexborNode, bool]]:
    """Yield the document, then the content of every template; the walk below never enters those.

    ``template_fragments()`` in turn does not enter the content of a template, hence the list.
    A ``template`` with ``shadowrootmode`` is live at once, so all content counts.
    """
    root = tree.root
    if root is None:
        return
    yield root, False
    waiting = root.template_fragments()
    while waiting:
        fragment = waiting.pop()
        waiting.extend(fragment.template_fragments())
        yield fragment, True


def _collect(tree: LexborHTMLParser, markup: ParsedMarkup, pool: ElementPool, again: bool = False) -> None:
    elements = markup.elements
    for root, hidden in _roots(tree):
        for node in root.traverse():
            tag = node.tag
            attributes = node.attributes
            if not attributes and tag not in _ALWAYS_COLLECTED:
                continue
            element = pool.element(tag or "", attributes)
            if hidden and element not in elements:  # the document itself came first
                markup.hidden.add(element)
            elements[element] = None
            if tag in ("style", "script"):
                _collect_text(node, markup)
            if hidden or again:
                continue  # an id in a template cannot be jumped to
            if name := attributes.get("id"):
                markup.ids.append(name)
            if tag == "a" and (name := attributes.get("name")):
                markup.anchors.add(name)


def _collect_text(node: LexborNode, markup: ParsedMarkup) -> None:
    # Comments inside <svg><style> split the text; a browser joins the pieces, and so does text().
    text = node.text(deep=True)
    if node.tag == "style":
        markup.styles.append(text)
    elif text.strip():
        markup.scripts.append(((node.attributes.get("type") or "").strip().lower(), text))


def _describe(tree: LexborHTMLParser, markup: ParsedMarkup) -> None:
    markup.anchors.update(markup.ids)
    if tree.root is not None:
        markup.lang = (tree.root.attributes.get("lang") or "").strip()
    title = tree.css_first("head > title")
    markup.title = title.text().strip() if title else ""
    heading = tree.css_first("h1")
    if heading:
        picture = heading.css_first("img[alt]")
        markup.heading = heading.text().strip() or ((picture and picture.attributes.get("alt")) or "")
    markup.suspect_texts = [markup.title] if may_hold_build_residue(markup.title) else []
    for root, _hidden in _roots(tree):
        start = tree.body if root.tag == "html" and tree.body is not None else root
        if may_hold_build_residue(start.text()):
            markup.suspect_texts.extend(_find_suspect_texts(start))


def _find_suspect_texts(root: LexborNode) -> Iterator[str]:
    for node in root.traverse(include_text=True):
        if node.tag == "-text":
            text = node.text_content or ""
            if may_hold_build_residue(text) and not _in_code(node):
                yield text


def _in_code(node: LexborNode) -> bool:
    parent = node.parent
    if parent is not None and parent.tag in ("script", "style"):
        return True  # both are looked at on their own
    while parent is not None:
        if parent.tag in _CODE:
            return True
        parent = parent.parent
    return False
