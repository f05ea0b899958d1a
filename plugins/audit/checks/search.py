"""Does the search find all pages for readers and no others, with exactly its own files?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from plugins.audit.model.built_site import BuiltSite
from plugins.audit.model.dependencies import ProvidedResource, resource_of
from plugins.audit.model.document import Document
from plugins.audit.model.element import Element
from plugins.audit.model.finding import Finding, quote_text

FOLDER = "pagefind/"
_FILE = re.compile(
    r"pagefind/(?P<language>[a-z]{2})/(?:(?:pagefind\.js|words\.txt)(?:\.br|\.gz)?|wasm\.(?P=language)\.pagefind"
    r"|(?:(?P<shard>[0-9]+(?:[-.][0-9]+)*)/)?(?:pagefind-entry\.json(?:\.br|\.gz)?|pagefind\.(?P=language)_[0-9a-f]+\.pf_meta"
    r"|(?P<kind>index|filter|fragment)/(?P=language)_[0-9a-f]+\.pf_(?P=kind)))"
)
_REQUIRED_FILES = ("pagefind.js", "pagefind-entry.json", "wasm.{}.pagefind")
_ENDINGS = (".pagefind", ".pf_meta", ".pf_index", ".pf_filter", ".pf_fragment")
_SEARCHABLE, _HIDDEN, _ASKS = "may be found", "must not be found", "asks for words"
_PREVIEW = "noindex, nofollow"  # of a whole site that is only shown: its own search may find it
_REMEDY = "Bitte an die Entwicklung weitergeben: plugins/site/search/pagefind.py"


def check(site: BuiltSite) -> Iterator[Finding]:
    """Yield the faults of the index, compared with the pages that are marked for it."""
    for path in sorted(site.read):
        if (path.startswith(FOLDER) or path.endswith(_ENDINGS)) and not _FILE.fullmatch(path):
            yield _finding(path, f"Die Datei „{quote_text(path)}“ gehört nicht zur Suche.")
    required = (
        f"{FOLDER}{language}/{name.format(language)}" for language in site.context.languages for name in _REQUIRED_FILES
    )
    for path in sorted(set(required) - site.files):
        yield _finding(path, f"Der Suche fehlt die Datei „{quote_text(path)}“.")
    yield from _judge_entries(site)
    yield from _judge_pages(site)


def find_languages(files: Iterable[str]) -> frozenset[str]:
    """Return the languages there is a search in, if a site holds *files*."""
    return frozenset(
        match["language"] for path in files if path.startswith(FOLDER) and (match := _FILE.fullmatch(path))
    )


def provides(site: BuiltSite) -> Iterator[ProvidedResource]:
    """Yield the pages that may be found, and those that are."""
    marks_by_element = site.map_elements(_page_marks)
    for page in site.pages:
        if _marks_of(page, marks_by_element) - {_ASKS} == {_SEARCHABLE}:
            yield page.path, _page_resource(page.path)
            yield page.path, _page_resource(page.path, _language(page))
        for shard in _shards_of(page, site):
            yield page.path, _shard_resource(shard)
    for path, address in site.search_entries.items():
        yield path, _entry_resource(address)


def _page_resource(page: str, language: str = "") -> str:
    return resource_of(page, f"may be found {language}")


def _entry_resource(address: str) -> str:
    return f"the search shows {address}"


def _shard_resource(shard: str) -> str:
    return f"the search asks {shard}"


def _shards_of(page: Document, site: BuiltSite) -> Iterator[str]:
    """Yield the parts that the search form of *page* asks beside the main one."""
    shards = site.map_elements(_shards)
    yield from (shard for element in page.elements for shard in shards.get(element, ()))


def _shards(element: Element, _site: BuiltSite) -> Iterator[str]:
    if element.tag == "form" and element.get("role") == "search":
        yield from (element.get("data-shards") or "").split()


def _judge_entries(site: BuiltSite) -> Iterator[Finding]:
    """Yield each entry of the search that readers must not find."""
    for path, address in sorted(site.search_entries.items()):
        page = f"{address.removeprefix('/')}index.html"
        match = _FILE.fullmatch(path)
        shard = f"{match['language']}/{match['shard']}" if match and match["shard"] else ""
        with site.record_requirements(path):
            if shard and not site.provides(_shard_resource(shard)):
                yield _finding(
                    path, f"Nach dem Teil „{quote_text(shard)}“ der Suche fragt keine Seite: {quote_text(address)}"
                )
            if not site.has_file(page):
                yield _finding(path, f"Die Suche führt zu „{quote_text(address)}“; dort ist keine Seite.", address)
            elif not site.provides(_page_resource(page)):
                yield _finding(
                    path, f"Die Suche zeigt „{quote_text(address)}“; diese Seite soll niemand finden.", address
                )
            elif not site.provides(_page_resource(page, path.removeprefix(FOLDER).partition("/")[0])):
                yield _finding(
                    path, f"Die Suche hält die Sprache von „{quote_text(address)}“ für eine andere.", address
                )


def _judge_pages(site: BuiltSite) -> Iterator[Finding]:
    """Yield each page that readers would search for in vain; a site need not have a search."""
    marks_by_element = site.map_elements(_page_marks)
    for page in site.pages:
        marks = _marks_of(page, marks_by_element)
        if _ASKS in marks and not site.context.languages:
            yield _finding(page.path, "Auf der Seite steht ein Suchfeld, aber es gibt keine Suche.", "<form")
        with site.record_requirements(page.path):
            missing = [
                shard for shard in _shards_of(page, site) if not site.has_file(f"{FOLDER}{shard}/pagefind-entry.json")
            ]
        for shard in missing:
            yield _finding(page.path, f"Der Teil „{quote_text(shard)}“ der Suche fehlt.", shard)
        address = f"/{page.path.removesuffix('index.html')}"
        if site.context.languages and _SEARCHABLE in marks:
            with site.record_requirements(page.path):
                is_shown = site.provides(_entry_resource(address))
            if not is_shown:
                yield _finding(
                    page.path, f"Die Suche fände die Seite „{quote_text(address)}“ nicht.", "data-pagefind-body"
                )


def _hides(robots: str) -> bool:
    return "noindex" in robots and robots != _PREVIEW


def _page_marks(element: Element, _site: BuiltSite) -> Iterator[str]:
    """Yield the marks for the search that *element* puts on its page."""
    if element.get("data-pagefind-body") is not None:
        yield _SEARCHABLE
    if element.tag == "meta" and element.get("name") == "robots" and _hides(element.get("content") or ""):
        yield _HIDDEN
    if element.tag == "form" and element.get("role") == "search":
        yield _ASKS


def _marks_of(page: Document, marks_by_element: Mapping[Element, tuple[str, ...]]) -> set[str]:
    """Return the marks for the search on *page*."""
    return {mark for element in page.elements if element in marks_by_element for mark in marks_by_element[element]}


def _language(page: Document) -> str:
    return page.lang.partition("-")[0]


def _finding(path: str, message: str, quote: str = "") -> Finding:
    return Finding("search", path, quote or path.rpartition("/")[2], message, _REMEDY)
