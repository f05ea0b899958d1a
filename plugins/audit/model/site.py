"""What was read from the output folder, as plain data that every check may ask.

A check sees as many files as were read together, all or a few. Whatever it wants to know of any other file it asks
the site by ``has`` and ``offers``. The site writes down for whom it asked, so that a file that has not changed need not
be looked at again: what it needs is known, and so is whether it is still there.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

from plugins.audit.model.element import Element
from plugins.audit.model.finding import Finding
from plugins.audit.references import AddressReference, references

Verdict = tuple[str, str, str]
"""Quote, message and remedy: a finding that does not know its file yet."""

Offer = tuple[str, str]
"""A file, and what it offers to others."""

_OF = "\0"  # stands in no path


def provide(path: str, what: str) -> str:
    """Return the name for *what* the file *path* offers."""
    return f"{path}{_OF}{what}"


def provider_of(what: str) -> str:
    """Return the only file that can offer *what*, "" if that may be any."""
    path, of, _ = what.partition(_OF)
    return path if of else ""


KINDS = frozenset(("page", "feed", "drawing", "xml"))


@dataclass(frozen=True, slots=True, eq=False)
class Document:
    """One HTML or XML file. ``kind`` is "page", "feed", "drawing" or "xml".

    ``elements`` holds what has attributes or a name worth knowing, each element once.
    ``remarks`` is text outside code that could hold what was meant for the build alone. ``data`` are the bytes of a
    page.
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
    data: bytes = b""


