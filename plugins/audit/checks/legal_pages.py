"""Are the pages that the law asks for there, linked from everywhere, and complete?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser

from plugins.audit.addresses import AddressKind, resolve
from plugins.audit.duties import LEDGER, PRIVACY, STATEMENT, STATEMENT_LINES, find_lacking, read_below, read_place
from plugins.audit.model.built_site import BuiltSite
from plugins.audit.model.document import Document
from plugins.audit.model.element import Element
from plugins.audit.model.finding import Finding
from plugins.audit.references import RequestTiming

LINKED = {"impressum/": "Impressum", "datenschutz/": "Datenschutz", "barrierefreiheit/": "Barrierefreiheit"}


def check(site: BuiltSite) -> Iterator[Finding]:
    """Yield each missing page, missing duty of a page, and page without the three links."""
    pages = {path: (name, "") for path, name in LINKED.items()} | dict(site.context.required_pages)
    with site.record_requirements(""):
        missing = {path: found for path, found in pages.items() if not site.has_file(path)}
    for path, (name, act) in missing.items():
        yield Finding(
            "legal-pages",
            f"{path}index.html",
            f"/{path}",
            f"Die Seite „{name}“ (/{path}) fehlt. Sie ist Pflicht{f' ({act})' if act else ''}.",
            f"Bitte anlegen: content/pages/{path.rstrip('/')}.md",
        )
    for page in site.pages:
        if page.path == "barrierefreiheit/index.html":
            yield from _check_statement(page)
        elif page.path == "datenschutz/index.html":
            yield from _check_privacy(page)
        elif page.path == "impressum/index.html":
            yield from _check_imprint(page)
    yield from _find_unlinked(site)


def _check_statement(page: Document) -> Iterator[Finding]:
    """Yield each thing that an accessibility statement must say and *page* does not."""
    tree = LexborHTMLParser(page.data.decode("utf-8", "replace"))
    for anchor, (name, wanted) in STATEMENT.items():
        places = [place for place in tree.css(f"#{anchor}") if place.css_matches(LEDGER)]
        if not any(re.search(wanted, read_place(place)) for place in places):
            lines = STATEMENT_LINES.get(anchor) if places else None
            yield Finding(
                "legal-pages",
                page.path,
                (lines and read_place(places[0]).strip()) or anchor,
                f"In der Erklärung zur Barrierefreiheit fehlt {name}.",
                f"Bitte in content/site.yaml bei „accessibility“ angeben: {lines.get(_language(tree), lines['de'])}"
                if lines
                else "Bitte in content/pages/barrierefreiheit.md angeben: template: accessibility",
            )


def _check_imprint(page: Document) -> Iterator[Finding]:
    """Yield a finding if *page* does not say in facts how to write to whom."""
    tree = LexborHTMLParser(page.data.decode("utf-8", "replace"))
    if not any(re.search("@|offen|open", read_place(place)) for place in tree.css(LEDGER)):
        yield Finding(
            "legal-pages",
            page.path,
            "/impressum/",
            "Im Impressum fehlt, wer die Website anbietet und wie man dorthin schreibt.",
            "Bitte in content/pages/impressum.md angeben: template: imprint",
        )


def _check_privacy(page: Document) -> Iterator[Finding]:
    """Yield each section that a privacy page must have and *page* has not, or has empty."""
    tree = LexborHTMLParser(page.data.decode("utf-8", "replace"))
    has_networks = tree.css_first("[id^=dienst-]") is not None
    lang = _language(tree)
    for anchor, titles in PRIVACY.items():
        title = titles.get(lang, titles["de"])
        if anchor in ("netzwerke", "speicher", "einstellungen") and not has_networks:
            continue
        heading = tree.css_first(f"h2#{anchor}")
        text = read_below(heading) if heading is not None else ""
        if not text:
            yield Finding(
                "legal-pages",
                page.path,
                anchor,
                f"In der Datenschutzerklärung fehlt der Abschnitt „{title}“.",
                "Bitte in content/pages/datenschutz.md diese Zeile ergänzen, einen Text dazu nur, wenn der übliche "
                f"nicht passt: ## {title} {{#{anchor}}}",
            )
        elif lacking := find_lacking(anchor, text):
            yield Finding(
                "legal-pages",
                page.path,
                anchor,
                f"In der Datenschutzerklärung sagt der Abschnitt „{title}“ zu wenig: Es fehlt {lacking}.",
                "Bitte in content/pages/datenschutz.md ergänzen oder alles unter dieser Zeile löschen, dann steht dort "
                f"der übliche Text: ## {title} {{#{anchor}}}",
            )


def _language(tree: LexborHTMLParser) -> str:
    html = tree.css_first("html")
    return (html.attributes.get("lang") if html else "") or ""


def _find_unlinked(site: BuiltSite) -> Iterator[Finding]:
    absolute, relative = site.map_elements(_absolute_paths), site.map_elements(_relative_addresses)
    for page in site.pages:
        linked_paths: set[str] = set()
        for element in page.elements:
            if element.tag != "a" or element in page.hidden:
                continue
            linked_paths.update(absolute.get(element, ()))
            for address in relative.get(element, ()):
                linked_paths.add(resolve(address, page.path, site.base_path).path or "")
        for path, name in LINKED.items():
            if path not in linked_paths and f"{path}index.html" not in linked_paths:
                yield Finding(
                    "legal-pages",
                    page.path,
                    f"/{path}",
                    f"Von dieser Seite führt kein Link zu „{name}“. Er ist überall Pflicht.",
                    f"Bitte in content/site.yaml unter legal_navigation eintragen: address: /{path}",
                )


def _absolute_paths(element: Element, site: BuiltSite) -> Iterator[str]:
    """Yield the paths that an <a> leads to wherever it stands."""
    for address in _links(element, site):
        if address.strip().startswith("/") and (path := resolve(address, "", site.base_path).path):
            yield path


def _relative_addresses(element: Element, site: BuiltSite) -> Iterator[str]:
    """Yield the addresses of an <a> that lead somewhere else from every page."""
    yield from (address for address in _links(element, site) if not address.strip().startswith("/"))


def _links(element: Element, site: BuiltSite) -> Iterator[str]:
    if element.tag == "a":
        for reference in site.find_references(element):
            if reference.use is RequestTiming.LINK and reference.kind is AddressKind.LOCAL:
                yield reference.address
