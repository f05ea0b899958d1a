"""Are the pages there that the law asks for, and can they be linked_paths from every page?"""

from __future__ import annotations

from collections.abc import Iterator

from plugins.audit.addresses import AddressKind, resolve
from plugins.audit.model.built_site import BuiltSite
from plugins.audit.model.element import Element
from plugins.audit.model.finding import Finding
from plugins.audit.references import RequestTiming

REQUIRED = {
    "impressum/": "Impressum",
    "datenschutz/": "Datenschutz",
    "barrierefreiheit/": "Barrierefreiheit",
    "netiquette/": "Netiquette",
    "kontakt/": "Kontakt",
    "leichte-sprache/": "Leichte Sprache",
    "gebaerdensprache/": "Gebärdensprache",
}
LINKED = ("impressum/", "datenschutz/", "barrierefreiheit/")


def check(site: BuiltSite) -> Iterator[Finding]:
    """Yield each missing page, and each page without links to the three most important ones."""
    with site.record_requirements(""):
        missing = {path: name for path, name in REQUIRED.items() if not site.has_file(path)}
    for path, name in missing.items():
        yield Finding(
            "legal-pages",
            f"{path}index.html",
            f"/{path}",
            f"Die Seite „{name}“ (/{path}) fehlt. Sie ist Pflicht.",
            f"Bitte anlegen: content/pages/{path.rstrip('/')}.md",
        )
    yield from _find_unlinked(site)


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
        for path in LINKED:
            if path not in linked_paths and f"{path}index.html" not in linked_paths:
                yield Finding(
                    "legal-pages",
                    page.path,
                    f"/{path}",
                    f"Von dieser Seite führt kein Link zu „{REQUIRED[path]}“. Er ist überall Pflicht.",
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
