"""What was read from the output folder, as plain data that every check may ask."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from plugins.audit.element import Element
from plugins.audit.finding import Finding
from plugins.audit.references import Reference, references
from plugins.forks import light

Verdict = tuple[str, str, str]
"""Quote, message and remedy: a finding that does not know its file yet."""


@light
@dataclass(frozen=True, slots=True, eq=False)
class Document:
    """One HTML or XML file. ``kind`` is "page", "feed", "drawing" or "xml".

    ``elements`` holds what has attributes or a name worth knowing, each element once.
    ``remarks`` is text outside code in which a brace, a backslash, a control
    character, a pair of slashes or a path of a machine occurs.
    """

    path: str
    kind: str
    elements: tuple[Element, ...]
    hidden: frozenset[Element] = frozenset()  # those that stand in a template and nowhere else
    ids: tuple[str, ...] = ()
    anchors: frozenset[str] = frozenset()
    styles: tuple[str, ...] = ()
    scripts: tuple[tuple[str, str], ...] = ()  # type and text of scripts that have text
    remarks: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()  # addresses that stand as text: <loc>, <logo>, <icon>
    lang: str = ""
    title: str = ""
    heading: str = ""
    weight: int = 0  # in bytes, compressed


@dataclass(frozen=True, slots=True, order=True)
class Flaw:
    """A file that could not be read, and the German reason."""

    path: str
    reason: str


@dataclass(frozen=True)
class Site:
    """A built site. Every path is relative to its folder, with forward slashes."""

    base_path: str
    own_hosts: frozenset[str]
    also_present: frozenset[str]
    files: frozenset[str]
    documents: tuple[Document, ...]
    texts: Mapping[str, str]  # everything else that is text: css, js, json, txt, ics, xml
    flaws: tuple[Flaw, ...]  # what could not be read
    oddities: tuple[Flaw, ...]  # what is no ordinary file: links, devices
    unequal: tuple[Flaw, ...]  # compressed copies that hold something else than their originals
    traces: tuple[Flaw, ...] = ()  # pictures that tell more than they show
    found: Mapping[str, str] = field(default_factory=dict)  # entries of the search, and where each leads
    form_hosts: frozenset[str] | None = None  # origins the editors' form may contact; None if there must be no form

    @cached_property
    def pages(self) -> tuple[Document, ...]:
        """The HTML pages."""
        return tuple(document for document in self.documents if document.kind == "page")

    @cached_property
    def by_path(self) -> dict[str, Document]:
        """The documents by their paths."""
        return {document.path: document for document in self.documents}

    @cached_property
    def elements(self) -> tuple[Element, ...]:
        """Every element of the site, once."""
        return tuple(dict.fromkeys(e for document in self.documents for e in document.elements))

    @cached_property
    def references(self) -> dict[Element, tuple[Reference, ...]]:
        """The addresses in the attributes of every element of the site."""
        return {element: tuple(references(element, self.own_hosts)) for element in self.elements}

    def in_form(self, path: str) -> bool:
        """Return whether *path* belongs to the editors' form, and there may be one."""
        return self.form_hosts is not None and path.startswith("redaktion/")

    def has(self, path: str) -> bool:
        """Return whether a file, or the index page of a folder, will be there."""
        file = f"{path}index.html" if path.endswith("/") or not path else path
        return file in self.files or f"/{path}" in self.also_present or f"/{file}" in self.also_present

    def judged(
        self,
        check: str,
        judge: Callable[[Element], Iterable[Verdict]],
        kinds: frozenset[str] = frozenset(("page", "feed", "drawing", "xml")),
    ) -> Iterator[Finding]:
        """Yield a finding for every document of *kinds* that holds an element *judge* objects to."""
        guilty = {element: found for element in self.elements if (found := tuple(judge(element)))}
        if not guilty:
            return
        for document in self.documents:
            for element in document.elements if document.kind in kinds else ():
                for quote, message, remedy in guilty.get(element, ()):
                    yield Finding(check, document.path, quote, message, remedy)
