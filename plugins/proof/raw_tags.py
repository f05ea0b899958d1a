"""Raw tags: words of HTML and of attributes within a paragraph of Markdown."""

from __future__ import annotations

import re
from html import unescape

from plugins.proof.definitions import Definitions
from plugins.proof.list_numbers import OpenList
from plugins.proof.words import MEANING, names

_AUTOLINK = re.compile(r"<([a-z][a-z0-9+.-]{1,31}:[^\s<>]*|[^\s<>\"'=]+@[^\s<>@]+)>", re.IGNORECASE)
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*)(?=[\s/>])((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>")
_SPOKEN = re.compile(r"\s(alt|title|credit)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)
_INLINE_TAGS = names(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q rb s samp small span "
    "strike strong sub sup time tt u var wbr"
)
_OTHER_TAGS = names(
    "address area article aside audio blockquote body br button canvas caption center col colgroup "
    "consent-embed datalist dd details dialog dir div dl dt embed fieldset figcaption figure footer form frame h1 h2 "
    "h3 h4 h5 h6 head header hgroup hr html iframe img input legend li link main map math menu meta meter nav "
    "noscript object ol optgroup option output p param picture pre progress rp rt rtc ruby script search "
    "section select slot source style summary svg table tbody td template textarea tfoot th thead title tr "
    "track ul video"
)
_UNREAD = ("script", "style", "svg", "math")
_FILL_IN = re.compile(
    r"\s(?!(?:allowfullscreen|alt|async|auto\w+|checked|compact|controls|default|defer|disabled|download|hidden|inert|item\w+"
    r"|loop|multiple|muted|no\w+|open|playsinline|popover|readonly|required|reversed|selected|title|value)\b)"
    r"[^\W_]+(?=\s|$)",
    re.IGNORECASE,
)
_ATTRIBUTE = re.compile(r"\s([\w-]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+)))?")
_REFUSED = re.compile(r"(?<![\w-])(?!(?:alt|class|credit|dir|height|id|lang|title|width)=)[\w-]+=")
_ATTRIBUTES = re.compile(r"\{(?::[^}\n]*|\s*[#.][^}\n]*|[\w-]+=[^}\n]*)\}")
FAR = 4_000  # signs that a tag or the target of a link may have, so that hostile texts cost no more than others


def read_tag(text: str, at: int, defined: Definitions) -> tuple[str, bool, int]:
    """Return the words of the tag at *at*, whether it is markup, and where to go on."""
    if link := _AUTOLINK.match(text, at, at + FAR):
        return link[1], True, link.end()
    tag = _TAG.match(text, at, at + FAR)
    name = tag[2].lower() if tag else ""
    if tag is None or (name not in _INLINE_TAGS and name not in _OTHER_TAGS):
        return "<", False, at + 1
    if not tag[1] and name not in defined.ended and _is_fill_in(tag):
        return "<", False, at + 1  # „<Code eingeben>“, „<Button>“
    if not tag[1] and name in _UNREAD:
        close = text.find(f"</{name}", tag.end())
        if close >= 0:
            return "\n" * text.count("\n", at, close), False, close
    return _words_of(name, tag, defined) + "\n" * tag[0].count("\n"), True, tag.end()


def _words_of(name: str, tag: re.Match[str], defined: Definitions) -> str:
    if name in ("ol", "ul", "li", "abbr"):
        return _read_structure(name, tag, defined)
    if name in MEANING:
        return MEANING[name]
    if name in ("img", "a") and _SPOKEN.search(tag[3]):
        return f" {unescape(_spoken(tag[3]))} ".replace("\n", " ")
    return "" if name in _INLINE_TAGS else " "


def _read_structure(name: str, tag: re.Match[str], defined: Definitions) -> str:
    """Return the words that a raw tag of a list shows by itself; note meanings of others."""
    lists = defined.lists
    attributes = {one[1].lower(): one[2] or one[3] or one[4] or "" for one in _ATTRIBUTE.finditer(tag[3])}
    if name == "abbr":
        if "title" in attributes:
            inner = tag.string[tag.end() : tag.string.find("<", tag.end())]
            defined.abbreviations[inner] = unescape(attributes["title"])
        return ""
    if name == "li":
        return f" {lists[-1].take_marker(attributes) if lists and not tag[1] else ''}"
    if not tag[1]:
        lists.append(OpenList.of(name, attributes))
    elif lists:
        lists.pop()
    return " "


def read_attributes(text: str, at: int) -> tuple[str, int] | None:
    """Return what the attributes in braces at *at* say, and their end; None if they are text."""
    found = _ATTRIBUTES.match(text, at, at + FAR)
    if found is None or _REFUSED.search(re.sub(r"\"[^\"]*\"", "", found[0])):
        return None
    said = f" {found[0][1:-1].lstrip(':')}"
    return f" {_spoken(said)}" if _SPOKEN.search(said) else "", found.end()


def _spoken(attributes: str) -> str:
    return " ".join(one[2] or one[3] or "" for one in _SPOKEN.finditer(attributes))


def _is_fill_in(tag: re.Match[str]) -> bool:
    """Return whether a tag that nothing ends is words in angle brackets."""
    is_noun = tag[2].istitle() and len(tag[2]) > 1 and tag[2].lower() not in ("br", "hr", "img", "input", "wbr", "col")
    return is_noun or _FILL_IN.search(tag[3]) is not None
