"""XML elements: a part of an office file, read by expat as office programs read it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from xml.parsers import expat  # safe: a document type, and with it every entity, ends the reading

BrokenXmlError = expat.ExpatError

_SEPARATOR = "\n"  # cannot stand in a namespace: expat has normalised it away
_MOST_ELEMENTS = 3_000_000  # an element of four bytes costs as much time as a longer one
_DEEPEST = 2_000  # elements within each other; a list in a table in a frame has some thirty

Visit = Callable[[str, Mapping[str, str], str], object]


class XmlLimitError(Exception):
    """A part with more in it than is read."""


def visit_elements(data: bytes, visit: Visit) -> None:
    """Call *visit* with the local name, attributes by local name and text of each element.

    Quotes, spaces, prefixes, encodings and character references are all the same to it. Elements come as they end.

    Raises:
        BrokenXmlError: If it is not well-formed, or uses a prefix or an encoding that nobody declares.
        XmlLimitError: If it has more elements than the largest table that somebody offers.
        ValueError: If it has a document type, which no office program writes, or is nested without end.
    """
    waiting: list[tuple[str, dict[str, str], list[str]]] = []
    numbers = iter(range(_MOST_ELEMENTS))

    def start(name: str, attributes: dict[str, str]) -> None:
        if next(numbers, None) is None:
            raise XmlLimitError
        if len(waiting) > _DEEPEST:
            raise ValueError
        plain = {_local(key): value for key, value in attributes.items()} if attributes else attributes
        waiting.append((_local(name), plain, []))

    def text(data: str) -> None:
        waiting[-1][2].append(data)

    def end(_name: str) -> None:
        name, attributes, texts = waiting.pop()
        visit(name, attributes, "".join(texts))

    parser = expat.ParserCreate(namespace_separator=_SEPARATOR)
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, text
    parser.Parse(data, True)


def _refuse(*_declaration: object) -> None:
    raise ValueError


def _local(name: str) -> str:
    return name.rpartition(_SEPARATOR)[2]
