"""XML: text without the characters XML cannot hold, and a tree as bytes that never differ."""

from __future__ import annotations

import re
from xml.etree import ElementTree

# Everything outside the production Char of https://www.w3.org/TR/xml/#charsets
_IMPOSSIBLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean(text: str) -> str:
    """Return *text* without characters XML cannot hold, its line ends all newlines.

    XML has no spelling for most control characters, not even a reference: one
    of them would make the whole file unreadable.
    """
    return _IMPOSSIBLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def child(parent: ElementTree.Element, tag: str, text: str = "", **attributes: str) -> ElementTree.Element:
    """Append an element to *parent* and return it."""
    element = ElementTree.SubElement(parent, tag, {name: clean(value) for name, value in attributes.items()})
    element.text = clean(text) or None
    return element


def document(root: ElementTree.Element) -> bytes:
    """Return *root* as a UTF-8 file, one element a line.

    Namespaces are plain ``xmlns`` attributes: ElementTree's own table of
    prefixes is one for the whole process, so two formats would fight for "".
    """
    ElementTree.indent(root, " ")
    text = ElementTree.tostring(root, encoding="unicode", short_empty_elements=True)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'.encode()
