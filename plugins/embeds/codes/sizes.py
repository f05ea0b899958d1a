"""Sizes: the ratio of the film or picture in a pasted code, as one that stylesheets know."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from math import log

from selectolax.lexbor import LexborNode

from plugins.embeds.address import split_address

Size = tuple[float, float]

RATIOS: Mapping[str, float] = {
    f"{w}/{h}": w / h for w, h in ((21, 9), (16, 9), (4, 3), (1, 1), (4, 5), (3, 4), (9, 16))
}
_FARTHEST = log(1.6)
_SMALLEST = 64  # pixels: what is smaller is no film, but hidden
_LENGTH = re.compile(r"([0-9]{1,6}(?:\.[0-9]{1,9})?)\s*(px|r?em|vw|vh|cm|mm|pt)?")
_QUOTIENT = re.compile(r"(?:auto )?([0-9]{1,6}(?:\.[0-9]{1,9})?)(?: ?/ ?([0-9]{1,6}(?:\.[0-9]{1,9})?))?(?: auto)?")
_PERCENT = re.compile(r"([0-9]{1,3}(?:\.[0-9]{1,9})?)%")
_CLASS = re.compile(r"(?:aspect|ratio|responsive)-\[?([0-9]{1,2})(?:x|by|-|/)([0-9]{1,2})(?![0-9])")
_WRAPPERS = re.compile("div|p|span|figure|center")
_DEPTH = 3  # elements around a code that may be there for its size


def nearest_ratio(width: float, height: float) -> str:
    """Return that of the RATIOS nearest to *width* by *height*, "" if that makes no sense."""
    if width <= 0 or height <= 0:
        return ""
    distances = {name: abs(log(width / height / ratio)) for name, ratio in RATIOS.items()}
    nearest = min(distances, key=lambda name: distances[name])
    return nearest if distances[nearest] < _FARTHEST else ""


def read_ratio(node: LexborNode, address: str = "") -> str:
    """Return the ratio of the code *node*, whose frame is at *address*.

    It is "" if none makes sense.
    """
    return next(filter(None, (nearest_ratio(*size) for size in _sizes(node, address))), "")


def _sizes(node: LexborNode, address: str) -> Iterator[Size]:
    """Yield the sizes that *node* may have, what counts most first."""
    around = list(_wrappers(node))
    for one in (node, *around):  # a wrapper with a ratio is there to be filled
        yield from _ratios(one)
    parts = split_address(address)
    pictures = [picture.attributes for picture in node.css("img")]
    for attributes in (parts.query if parts else {}, node.attributes, *pictures, *(one.attributes for one in around)):
        yield from _pairs(attributes)


def _wrappers(node: LexborNode) -> Iterator[LexborNode]:
    parent = node.parent
    for _ in range(_DEPTH):
        if parent is None or not _WRAPPERS.fullmatch(parent.tag or ""):
            return
        yield parent
        parent = parent.parent


def _ratios(node: LexborNode) -> Iterator[Size]:
    """Yield what the style of *node*, or the name of its class, says of its height by its width."""
    style = _declarations(node.attributes)
    for name in ("aspect-ratio", "--bs-aspect-ratio"):
        if found := _QUOTIENT.fullmatch(style.get(name, "")):
            yield float(found[1]), float(found[2] or 1)
    top, *others = style.get("padding", "").split() or [""]
    sides = (style.get("padding-top", top), style.get("padding-bottom", others[1] if len(others) > 1 else top))
    for parts in (sides, (style.get("--bs-aspect-ratio", ""),)):
        yield 100, sum(float(found[1]) for part in parts if (found := _PERCENT.fullmatch(part)))
    if found := _CLASS.search(node.attributes.get("class") or ""):
        yield float(found[1]), float(found[2])


def _pairs(attributes: Mapping[str, str | None]) -> Iterator[Size]:
    """Yield width and height by *attributes*: as their style changes them, and without it."""
    given = {name: attributes.get(name) or attributes.get(f"data-{name}") or "" for name in ("width", "height")}
    style = _declarations(attributes)
    if "max-width" in style and not _LENGTH.fullmatch(style.get("width", "")):
        style["width"] = style["max-width"]
    for lengths in ({**given, **style}, given):
        width, height = _LENGTH.fullmatch(lengths["width"].strip()), _LENGTH.fullmatch(lengths["height"].strip())
        if width and height and (width[2] or "px") == (height[2] or "px"):
            size = float(width[1]), float(height[1])
            if min(size) >= _SMALLEST or (width[2] or "px") != "px":
                yield size


def _declarations(attributes: Mapping[str, str | None]) -> dict[str, str]:
    """Return the declarations of a style, in small letters."""
    found = {}
    for declaration in (attributes.get("style") or "").lower().split(";"):
        name, _, value = declaration.partition(":")
        found[name.strip()] = " ".join(value.replace("!important", "").split())
    return found
