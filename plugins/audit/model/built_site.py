"""Built site: files that were read together, with everything that a check may ask.

A check sees as many files as were read together, all or a few. It asks the site about any other file by
``has_file`` and ``provides``. The site records for which file it was asked, so that a file that has not changed
need not be read again: the resources it requires are known, and so is whether they are still there.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

from plugins.audit.model.document import DOCUMENT_KINDS, Document, FaultyFile
from plugins.audit.model.element import Element
from plugins.audit.model.finding import Finding
from plugins.audit.model.site_context import SiteContext
from plugins.audit.references import AddressReference, find_references

Verdict = tuple[str, str, str]
"""Quote, message and remedy: a finding without its file."""

ElementCheck = Callable[[Element, "BuiltSite"], Iterable[Verdict]]
Result = TypeVar("Result")


@dataclass(slots=True)
class ElementCache:
    """Cache of results about elements, for all files that have the same context.

    A round is the reading of one batch. ``round_of`` is the last round in which a function was called.
    """

    round: int = 0
    round_of: dict[object, int] = field(default_factory=dict)
    seen: set[Element] = field(default_factory=set)
    references: dict[Element, tuple[AddressReference, ...]] = field(default_factory=dict)
    results: dict[object, dict[Element, tuple[Any, ...]]] = field(default_factory=dict)
    required: dict[object, dict[Element, set[str]]] = field(default_factory=dict)


@dataclass
class BuiltSite:
    """Files of a built site that were read together.

    ``provided`` holds the resources that all files provide, None as long as they are not known: then each counts
    as provided, and ``required`` says which have to be looked up.
    """

    context: SiteContext
    read: frozenset[str] = frozenset()
    documents: tuple[Document, ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict)  # everything else that is text: css, js, json, txt, ics, xml
    unreadable: tuple[FaultyFile, ...] = ()
    irregular: tuple[FaultyFile, ...] = ()  # no ordinary files: links, devices
    mismatched_copies: tuple[FaultyFile, ...] = ()  # compressed copies that differ from their originals
    pictures_with_metadata: tuple[FaultyFile, ...] = ()
    search_entries: Mapping[str, str] = field(default_factory=dict)  # and the address each leads to
    provided: Container[str] | None = None
    cache: ElementCache = field(default_factory=ElementCache)
    required: dict[str, set[str]] = field(default_factory=dict)
    _recorded: set[str] | None = None  # the requirements of the file that is being judged

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

    def find_references(self, element: Element) -> tuple[AddressReference, ...]:
        """Return the addresses in the attributes of *element*."""
        references = self.cache.references.get(element)
        if references is None:
            references = self.cache.references[element] = tuple(find_references(element, self.own_hosts))
        return references

    @contextmanager
    def record_requirements(self, path: str) -> Iterator[None]:
        """Record meanwhile the resources that the file *path* requires.

        "" is the site as a whole, which is judged every time.
        """
        before, self._recorded = self._recorded, self.required.setdefault(path, set()) if path else set()
        try:
            yield
        finally:
            self._recorded = before

    def has_file(self, path: str) -> bool:
        """Return whether a file, or the index page of a folder, will be there.

        Raises:
            LookupError: If no requirements are being recorded.
        """
        file = f"{path}index.html" if path.endswith("/") or not path else path
        if file in self.files:
            self._record(file, is_there=True)
            return True
        return f"/{path}" in self.context.also_present or f"/{file}" in self.context.also_present

    def provides(self, resource: str) -> bool:
        """Return whether a file of the site provides *resource*, see the ``provides`` of checks.

        Raises:
            LookupError: If no requirements are being recorded.
        """
        is_there = self.provided is None or resource in self.provided
        self._record(resource, is_there)
        return is_there

    def _record(self, resource: str, is_there: bool) -> None:
        """Record that a file requires *resource*, unless it does without it or is at fault."""
        if self._recorded is None:
            raise LookupError(f"{resource!r} was asked for outside of record_requirements()")
        if is_there:
            self._recorded.add(resource)

    def check_elements(
        self, check: str, judge: ElementCheck, kinds: frozenset[str] = DOCUMENT_KINDS
    ) -> Iterator[Finding]:
        """Yield a finding for every document of *kinds* that holds an element *judge* objects to."""
        verdicts, required = self.map_elements(judge), self.cache.required[judge]
        if not verdicts and not required:
            return
        for document in self.documents:
            if document.kind not in kinds:
                continue
            if required:
                of_document = self.required.setdefault(document.path, set())
                of_document.update(*(required[element] for element in document.elements if element in required))
            for element in document.elements if verdicts else ():
                for quote, message, remedy in verdicts.get(element, ()):
                    yield Finding(check, document.path, quote, message, remedy)

    def map_elements(
        self, function: Callable[[Element, BuiltSite], Iterable[Result]]
    ) -> dict[Element, tuple[Result, ...]]:
        """Return the results of *function* by element, called once for each, without empty results."""
        cache, results = self.cache, self.cache.results.setdefault(function, {})
        required = cache.required.setdefault(function, {})
        unseen = self._unseen
        if cache.round_of.get(function, 0) < cache.round - 1:
            unseen = frozenset(cache.seen)  # it was not called for all that was read before
        cache.round_of[function] = cache.round
        before = self._recorded
        try:
            for element in unseen:
                self._recorded = set()
                if found := tuple(function(element, self)):
                    results[element] = found
                if self._recorded:
                    required[element] = self._recorded
        finally:
            self._recorded = before
        return results

    @cached_property
    def _unseen(self) -> frozenset[Element]:
        """The elements of these files that the cache does not have, from now on in it."""
        cache = self.cache
        unseen = frozenset(element for document in self.documents for element in document.elements) - cache.seen
        cache.seen |= unseen
        cache.round += 1
        return unseen
