"""Does the search find what readers may see, and nothing else, with the files it needs and no others?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from plugins.audit.model.element import Element
from plugins.audit.model.finding import Finding, quote_text
from plugins.audit.model.site import Document, FinishedSite, Offer, provide

FOLDER = "pagefind/"
_FILE = re.compile(
    r"pagefind/(?P<language>[a-z]{2})/(?:(?:pagefind\.js|words\.txt)(?:\.br|\.gz)?|wasm\.(?P=language)\.pagefind"
    r"|(?:(?P<shard>[0-9]+(?:[-.][0-9]+)*)/)?(?:pagefind-entry\.json(?:\.br|\.gz)?|pagefind\.(?P=language)_[0-9a-f]+\.pf_meta"
    r"|(?P<kind>index|filter|fragment)/(?P=language)_[0-9a-f]+\.pf_(?P=kind)))"
)
_NEEDED = ("pagefind.js", "pagefind-entry.json", "wasm.{}.pagefind")
_ENDINGS = (".pagefind", ".pf_meta", ".pf_index", ".pf_filter", ".pf_fragment")
_SEARCHABLE, _HIDDEN, _ASKS = "may be found", "must not be found", "asks for words"
_PREVIEW = "noindex, nofollow"  # of a whole site that is only shown: its own search may find it
_REMEDY = "Bitte an die Entwicklung weitergeben: plugins/site/search/pagefind.py"


def check(site: FinishedSite) -> Iterator[Finding]:
    """Yield what is wrong with the index, compared with the pages that say they are in it."""
    for path in sorted(site.read):
        if (path.startswith(FOLDER) or path.endswith(_ENDINGS)) and not _FILE.fullmatch(path):
            yield _finding(path, f"Die Datei „{quote_text(path)}“ gehört nicht zur Suche.")
    needed = (f"{FOLDER}{language}/{name.format(language)}" for language in site.context.languages for name in _NEEDED)
    for path in sorted(set(needed) - site.files):
        yield _finding(path, f"Der Suche fehlt die Datei „{quote_text(path)}“.")
    yield from _found(site)
    yield from _lost(site)


def languages(files: Iterable[str]) -> frozenset[str]:
    """Return the languages there is a search in, if a site holds *files*."""
    return frozenset(
        match["language"] for path in files if path.startswith(FOLDER) and (match := _FILE.fullmatch(path))
    )


def provides(site: FinishedSite) -> Iterator[Offer]:
    """Yield the pages that may be found, and those that are."""
    signs = site.each(_signs)
    for page in site.pages:
        if _told(page, signs) - {_ASKS} == {_SEARCHABLE}:
            yield page.path, _findable(page.path)
            yield page.path, _findable(page.path, _language(page))
        for shard in _named(page, site):
            yield page.path, _asks(shard)
    for path, address in site.found.items():
        yield path, _shown(address)


def _findable(page: str, language: str = "") -> str:
    return provide(page, f"may be found {language}")


def _shown(address: str) -> str:
    return f"the search shows {address}"


def _asks(shard: str) -> str:
    return f"the search asks {shard}"


def _named(page: Document, site: FinishedSite) -> Iterator[str]:
    """Yield the parts that the search form of *page* asks beside the main one."""
    shards = site.each(_shards)
    yield from (shard for element in page.elements for shard in shards.get(element, ()))


def _shards(element: Element, _site: FinishedSite) -> Iterator[str]:
    if element.tag == "form" and element.get("role") == "search":
        yield from (element.get("data-shards") or "").split()


def _found(site: FinishedSite) -> Iterator[Finding]:
    """Yield what the search would show although readers must not find it."""
    for path, address in sorted(site.found.items()):
        page = f"{address.removeprefix('/')}index.html"
        match = _FILE.fullmatch(path)
        shard = f"{match['language']}/{match['shard']}" if match and match["shard"] else ""
        with site.as_asker(path):
            if shard and not site.provides(_asks(shard)):
                yield _finding(
                    path, f"Nach dem Teil „{quote_text(shard)}“ der Suche fragt keine Seite: {quote_text(address)}"
                )
            if not site.has(page):
                yield _finding(path, f"Die Suche führt zu „{quote_text(address)}“; dort ist keine Seite.", address)
            elif not site.provides(_findable(page)):
                yield _finding(
                    path, f"Die Suche zeigt „{quote_text(address)}“; diese Seite soll niemand finden.", address
                )
            elif not site.provides(_findable(page, path.removeprefix(FOLDER).partition("/")[0])):
                yield _finding(
                    path, f"Die Suche hält die Sprache von „{quote_text(address)}“ für eine andere.", address
                )


def _lost(site: FinishedSite) -> Iterator[Finding]:
    """Yield what readers would look for in vain; a site without any search is none of our business."""
    signs = site.each(_signs)
    for page in site.pages:
        told = _told(page, signs)
        if _ASKS in told and not site.context.languages:
            yield _finding(page.path, "Auf der Seite steht ein Suchfeld, aber es gibt keine Suche.", "<form")
        with site.as_asker(page.path):
            missing = [shard for shard in _named(page, site) if not site.has(f"{FOLDER}{shard}/pagefind-entry.json")]
        for shard in missing:
            yield _finding(page.path, f"Der Teil „{quote_text(shard)}“ der Suche fehlt.", shard)
        address = f"/{page.path.removesuffix('index.html')}"
        if site.context.languages and _SEARCHABLE in told:
            with site.as_asker(page.path):
                is_shown = site.provides(_shown(address))
            if not is_shown:
                yield _finding(
                    page.path, f"Die Suche fände die Seite „{quote_text(address)}“ nicht.", "data-pagefind-body"
                )


def _hides(robots: str) -> bool:
    return "noindex" in robots and robots != _PREVIEW


def _signs(element: Element, _site: FinishedSite) -> Iterator[str]:
    """Yield what *element* says of its page to the search."""
    if element.get("data-pagefind-body") is not None:
        yield _SEARCHABLE
    if element.tag == "meta" and element.get("name") == "robots" and _hides(element.get("content") or ""):
        yield _HIDDEN
    if element.tag == "form" and element.get("role") == "search":
        yield _ASKS


def _told(page: Document, signs: Mapping[Element, tuple[str, ...]]) -> set[str]:
    """Return all that the elements of *page* say to the search."""
    return {sign for element in page.elements if element in signs for sign in signs[element]}


def _language(page: Document) -> str:
    return page.lang.partition("-")[0]


def _finding(path: str, message: str, quote: str = "") -> Finding:
    return Finding("search", path, quote or path.rpartition("/")[2], message, _REMEDY)
