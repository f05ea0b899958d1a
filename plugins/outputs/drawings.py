"""Drawings: what an SVG file may not hold.

Opened at its own address, an SVG is a page of this site: a script in it could
read the citizen's choices, and anything from elsewhere would tell others of the visit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from xml.parsers import expat

_SVG = "http://www.w3.org/2000/svg"
_XHTML = "http://www.w3.org/1999/xhtml"
# What draws. Scripts, foreign content, links and animations (they can change addresses) are not among it
_ELEMENTS = frozenset(
    re.findall(
        r"\w+",
        "svg g defs symbol use switch title desc metadata style view image path rect circle ellipse line"
        " polyline polygon text tspan textPath linearGradient radialGradient stop pattern clipPath mask"
        " marker filter",
    )
)
_OWN = re.compile(r"""\s*["']?\s*(?:\#|data:image/(?:png|jpeg|gif|webp)[;,])""", re.IGNORECASE)
_URL = re.compile(r"url\(|@import", re.IGNORECASE)


def unsafe(drawing: bytes) -> str:
    """Return what must go from the SVG file *drawing*, as it is written there, or "" if all is well."""
    found: list[str] = []
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True  # a style sheet comes as one piece

    def entity(name: str, *_: object) -> None:
        found.append(f"<!ENTITY {name}")
        raise expat.ExpatError  # at once: entities can grow without end

    parser.EntityDeclHandler = entity
    parser.ProcessingInstructionHandler = lambda target, _: found.append(f"<?{target}")
    parser.StartElementHandler = lambda name, attributes: found.extend(_unsafe_in(name, attributes))
    parser.CharacterDataHandler = lambda text: found.extend(_fetches(text))
    try:
        parser.Parse(drawing, True)
    except expat.ExpatError as error:
        return found[0] if found else f"Zeile {error.lineno} (dort ist die Datei beschädigt)"
    return found[0] if found else ""


def _unsafe_in(name: str, attributes: Mapping[str, str]) -> Iterator[str]:
    """Yield what must go from the tag *name*."""
    namespace, _, tag = name.rpartition(" ")
    draws = tag in _ELEMENTS or tag.startswith("fe")
    if namespace == _XHTML or (namespace in {_SVG, ""} and not draws):
        yield f"<{tag}"
    for full_name, value in attributes.items():
        attribute = full_name.rpartition(" ")[2]
        if attribute.lower().startswith("on") or (attribute == "href" and not _OWN.match(value)):
            yield f'{attribute}="{value[:40]}'
        yield from _fetches(value)


def _fetches(text: str) -> Iterator[str]:
    """Yield each place of *text* that names a file outside the drawing."""
    for match in _URL.finditer(text):
        if match[0] == "@import" or not _OWN.match(text, match.end()):
            yield text[match.start() : match.start() + 40]