@dataclass(frozen=True, slots=True, order=True)
class UnreadableFile:
    """A file that could not be read, and the German reason."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class FileWeight:
    """What a style sheet or a script weighs, in bytes as a server sends it, and the scripts beside it that it loads."""

    size: int
    imports: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SiteContext:
    """What all files of a site have around them.

    Every path is relative to the site's folder, with forward slashes. ``weights`` are those of style sheets and
    scripts, ``languages`` those there is a search in.
    """

    base_path: str = "/"
    own_hosts: frozenset[str] = frozenset()
    also_present: frozenset[str] = frozenset()
    form_hosts: frozenset[str] | None = None  # origins the editors' form may contact; None if there must be no form
    files: frozenset[str] = frozenset()
    weights: Mapping[str, FileWeight] = field(default_factory=dict)
    languages: frozenset[str] = frozenset()


Judge = Callable[[Element, "FinishedSite"], Iterable[Verdict]]
Told = TypeVar("Told")


@dataclass(slots=True)
class ElementMemo:
    """What was found out about elements, in rounds, for all files that have the same around them."""

    round: int = 0
    round_of: dict[object, int] = field(default_factory=dict)
    seen: set[Element] = field(default_factory=set)
    references: dict[Element, tuple[AddressReference, ...]] = field(default_factory=dict)
    verdicts: dict[object, dict[Element, tuple[Any, ...]]] = field(default_factory=dict)
    asked: dict[object, dict[Element, set[str]]] = field(default_factory=dict)


@dataclass
class FinishedSite:
    """Files of a built site that were read together.

    ``offered`` is what files offer to others, None as long as nobody has looked: then everything counts as offered,
    and ``needs`` says what has to be looked up.
    """

    context: SiteContext
    read: frozenset[str] = frozenset()
    documents: tuple[Document, ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict)  # everything else that is text: css, js, json, txt, ics, xml
    flaws: tuple[UnreadableFile, ...] = ()  # what could not be read
    oddities: tuple[UnreadableFile, ...] = ()  # what is no ordinary file: links, devices
    unequal: tuple[UnreadableFile, ...] = ()  # compressed copies that hold something else than their originals
    traces: tuple[UnreadableFile, ...] = ()  # pictures that tell more than they show
    found: Mapping[str, str] = field(default_factory=dict)  # entries of the search, and where each leads
    provided: Container[str] | None = None
    memo: ElementMemo = field(default_factory=ElementMemo)
    required: dict[str, set[str]] = field(default_factory=dict)
    _asking: set[str] | None = None

    @property
    def base_path(self) -> str:
        """The path that the site will stand under."""
        return self.context.base_path

    @property
    def own_hosts(self) -> frozenset[str]:
        """The hosts of the site itself."""
        return self.context.own_hosts

    @property
    def files(self) -> frozenset[str]:
        """All files there are."""
        return self.context.files

    @cached_property
    def pages(self) -> tuple[Document, ...]:
        """The HTML pages."""
        return tuple(document for document in self.documents if document.kind == "page")

    @cached_property
    def document_of(self) -> dict[str, Document]:
        """The documents by their paths."""
        return {document.path: document for document in self.documents}

    def references(self, element: Element) -> tuple[AddressReference, ...]:
        """Return the addresses in the attributes of *element*."""
        known = self.memo.references.get(element)
        if known is None:
            known = self.memo.references[element] = tuple(references(element, self.own_hosts))
        return known

    def in_form(self, path: str) -> bool:
        """Return whether *path* belongs to the editors' form, and there may be one."""
        return self.context.form_hosts is not None and path.startswith("redaktion/")

    @contextmanager
    def as_asker(self, path: str) -> Iterator[None]:
        """Write down meanwhile that the file *path* asks; "" for the site as a whole, which asks every time."""
        before, self._asking = self._asking, self.required.setdefault(path, set()) if path else set()
        try:
            yield
        finally:
            self._asking = before

    def has(self, path: str) -> bool:
        """Return whether a file, or the index page of a folder, will be there. Raises LookupError if nobody asks."""
        file = f"{path}index.html" if path.endswith("/") or not path else path
        if file in self.files:
            self._ask(file, is_there=True)
            return True
        return f"/{path}" in self.context.also_present or f"/{file}" in self.context.also_present

    def provides(self, what: str) -> bool:
        """Return whether a file of the site offers *what*, as checks tell by ``offers``. Raises LookupError as well."""
        is_there = self.provided is None or what in self.provided
        self._ask(what, is_there)
        return is_there

    def _ask(self, what: str, is_there: bool) -> None:
        """Write down that somebody needs *what*; of what is not there, a file does without or is at fault."""
        if self._asking is None:
            raise LookupError(f"nobody asks for {what}")
        if is_there:
            self._asking.add(what)

    def find_elements(self, check: str, judge: Judge, kinds: frozenset[str] = KINDS) -> Iterator[Finding]:
        """Yield a finding for every document of *kinds* that holds an element *judge* objects to."""
        verdicts, asked = self.each(judge), self.memo.asked[judge]
        if not verdicts and not asked:
            return
        for document in self.documents:
            if document.kind not in kinds:
                continue
            if asked:
                needs = self.required.setdefault(document.path, set())
                needs.update(*(asked[element] for element in document.elements if element in asked))
            for element in document.elements if verdicts else ():
                for quote, message, remedy in verdicts.get(element, ()):
                    yield Finding(check, document.path, quote, message, remedy)

    def each(self, function: Callable[[Element, FinishedSite], Iterable[Told]]) -> dict[Element, tuple[Told, ...]]:
        """Return what *function* yields for the elements it has anything to say of; each is asked about once."""
        memo, told = self.memo, self.memo.verdicts.setdefault(function, {})
        asked = memo.asked.setdefault(function, {})
        unseen = self._unseen
        if memo.round_of.get(function, 0) < memo.round - 1:
            unseen = frozenset(memo.seen)  # it was not called for all that was read before
        memo.round_of[function] = memo.round
        before = self._asking
        try:
            for element in unseen:
                self._asking = set()
                if found := tuple(function(element, self)):
                    told[element] = found
                if self._asking:
                    asked[element] = self._asking
        finally:
            self._asking = before
        return told

    @cached_property
    def _unseen(self) -> frozenset[Element]:
        """The elements of these files that nothing is remembered of, from now on remembered."""
        memo = self.memo
        unseen = frozenset(element for document in self.documents for element in document.elements) - memo.seen
        memo.seen |= unseen
        memo.round += 1
        return unseen
