"""Page tags: tags of a finished page, and elements that show nothing typed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from plugins.proof.words import names

ADDED = "data-added"
"""The attribute of all that templates and blocks add where editors' words are shown.

An embed bears it as well, for it stands in the place of an address; with the value "template" it stands for nothing.
"""

TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>]*)((?:[^\">]|\"[^\"]*\")*)>|<!--.*?-->", re.DOTALL)
_ATTRIBUTE = re.compile(r"\s([^\s\"=>]+)(?:=\"([^\"]*)\")?")
INLINE = names(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr picture q rb s samp small "
    "source span strike strong sub time tt u var wbr"
)
_HIDDEN = names("script style template head iframe object video audio svg math datalist canvas")
VOID = names("area base br col embed hr img input link meta param source track wbr")
_ADDED_BY_MARKDOWN = ("footnote-backref", "toc")


def attributes_of(text: str) -> Iterator[tuple[str, str]]:
    """Yield the attributes of a tag, with the references in their values as they are."""
    for one in _ATTRIBUTE.finditer(text):
        yield one[1].lower(), one[2] or ""


def is_hidden(name: str, attributes: Mapping[str, str]) -> bool:
    """Return whether a browser shows nothing of an element."""
    return name in _HIDDEN or "hidden" in attributes


def is_added(attributes: Mapping[str, str]) -> bool:
    """Return whether templates or the converter have added an element to the words of editors."""
    return ADDED in attributes or attributes.get("class", "") in _ADDED_BY_MARKDOWN


def end_of_element(html: str, name: str, at: int) -> int:
    """Return the end of the element *name* whose start tag ends at *at*."""
    depth = 1
    for tag in re.compile(rf"<(/?){re.escape(name)}(?=[\s>])").finditer(html, at):
        depth += -1 if tag[1] else 1
        if not depth:
            return html.find(">", tag.end()) + 1
    return len(html)
