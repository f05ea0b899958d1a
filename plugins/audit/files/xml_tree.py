"""XML tree: an SVG, Atom, RSS or sitemap file, read by expat without expanding an entity."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.parsers import expat  # safe: the first entity declared ends the reading

from plugins.audit.files.markup import ElementPool, ParsedMarkup, may_hold_build_residue, read_html
from plugins.audit.model.element import Element, words

_SEPARATOR = "\n"  # cannot stand in a namespace: expat has normalised it away
_ATOM = "http://www.w3.org/2005/Atom"
_LIVE = frozenset(
    ("http://www.w3.org/2000/svg", "http://www.w3.org/1999/xhtml", "http://www.w3.org/1998/Math/MathML", "")
)
_XLINK = frozenset(("http://www.w3.org/1999/xlink", "http://www.w3.org/XML/1998/namespace", ""))
_FEEDS = frozenset(("feed", "rss", "RDF"))
_ADDRESS_TAGS = words("loc logo icon url")
_PSEUDO_ATTRIBUTE = re.compile(r"([\w:-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")


class UnreadableError(Exception):
    """A file cannot be shown to readers; the text is the reason in German."""


@dataclass
class XmlTree:
    """The parts of an XML file that a browser acts on."""

    root: str = ""
    markup: ParsedMarkup = field(default_factory=ParsedMarkup)
    text_addresses: list[str] = field(default_factory=list)


def read_xml(data: bytes, pool: ElementPool) -> XmlTree:
    """Return the tree of *data*, which is UTF-8.

    Raises:
        UnreadableError: If it is not well-formed, names another encoding, or declares or needs entities.
    """
    builder = _TreeBuilder(pool)
    try:
        builder.parser.Parse(data, True)
    except expat.ExpatError as error:
        raise UnreadableError(
            f"In Zeile {error.lineno} ist sie kein richtiges XML ({expat.ErrorString(error.code)})"
        ) from error
    return builder.tree


class _TreeBuilder:
    """Handlers for expat that fill an XmlTree; one instance per file."""

    def __init__(self, pool: ElementPool) -> None:
        self.tree = XmlTree()
        self._pool = pool
        self._open: list[tuple[str, str, str, list[str]]] = []  # namespace, name, type, text
        self.parser = parser = expat.ParserCreate("utf-8", _SEPARATOR)
        parser.buffer_text = True
        parser.XmlDeclHandler = self._declaration
        parser.EntityDeclHandler = self._entity
        parser.SkippedEntityHandler = self._skipped
        parser.ProcessingInstructionHandler = self._instruction
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text

    def _declaration(self, _version: str, encoding: str | None, _standalone: int) -> None:
        if encoding and encoding.lower() not in ("utf-8", "us-ascii"):
            raise UnreadableError(f"Sie nennt die Zeichenkodierung „{encoding}“ statt „UTF-8“")

    def _entity(self, name: str, *_rest: object) -> None:
        raise UnreadableError(f"Sie vereinbart ein eigenes Kürzel („<!ENTITY {name}“)")

    def _skipped(self, name: str, _is_parameter: bool) -> None:
        raise UnreadableError(f"Sie benutzt ein Kürzel, das nirgends erklärt ist („&{name};“)")

    def _instruction(self, target: str, data: str) -> None:
        if target.lower() == "xml-stylesheet":  # loads like <link rel=stylesheet>, XSLT included
            parts = {name: double or single for name, double, single in _PSEUDO_ATTRIBUTE.findall(data)}
            self._add_element("link", {"rel": "stylesheet", "href": parts.get("href", "")})

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        namespace, _, local = name.rpartition(_SEPARATOR)
        self.tree.root = self.tree.root or local
        plain = {key.rpartition(_SEPARATOR)[2]: value for key, value in attributes.items() if _is_known_attribute(key)}
        self._open.append((namespace, local, plain.get("type", ""), []))
        if namespace not in _LIVE:
            # Atom and its like are no markup of a browser; only <content src> is fetched by readers.
            plain = {key: value for key, value in plain.items() if key == "src"}
        if namespace in _LIVE or plain:
            self._add_element(local, plain)

    def _add_element(self, tag: str, attributes: dict[str, str]) -> None:
        element: Element = self._pool.element(tag, dict(attributes))
        self.tree.markup.elements[element] = None
        if name := attributes.get("id"):
            self.tree.markup.ids.append(name)
            self.tree.markup.anchors.add(name)

    def _text(self, text: str) -> None:
        if self._open:
            self._open[-1][3].append(text)

    def _end(self, _name: str) -> None:
        namespace, local, kind, pieces = self._open.pop()
        text = "".join(pieces)
        markup = self.tree.markup
        if local.lower() == "style" and namespace in _LIVE:
            markup.styles.append(text)
        elif local.lower() == "script" and namespace in _LIVE:
            markup.scripts.append(("", text))
        elif self._is_html(namespace, local, kind, text):
            self._merge(read_html(text.encode("utf-8"), self._pool))
        elif may_hold_build_residue(text):
            markup.suspect_texts.append(text)
        if local in _ADDRESS_TAGS and text.strip():
            self.tree.text_addresses.append(text.strip())

    def _is_html(self, namespace: str, _local: str, kind: str, text: str) -> bool:
        if self.tree.root not in _FEEDS or "<" not in text:
            return False
        return namespace != _ATOM or kind.strip().lower() not in ("", "text")

    def _merge(self, html: ParsedMarkup) -> None:
        markup = self.tree.markup
        markup.elements.update(html.elements)
        markup.styles.extend(html.styles)
        markup.scripts.extend(html.scripts)
        markup.suspect_texts.extend(html.suspect_texts)


def _is_known_attribute(attribute: str) -> bool:
    return attribute.rpartition(_SEPARATOR)[0] in _XLINK
