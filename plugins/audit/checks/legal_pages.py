"""Are the pages there that the law asks for, and can they be reached from every page?"""

from __future__ import annotations

from collections.abc import Iterator

from plugins.audit.addresses import AddressKind, resolve
from plugins.audit.model.element import Element
from plugins.audit.model.finding import Finding
from plugins.audit.model.site import FinishedSite
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


def check(site: FinishedSite) -> Iterator[Finding]:
    """Yield each missing page, and each page that does not link to the three most important ones."""
    with site.as_asker(""):
        missing = {path: name for path, name in REQUIRED.items() if not site.has(path)}
    for path, name in missing.items():
        yield Finding(
            "legal-pages",
            f"{path}index.html",
            f"/{path}",
            f"Die Seite „{name}“ (/{path}) fehlt. Sie ist Pflicht.",
            f"Bitte anlegen: content/pages/{path.rstrip('/')}.md",
        )
    yield from _unlinked(site)


def _unlinked(site: FinishedSite) -> Iterator[Finding]:
    absolute, relative = site.each(_from_root), site.each(_relative)
    for page in site.pages:
        reached: set[str] = set()
        for element in page.elements:
            if element.tag != "a" or element in page.hidden:
                continue
            reached.update(absolute.get(element, ()))
            for address in relative.get(element, ()):
                reached.add(resolve(address, page.path, site.base_path).path or "")
        for path in LINKED:
            if path not in reached and f"{path}index.html" not in reached:
                yield Finding(
                    "legal-pages",
                    page.path,
                    f"/{path}",
                    f"Von dieser Seite führt kein Link zu „{REQUIRED[path]}“. Er ist überall Pflicht.",
                    f"Bitte in content/site.yaml unter legal_navigation eintragen: address: /{path}",
                )


def _from_root(element: Element, site: FinishedSite) -> Iterator[str]:
    """Yield the paths that an <a> leads to wherever it stands."""
    for address in _links(element, site):
        if address.strip().startswith("/") and (path := resolve(address, "", site.base_path).path):
            yield path


def _relative(element: Element, site: FinishedSite) -> Iterator[str]:
    """Yield its addresses that lead somewhere else from every page."""
    yield from (address for address in _links(element, site) if not address.strip().startswith("/"))


def _links(element: Element, site: FinishedSite) -> Iterator[str]:
    if element.tag == "a":
        for reference in site.references(element):
            if reference.use is RequestTiming.LINK and reference.kind is AddressKind.LOCAL:
                yield reference.address
