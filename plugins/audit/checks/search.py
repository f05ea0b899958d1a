"""Does the search find what readers may see, and nothing else, with the files it needs and no others?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from plugins.audit.finding import Finding, shown
from plugins.audit.site import Document, Site

FOLDER = "pagefind/"
_FILE = re.compile(
    r"pagefind/(?P<language>[a-z]{2})/(?:pagefind\.js|pagefind-entry\.json|words\.txt|wasm\.(?P=language)\.pagefind"
    r"|pagefind\.(?P=language)_[0-9a-f]+\.pf_meta"
    r"|(?P<kind>index|filter|fragment)/(?P=language)_[0-9a-f]+\.pf_(?P=kind))"
)
_NEEDED = ("pagefind.js", "pagefind-entry.json", "wasm.{}.pagefind")
_ENDINGS = (".pagefind", ".pf_meta", ".pf_index", ".pf_filter", ".pf_fragment")
_REMEDY = "Bitte an die Entwicklung weitergeben: plugins/outputs/search.py"


def check(site: Site) -> Iterator[Finding]:
    """Yield what is wrong with the index, compared with the pages that say they are in it."""
    languages: set[str] = set()
    for path in sorted(site.files):
        if path.startswith(FOLDER) or path.endswith(_ENDINGS):
            match = _FILE.fullmatch(path)
            if not match:
                yield _finding(path, f"Die Datei „{shown(path)}“ gehört nicht zur Suche.")
            languages |= {match["language"]} if match else set()
    for path in sorted(f"{FOLDER}{language}/{name.format(language)}" for language in languages for name in _NEEDED):
        if path not in site.files:
            yield _finding(path, f"Der Suche fehlt die Datei „{shown(path)}“.")
    yield from _found(site)
    yield from _lost(site, languages)


def _found(site: Site) -> Iterator[Finding]:
    """Yield what the search would show although readers must not find it."""
    for path, address in sorted(site.found.items()):
        page = site.by_path.get(f"{address.removeprefix('/')}index.html")
        if page is None:
            yield _finding(path, f"Die Suche führt zu „{shown(address)}“; dort ist keine Seite.", address)
        elif _is_hidden(page) or not _is_searchable(page):
            yield _finding(path, f"Die Suche zeigt „{shown(address)}“; diese Seite soll niemand finden.", address)
        elif not path.startswith(f"{FOLDER}{_language(page)}/"):
            yield _finding(path, f"Die Suche hält die Sprache von „{shown(address)}“ für eine andere.", address)


def _lost(site: Site, languages: set[str]) -> Iterator[Finding]:
    """Yield what readers would look for in vain; a site without any search is none of our business."""
    found = set(site.found.values())
    for page in site.pages:
        forms = any(element.tag == "form" and element.get("role") == "search" for element in page.elements)
        if forms and not languages:
            yield _finding(page.path, "Auf der Seite steht ein Suchfeld, aber es gibt keine Suche.", "<form")
        address = f"/{page.path.removesuffix('index.html')}"
        if languages and _is_searchable(page) and address not in found:
            yield _finding(page.path, f"Die Suche fände die Seite „{shown(address)}“ nicht.", "data-pagefind-body")


def _is_searchable(page: Document) -> bool:
    return any(element.get("data-pagefind-body") is not None for element in page.elements)


def _is_hidden(page: Document) -> bool:
    return any(
        element.tag == "meta" and element.get("name") == "robots" and "noindex" in (element.get("content") or "")
        for element in page.elements
    )


def _language(page: Document) -> str:
    return page.lang.partition("-")[0]


def _finding(path: str, message: str, quote: str = "") -> Finding:
    return Finding("search", path, quote or path.rpartition("/")[2], message, _REMEDY)
