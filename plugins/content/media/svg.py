"""Drawings: parts that an SVG file may not hold.

Opened at its own address, an SVG is a page of this site: a script in it could
read the citizen's choices, and anything from elsewhere would tell others of the visit.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from xml.parsers import expat

_SVG = "http://www.w3.org/2000/svg"
_XML = "http://www.w3.org/XML/1998/namespace"
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
# What names a file in a style sheet, in any of the spellings that browsers read
_URL = re.compile(r"(?:url|src|image|image-set)\(|@import", re.IGNORECASE)
_ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})\s?|(.))", re.DOTALL)
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class UnsafePart:
    """A part that must go from a drawing, as it is written there, and its line."""

    text: str
    line: int


def find_unsafe_part(drawing: bytes) -> UnsafePart | None:
    """Return the first part that must go from the SVG file *drawing*, or None."""
    found: list[UnsafePart] = []
    open_tags: list[str] = []
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True  # a style sheet comes as one piece

    def note(texts: Iterable[str], within: str = "") -> None:
        # Text is reported at its end.
        end = parser.CurrentLineNumber
        found.extend(UnsafePart(text, end - within[max(within.find(text), 0) :].count("\n")) for text in texts)

    def entity(name: str, *_: object) -> None:
        note([f"<!ENTITY {name}"])
        raise expat.ExpatError  # at once: entities can grow without end

    def start(name: str, attributes: Mapping[str, str]) -> None:
        open_tags.append(name.rpartition(" ")[2])
        note(_find_unsafe(name, attributes))

    parser.EntityDeclHandler = entity
    parser.ProcessingInstructionHandler = lambda target, _: note([f"<?{target}"])
    parser.StartElementHandler = start
    parser.EndElementHandler = lambda _: open_tags.pop()
    # Elsewhere url(...) is a text to read.
    parser.CharacterDataHandler = lambda text: note(
        _find_foreign_files(text) if open_tags[-1:] == ["style"] else (), text
    )
    try:
        parser.Parse(drawing, True)
    except expat.ExpatError as error:
        return found[0] if found else UnsafePart("eine beschädigte Stelle", getattr(error, "lineno", 1))
    except (ValueError, LookupError):
        # Python looks up the encoding that the file names; browsers would read it in one of their own.
        return UnsafePart("eine andere Zeichenkodierung als UTF-8", 1)
    return found[0] if found else None


def _find_unsafe(name: str, attributes: Mapping[str, str]) -> Iterator[str]:
    """Yield the parts that must go from the tag *name*."""
    namespace, _, tag = name.rpartition(" ")
    draws = tag in _ELEMENTS or tag.startswith("fe")
    if namespace == _XHTML or (namespace in {_SVG, ""} and not draws):
        yield f"<{tag}"
    for full_name, value in attributes.items():
        attribute = full_name.rpartition(" ")[2]
        if (
            full_name == f"{_XML} base"
            or attribute.lower().startswith("on")
            or (attribute == "href" and not _OWN.match(value))
        ):
            yield f'{attribute}="{value[:40]}'
        yield from _find_foreign_files(value)


def _find_foreign_files(text: str) -> Iterator[str]:
    """Yield each place of *text* that names a file outside the drawing."""
    text = _ESCAPE.sub(_unescape, _COMMENT.sub("", text))
    for match in _URL.finditer(text):
        if match[0] == "@import" or not _OWN.match(text, match.end()):
            yield text[match.start() : match.start() + 40]


def _unescape(sign: re.Match[str]) -> str:
    """Return the character that stands behind a backslash in a style sheet."""
    number = int(sign[1] or "0", 16)
    return sign[2] or (chr(number) if 0 < number < 0x110000 else "\ufffd")
