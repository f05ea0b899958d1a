"""Does every address on this site lead somewhere, in the one form we use?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import PurePosixPath
from urllib.parse import unquote

from plugins.audit.addresses import AddressKind, SiteTarget, host_of, kind_of, path_of, resolve, tidy
from plugins.audit.files.read import HTML, XML
from plugins.audit.files.stylesheets import find_addresses
from plugins.audit.model.built_site import BuiltSite, Verdict
from plugins.audit.model.dependencies import ProvidedResource, resource_of
from plugins.audit.model.document import Document
from plugins.audit.model.element import Element, words
from plugins.audit.model.finding import Finding, quote_text
from plugins.audit.references import AddressReference, RequestTiming

_ADDRESS_ATTRIBUTES = words(
    "href xlink:href src srcset imagesrcset poster action formaction data background manifest longdesc content"
)
_DOCUMENTS = tuple(HTML | XML)
_CHECK_ADDRESS = (
    "Bitte die Adresse prüfen, zum Beispiel: /aktuelles/mein-artikel/ für einen Beitrag oder "
    "/media/moor.jpg für ein Bild."
)


def check(site: BuiltSite) -> Iterator[Finding]:
    """Yield dead addresses and anchors, addresses with our own host, and doubled anchors."""
    yield from site.check_elements("links", _judge_absolute)
    yield from site.check_elements("links", _judge_own_hosts, frozenset(("page", "drawing")))
    yield from site.check_elements("links", _judge_in_feed, frozenset(("feed",)))
    relative = site.map_elements(_relative_addresses)
    for document in site.documents:
        with site.record_requirements(document.path):
            for element in document.elements:
                for address in relative.get(element, ()):
                    if address.startswith("#") and document.kind != "page":
                        continue  # a drawing shows itself all the same, and a feed quotes half a page
                    yield from _make_findings(document.path, _judge_address(address, document.path, site))
            yield from _judge_document(document, site)
    for path, text in site.texts.items():
        if path.endswith(".css"):
            with site.record_requirements(path):
                yield from _judge_stylesheet(path, text, site)


def provides(site: BuiltSite) -> Iterator[ProvidedResource]:
    """Yield every place in a document that a link can lead to."""
    for document in site.documents:
        for anchor in document.anchors:
            yield document.path, resource_of(document.path, f"#{anchor}")


def _judge_absolute(element: Element, site: BuiltSite) -> Iterator[Verdict]:
    """Yield the faults of addresses that mean the same on every page."""
    for reference in _find_references(element, site):
        address, kind = reference.address, reference.kind
        if kind is AddressKind.LOCAL and _from_root(address):
            yield from _judge_address(address, "", site)
        elif kind is AddressKind.FOREIGN and not host_of(address):
            yield _report_nowhere(address, address)
    for name, value in element.attributes:
        if name in ("href", "src", "poster", "action") and not tidy(value) and not _may_be_empty(element):
            yield f"{name}=", f'Eine Adresse ist leer geblieben (<{element.tag} {name}="">).', _CHECK_ADDRESS


def _judge_own_hosts(element: Element, site: BuiltSite) -> Iterator[Verdict]:
    for reference in _find_references(element, site):
        is_relation = element.tag == "link" and reference.use is RequestTiming.LINK  # canonical, alternate
        if not is_relation and reference.kind is AddressKind.OWN:
            yield _report_own_host(reference.address)


def _judge_in_feed(element: Element, site: BuiltSite) -> Iterator[Verdict]:
    for reference in _find_references(element, site):
        yield from _judge_text_address(reference.address, site)


def _relative_addresses(element: Element, site: BuiltSite) -> Iterator[str]:
    for reference in _find_references(element, site):
        address = reference.address
        if reference.kind is AddressKind.LOCAL and not _from_root(address) and tidy(address):
            yield address


def _find_references(element: Element, site: BuiltSite) -> Iterator[AddressReference]:
    for reference in site.find_references(element):
        if reference.use is not RequestTiming.INERT and reference.attribute in _ADDRESS_ATTRIBUTES:
            yield reference


def _from_root(address: str) -> bool:
    return tidy(address).startswith(("/", "\\"))


def _may_be_empty(element: Element) -> bool:
    return "-" in element.tag or element.tag in ("base", "meta")


def _judge_address(address: str, page: str, site: BuiltSite) -> Iterator[Verdict]:
    """Yield the reason why the local *address*, found in the file *page*, leads nowhere."""
    target = resolve(address, page, site.base_path)
    quote = _without_base(address, site.base_path)
    if page == "404.html" and not tidy(address).startswith(("#", "?")) and not _from_root(address):
        yield (
            quote,
            f"Die Adresse „{quote_text(address)}“ gilt nur an einer Stelle; diese Seite erscheint überall.",
            "Bitte an die Entwicklung weitergeben: Auf 404.html beginnen Adressen mit dem Grundpfad.",
        )
    elif target.path is None:
        yield _report_nowhere(quote, address)
    elif not site.has_file(target.path):
        yield _report_slash(quote) if site.has_file(f"{target.path}/") else _report_nowhere(quote, address)
    elif not _has_anchor(target, site):
        yield (
            quote,
            f"Der Link „{quote_text(quote)}“ soll zu einer Stelle springen, die es auf der Seite nicht gibt.",
            "Bitte die Sprungmarke prüfen: Sie ist die Überschrift in Kleinbuchstaben, zum Beispiel "
            "/datenschutz/#ihre-rechte",
        )


def _has_anchor(target: SiteTarget, site: BuiltSite) -> bool:
    path = target.path or ""
    fragment = target.fragment.partition(":~:")[0]
    file = f"{path}index.html" if path.endswith("/") or not path else path
    if not file.lower().endswith(_DOCUMENTS) or file not in site.files or not fragment or fragment.lower() == "top":
        return True
    decoded = unquote(fragment)
    return site.provides(resource_of(file, f"#{fragment}")) or site.provides(resource_of(file, f"#{decoded}"))


def _judge_document(document: Document, site: BuiltSite) -> Iterator[Finding]:
    if document.kind == "page":
        for name in sorted(name for name, times in Counter(document.ids).items() if times > 1):
            yield Finding(
                "links",
                document.path,
                name,
                f"Die Sprungmarke „{quote_text(name)}“ gibt es hier zweimal; ein Link träfe nur die erste.",
                "Bitte eine der beiden Überschriften anders schreiben.",
            )
    for address in document.text_addresses:
        yield from _make_findings(document.path, _judge_text_address(address, site))


def _judge_text_address(address: str, site: BuiltSite) -> Iterator[Verdict]:
    """Yield a dead address in a sitemap or feed, where our host belongs in front."""
    if kind_of(address, site.own_hosts) is not AddressKind.OWN:
        return
    path = path_of(address)
    if not any(_exists(path, base, site) for base in (site.base_path, "/")):
        yield _report_nowhere(path, address)


def _exists(address: str, base_path: str, site: BuiltSite) -> bool:
    path = resolve(address, "", base_path).path
    return path is not None and site.has_file(path)


def _judge_stylesheet(path: str, css: str, site: BuiltSite) -> Iterator[Finding]:
    for address in find_addresses(css):
        if isinstance(address, str) and kind_of(address, site.own_hosts) is AddressKind.LOCAL:
            yield from _make_findings(path, _judge_address(address, path, site))


def _make_findings(path: str, verdicts: Iterator[Verdict]) -> Iterator[Finding]:
    for verdict in verdicts:
        yield Finding("links", path, *verdict)


def _without_base(address: str, base_path: str) -> str:
    return f"/{address[len(base_path) :]}" if address.startswith(base_path) else address


def _report_nowhere(quote: str, address: str) -> Verdict:
    return quote, f"Die Adresse „{quote_text(address)}“ führt ins Leere: Dort ist nichts.", _CHECK_ADDRESS


def _report_slash(quote: str) -> Verdict:
    folder = not PurePosixPath(quote).suffix
    plain, mark, fragment = quote.partition("#")
    better = f"{plain}/{mark}{fragment}" if folder or mark else f"{quote}/"
    return (
        quote,
        f"Der Adresse „{quote_text(quote)}“ fehlt der Schrägstrich am Ende; nicht jeder Server findet sie so.",
        f"Bitte mit Schrägstrich schreiben: {better}",
    )


def _report_own_host(address: str) -> Verdict:
    return (
        address,
        f"„{quote_text(address)}“ nennt die Adresse dieser Website; aus einer Vorschau führte das hinaus.",
        f"Bitte ohne Adresse der eigenen Website schreiben, zum Beispiel: {quote_text(path_of(address))}",
    )
