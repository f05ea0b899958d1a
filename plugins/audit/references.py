"""References: the addresses in an element's attributes, and when a browser contacts them.

Only attributes known to load nothing are exempt. An unknown one counts as
loading, so the next invention of a browser is caught as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from plugins.audit.addresses import AddressKind, kind_of
from plugins.audit.files import stylesheets
from plugins.audit.model.element import Element, words


class RequestTiming(Enum):
    """When an address is contacted."""

    LINK = auto()  # only when a reader follows it
    SEND = auto()  # when a reader sends a form
    LOAD = auto()  # by opening the page
    PICTURE = auto()  # the same, and the place can hold nothing but a picture
    UNKNOWN = auto()  # nobody knows whether the attribute holds an address at all
    INERT = auto()  # never: the element is one of our own


@dataclass(frozen=True, slots=True)
class AddressReference:
    """An address in an attribute; ``kind`` is None where CSS could not be read."""

    attribute: str
    address: str
    use: RequestTiming
    kind: AddressKind | None


_Occurrence = tuple[str, str | None, RequestTiming]
"""Attribute, address or None where it could not be read, and use."""

# Words, never addresses, whatever they look like.
_WORDS = words(
    "title alt value placeholder label class id name for lang xml:lang itemid itemtype itemprop cite "
    "prefix vocab typeof property about resource summary abbr pattern accept type media sizes imagesizes "
    "integrity nonce allow sandbox rel rev datetime download width height viewbox d points transform "
    "role part exportparts slot autocomplete"
)
_WORDS_BEGIN = ("aria-", "data-", "xmlns")

# rel=next is missing on purpose: Firefox fetches such a page in advance.
_QUIET_RELS = words(
    "canonical alternate license author me prev previous help search bookmark tag up first last "
    "contents index shortlink publisher describedby terms-of-service privacy-policy nofollow "
    "noopener noreferrer external self"
)
_ALWAYS_ADDRESSES = words(
    "href xlink:href src poster background data manifest longdesc lowsrc dynsrc classid codebase usemap"
)
_LISTS = words("ping attributionsrc archive")
_PICTURE_PLACES = frozenset((("img", "src"), ("image", "href"), ("image", "xlink:href")))
_ANIMATIONS = words("animate set animatemotion animatetransform animatecolor")
# These have a hyphen and yet belong to SVG or MathML.
_NOT_CUSTOM = words(
    "annotation-xml color-profile font-face font-face-src font-face-uri font-face-format font-face-name missing-glyph"
)
_REFRESH = re.compile(r"\s*[\d.]*\s*[;,\s]\s*(?:url\s*=\s*)?(?:([\"'])(.*?)(?:\1|$)|(.*))", re.I | re.S)


def find_references(element: Element, own_hosts: frozenset[str]) -> Iterator[AddressReference]:
    """Yield every address in the attributes of *element*, with its use by a browser."""
    for name, address, use in _addresses(element):
        if address is None:
            yield AddressReference(name, element.get(name) or "", use, None)
        else:
            yield AddressReference(name, address, use, kind_of(address, own_hosts))


def _addresses(element: Element) -> Iterator[_Occurrence]:
    for name, value in element.attributes:
        if not value:
            continue
        if name == "content":
            yield from _refresh_address(element, value)
        elif name not in _WORDS and not name.startswith(_WORDS_BEGIN):
            yield from _attribute_addresses(element, name, value)


def _attribute_addresses(element: Element, name: str, value: str) -> Iterator[_Occurrence]:
    if name == "style" or ("(" in value and stylesheets.SUSPECT.search(value)):
        # A "(" also in fill="url(#x)" and in whatever else SVG allows.
        yield from _css_addresses(name, value)
        if name == "style":
            return
    use = _timing_of(element, name)
    if name in ("srcset", "imagesrcset"):
        yield from ((name, address, use) for address in split_srcset(value))
    elif name in _LISTS or use is RequestTiming.UNKNOWN or element.tag in _ANIMATIONS:
        pieces = re.split(r"[\s;,]+", value)
        yield from ((name, address, use) for address in pieces if address and address != value)
        yield name, value, use  # as a whole too: browsers drop tabs inside an address
    else:
        yield name, value, use


def _timing_of(element: Element, name: str) -> RequestTiming:
    tag = element.tag
    if "-" in tag and tag not in _NOT_CUSTOM:
        return RequestTiming.INERT
    if name in ("href", "xlink:href"):
        if tag in ("a", "area"):
            return RequestTiming.LINK
        if tag == "link" and _is_quiet(element):
            return RequestTiming.LINK
    if name in ("action", "formaction"):
        return RequestTiming.SEND
    if (tag, name) in _PICTURE_PLACES or (name == "srcset" and tag in ("img", "source")):
        return RequestTiming.PICTURE
    is_address = name in _ALWAYS_ADDRESSES or name in _LISTS or name in ("srcset", "imagesrcset")
    return RequestTiming.LOAD if is_address else RequestTiming.UNKNOWN


def _is_quiet(link: Element) -> bool:
    """Return whether a <link> only states a relation; without any rel a browser ignores it."""
    return all(rel in _QUIET_RELS for rel in (link.get("rel") or "").lower().split())


def _css_addresses(name: str, value: str) -> Iterator[_Occurrence]:
    for address in stylesheets.find_addresses(value):
        yield name, address if isinstance(address, str) else None, RequestTiming.PICTURE


def _refresh_address(meta: Element, content: str) -> Iterator[_Occurrence]:
    if meta.tag != "meta" or (meta.get("http-equiv") or "").strip().lower() != "refresh":
        return
    match = _REFRESH.match(content)
    address = (match[2] or match[3] or "").strip() if match else ""
    if address:
        yield "content", address, RequestTiming.LOAD


def split_srcset(srcset: str) -> Iterator[str]:
    """Yield the addresses of a ``srcset``: they may hold commas, but no white space."""
    at = 0
    while match := re.compile(r"[\s,]*([^\s]+)").match(srcset, at):
        address, at = match[1], match.end()
        if address.endswith(","):
            address = address.rstrip(",")
        else:
            at = _end_of_descriptor(srcset, at)
        if address:
            yield address


def _end_of_descriptor(srcset: str, at: int) -> int:
    depth = 0
    while at < len(srcset) and (srcset[at] != "," or depth):
        depth += {"(": 1, ")": -1}.get(srcset[at], 0) if depth or srcset[at] == "(" else 0
        at += 1
    return at
