"""Document: one HTML or XML file as a browser reads it."""

from __future__ import annotations

from dataclasses import dataclass

from plugins.audit.model.element import Element

DOCUMENT_KINDS = frozenset(("page", "feed", "drawing", "xml"))


@dataclass(frozen=True, slots=True, eq=False)
class Document:
    """One HTML or XML file. ``kind`` is "page", "feed", "drawing" or "xml".

    ``elements`` holds those that have attributes or a name worth knowing, each once.
    ``suspect_texts`` are texts outside code that could hold something meant for the build alone. ``data`` are the
    bytes of a page.
    """

    path: str
    kind: str
    elements: tuple[Element, ...]
    hidden: frozenset[Element] = frozenset()  # those that stand in a template and nowhere else
    ids: tuple[str, ...] = ()
    anchors: frozenset[str] = frozenset()
    styles: tuple[str, ...] = ()
    scripts: tuple[tuple[str, str], ...] = ()  # type and text of scripts that have text
    suspect_texts: tuple[str, ...] = ()
    text_addresses: tuple[str, ...] = ()  # addresses that stand as text: <loc>, <logo>, <icon>
    lang: str = ""
    title: str = ""
    heading: str = ""
    data: bytes = b""


@dataclass(frozen=True, slots=True, order=True)
class FaultyFile:
    """A file with something wrong about it, and the German reason."""

    path: str
    reason: str
