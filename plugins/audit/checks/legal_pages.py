"""Are the pages there that the law asks for, and can they be reached from every page?"""

from __future__ import annotations

from collections.abc import Iterator

from plugins.audit.addresses import Kind, resolve
from plugins.audit.element import Element
from plugins.audit.finding import Finding
from plugins.audit.references import Use
from plugins.audit.site import Site

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


def check(site: Site) -> Iterator[Finding]:
    """Yield each missing page, and each page that does not link to the three most important ones."""
    with site.asking(""):
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


def _unlinked(site: Site) -> Iterator[Finding]:
    absolute = {e: found for e in site.elements if (found := frozenset(_targets(e, "", site, True)))}
    relative = {element for element in site.elements if _is_relative(element, site)}
    for page in site.pages:
        reached: set[str] = set()
        for element in page.elements:
            if element in page.hidden:
                continue
            reached.update(absolute.get(element, ()))
            if element in relative:
                reached.update(_targets(element, page.path, site, False))
        for path in LINKED:
            if path not in reached and f"{path}index.html" not in reached:
                yield Finding(
                    "legal-pages",
                    page.path,
                    f"/{path}",
                    f"Von dieser Seite führt kein Link zu „{REQUIRED[path]}“. Er ist überall Pflicht.",
                    f"Bitte in content/site.yaml unter legal_navigation eintragen: address: /{path}",
                )


def _is_relative(element: Element, site: Site) -> bool:
    """Return whether where *element* leads depends on the page; from here it might even lead out of the site."""
    links = (one for one in site.references(element) if one.use is Use.LINK and one.kind is Kind.LOCAL)
    return element.tag == "a" and any(not link.address.strip().startswith("/") for link in links)


def _targets(element: Element, page: str, site: Site, from_root: bool) -> Iterator[str]:
    """Yield the paths an <a> leads to, of those addresses that do or do not start at the root."""
    if element.tag != "a":
        return
    for reference in site.references(element):
        address = reference.address
        if reference.use is Use.LINK and reference.kind is Kind.LOCAL:
            target = resolve(address, page, site.base_path)
            if address.strip().startswith("/") == from_root and target.path is not None:
                yield target.path
