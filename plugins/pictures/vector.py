"""Vector: the size of a drawing, so that a page keeps its place before it is there."""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.parsers import expat

_NUMBER = r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?"
_PIXELS = re.compile(rf"\s*({_NUMBER})(?:px)?\s*")
_BOX = re.compile(rf"\s*{_NUMBER}[\s,]+{_NUMBER}[\s,]+({_NUMBER})[\s,]+({_NUMBER})\s*")
_LARGEST = 100_000
_EXACT = 0.005  # by how much rounding may change the proportions


class _FoundError(Exception):
    """The root was read; nothing else matters."""


def size(drawing: bytes) -> tuple[int, int] | None:
    """Return width and height of the SVG file *drawing* in whole pixels, or None if it does not say."""
    found: list[Mapping[str, str]] = []

    def start(_name: str, attributes: Mapping[str, str]) -> None:
        found.append(attributes)
        raise _FoundError

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    try:
        parser.Parse(drawing, True)
    except _FoundError:
        return _size(found[0])
    except (expat.ExpatError, ValueError, LookupError):
        return None  # whoever copies drawings tells
    return None


def _size(attributes: Mapping[str, str]) -> tuple[int, int] | None:
    width, height = (_PIXELS.fullmatch(attributes.get(name, "")) for name in ("width", "height"))
    box = _BOX.fullmatch(attributes.get("viewBox", ""))
    if width and height:
        return _whole(float(width[1]), float(height[1]))
    return _whole(float(box[1]), float(box[2])) if box else None


def _whole(width: float, height: float) -> tuple[int, int] | None:
    """Return whole numbers in the proportions of *width* and *height*, as near to them as can be."""
    if not (0 < width <= _LARGEST and 0 < height <= _LARGEST):
        return None
    for times in (1, 10, 100, 1000):
        wide, high = round(width * times), round(height * times)
        if wide and high and abs(wide / high * height / width - 1) < _EXACT:
            return wide, high
    return None
