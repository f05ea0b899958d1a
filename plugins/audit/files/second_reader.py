"""Second reader: a page read by html5lib too, and where its tree is not Lexbor's.

Both follow https://html.spec.whatwg.org/multipage/parsing.html and were written by different people, years apart.
What they build differently, browsers may build differently too, and then nobody can say what a page does.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from selectolax.lexbor import LexborHTMLParser

from plugins.audit.model.element import words

_VOID = words("area base basefont bgsound br col embed frame hr img input link meta param source track wbr")
_RAW = words("style script xmp iframe noembed noframes plaintext")
_PREFIXES = {
    "http://www.w3.org/1999/xlink": "xlink:",
    "http://www.w3.org/XML/1998/namespace": "xml:",
    "http://www.w3.org/2000/xmlns/": "xmlns:",
}
_AROUND = 30


def find_difference(text: str) -> tuple[str, str] | None:
    """Return what Lexbor and what html5lib make of the first place they differ on, or None."""
    root = LexborHTMLParser(text).root
    first, second = (root.html or "") if root is not None else "", _read_by_html5lib(text)
    if first == second:
        return None
    at = next((place for place, (one, other) in enumerate(zip(first, second, strict=False)) if one != other), 0)
    begin = max(0, first.rfind("<", 0, at))
    return first[begin : at + _AROUND], second[begin : at + _AROUND]


def _read_by_html5lib(text: str) -> str:
    """Return the tree that html5lib builds, written as the standard says a tree is written."""
    import html5lib  # nine of ten builds need no second reader

    builder = html5lib.getTreeBuilder("etree")
    return "".join(_write(html5lib.HTMLParser(builder, namespaceHTMLElements=False).parse(text)))


def _write(root: Element) -> Iterator[str]:
    """Yield the pieces of *root* as HTML, however deeply a page is nested."""
    waiting: list[Element | str] = [root]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            yield one
        elif callable(one.tag):  # a comment
            yield f"<!--{one.text or ''}-->"
        else:
            yield from _open(one)
            waiting += reversed(_content(one))


def _open(element: Element) -> Iterator[str]:
    yield f"<{_local(element.tag)}"
    for key, value in element.attrib.items():
        yield f' {_attribute(key)}="{_escape(value).replace(chr(34), "&quot;")}"'
    yield ">"


def _content(element: Element) -> list[Element | str]:
    """Return texts and elements within *element*, and its end tag."""
    if element.tag in _VOID:
        return []
    is_raw = element.tag in _RAW
    found: list[Element | str] = [_text(element.text, is_raw)]
    for child in element:
        found += [child, _text(child.tail, is_raw)]
    return [*found, f"</{_local(element.tag)}>"]


def _text(text: str | None, is_raw: bool) -> str:
    return (text or "") if is_raw else _escape(text or "")


def _local(name: str) -> str:
    return name.rpartition("}")[2]


def _attribute(name: str) -> str:
    if not name.startswith("{"):
        return name
    namespace, _, local = name[1:].partition("}")
    prefix = _PREFIXES.get(namespace, "?")
    return local if prefix == "xmlns:" and local == "xmlns" else f"{prefix}{local}"


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("\xa0", "&nbsp;").replace("<", "&lt;").replace(">", "&gt;")
