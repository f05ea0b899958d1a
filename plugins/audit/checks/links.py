"""Does every address on this site lead somewhere, in the one form we use?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import PurePosixPath
from urllib.parse import unquote

from plugins.audit.addresses import AddressKind, SiteTarget, host_of, kind_of, path_of, resolve, tidy
from plugins.audit.files.read import HTML, XML
from plugins.audit.files.stylesheets import addresses
from plugins.audit.model.element import Element, words
from plugins.audit.model.finding import Finding, quote_text
from plugins.audit.model.site import Document, FinishedSite, Offer, Verdict, provide
from plugins.audit.references import AddressReference, RequestTiming

_ADDRESSED = words(
    "href xlink:href src srcset imagesrcset poster action formaction data background manifest longdesc content"
)
_DOCUMENTS = tuple(HTML | XML)
_CHECK_ADDRESS = (
    "Bitte die Adresse prüfen, zum Beispiel: /aktuelles/breitbandgedoens/ für einen Beitrag oder "
    "/media/moor.jpg für ein Bild."
)


def check(site: FinishedSite) -> Iterator[Finding]:
    """Yield dead addresses and anchors, addresses with our own host, and doubled anchors."""
    yield from site.find_elements("links", _anywhere)
    yield from site.find_elements("links", _own_hosts, frozenset(("page", "drawing")))
    yield from site.find_elements("links", _in_feeds, frozenset(("feed",)))
    relative = site.each(_relative)
    for document in site.documents:
        with site.as_asker(document.path):
            for element in document.elements:
                for address in relative.get(element, ()):
                    if address.startswith("#") and document.kind != "page":
                        continue  # a drawing shows itself all the same, and a feed quotes half a page
                    yield from _found(document.path, _dead(address, document.path, site))
            yield from _document(document, site)
    for path, text in site.texts.items():
        if path.endswith(".css"):
            with site.as_asker(path):
                yield from _stylesheet(path, text, site)


def provides(site: FinishedSite) -> Iterator[Offer]:
    """Yield every place in a document that a link can lead to."""
    for document in site.documents:
        for anchor in document.anchors:
            yield document.path, provide(document.path, f"#{anchor}")


def _anywhere(element: Element, site: FinishedSite) -> Iterator[Verdict]:
    """Yield what is wrong with the addresses that mean the same on every page."""
    for reference in _addressed(element, site):
        address, kind = reference.address, reference.kind
        if kind is AddressKind.LOCAL and _from_root(address):
            yield from _dead(address, "", site)
        elif kind is AddressKind.FOREIGN and not host_of(address):
            yield _nowhere(address, address)
    for name, value in element.attributes:
        if name in ("href", "src", "poster", "action") and not tidy(value) and not _may_be_empty(element):
            yield f"{name}=", f'Eine Adresse ist leer geblieben (<{element.tag} {name}="">).', _CHECK_ADDRESS


def _own_hosts(element: Element, site: FinishedSite) -> Iterator[Verdict]:
    for reference in _addressed(element, site):
        quiet = element.tag == "link" and reference.use is RequestTiming.LINK  # canonical, alternate
        if not quiet and reference.kind is AddressKind.OWN:
            yield _own_host(reference.address)


def _in_feeds(element: Element, site: FinishedSite) -> Iterator[Verdict]:
    for reference in _addressed(element, site):
        yield from _mention(reference.address, site)


def _relative(element: Element, site: FinishedSite) -> Iterator[str]:
    for reference in _addressed(element, site):
        address = reference.address
        if reference.kind is AddressKind.LOCAL and not _from_root(address) and tidy(address):
            yield address


def _addressed(element: Element, site: FinishedSite) -> Iterator[AddressReference]:
    for reference in site.references(element):
        if reference.use is not RequestTiming.INERT and reference.attribute in _ADDRESSED:
            yield reference


def _from_root(address: str) -> bool:
    return tidy(address).startswith(("/", "\\"))


def _may_be_empty(element: Element) -> bool:
    return "-" in element.tag or element.tag in ("base", "meta")


def _dead(address: str, page: str, site: FinishedSite) -> Iterator[Verdict]:
    """Yield why the local *address* leads nowhere when it stands in the file *page*."""
    target = resolve(address, page, site.base_path)
    quote = _without_base(address, site.base_path)
    if page == "404.html" and not tidy(address).startswith(("#", "?")) and not _from_root(address):
        yield (
            quote,
            f"Die Adresse „{quote_text(address)}“ gilt nur an einer Stelle; diese Seite erscheint überall.",
            "Bitte an die Entwicklung weitergeben: Auf 404.html beginnen Adressen mit dem Grundpfad.",
        )
    elif target.path is None:
        yield _nowhere(quote, address)
    elif not site.has(target.path):
        yield _no_slash(quote) if site.has(f"{target.path}/") else _nowhere(quote, address)
    elif not _has_anchor(target, site):
        yield (
            quote,
            f"Der Link „{quote_text(quote)}“ soll zu einer Stelle springen, die es auf der Seite nicht gibt.",
            "Bitte die Sprungmarke prüfen: Sie ist die Überschrift in Kleinbuchstaben, zum Beispiel "
            "/datenschutz/#ihre-rechte",
        )


def _has_anchor(target: SiteTarget, site: FinishedSite) -> bool:
    path = target.path or ""
    fragment = target.fragment.partition(":~:")[0]
    file = f"{path}index.html" if path.endswith("/") or not path else path
    if not file.lower().endswith(_DOCUMENTS) or file not in site.files or not fragment or fragment.lower() == "top":
        return True
    decoded = unquote(fragment)
    return site.provides(provide(file, f"#{fragment}")) or site.provides(provide(file, f"#{decoded}"))


def _document(document: Document, site: FinishedSite) -> Iterator[Finding]:
    if document.kind == "page":
        for name in sorted(name for name, times in Counter(document.ids).items() if times > 1):
            yield Finding(
                "links",
                document.path,
                name,
                f"Die Sprungmarke „{quote_text(name)}“ gibt es hier zweimal; ein Link träfe nur die erste.",
                "Bitte eine der beiden Überschriften anders schreiben.",
            )
    for address in document.mentions:
        yield from _found(document.path, _mention(address, site))


def _mention(address: str, site: FinishedSite) -> Iterator[Verdict]:
    """Yield a dead address in a sitemap or feed, where our host belongs in front."""
    if kind_of(address, site.own_hosts) is not AddressKind.OWN:
        return
    path = path_of(address)
    if not any(_exists(path, base, site) for base in (site.base_path, "/")):
        yield _nowhere(path, address)


def _exists(address: str, base_path: str, site: FinishedSite) -> bool:
    path = resolve(address, "", base_path).path
    return path is not None and site.has(path)


def _stylesheet(path: str, css: str, site: FinishedSite) -> Iterator[Finding]:
    for address in addresses(css):
        if isinstance(address, str) and kind_of(address, site.own_hosts) is AddressKind.LOCAL:
            yield from _found(path, _dead(address, path, site))


def _found(path: str, verdicts: Iterator[Verdict]) -> Iterator[Finding]:
    for verdict in verdicts:
        yield Finding("links", path, *verdict)


def _without_base(address: str, base_path: str) -> str:
    return f"/{address[len(base_path) :]}" if address.startswith(base_path) else address


def _nowhere(quote: str, address: str) -> Verdict:
    return quote, f"Die Adresse „{quote_text(address)}“ führt ins Leere: Dort ist nichts.", _CHECK_ADDRESS


def _no_slash(quote: str) -> Verdict:
    folder = not PurePosixPath(quote).suffix
    plain, mark, fragment = quote.partition("#")
    better = f"{plain}/{mark}{fragment}" if folder or mark else f"{quote}/"
    return (
        quote,
        f"Der Adresse „{quote_text(quote)}“ fehlt der Schrägstrich am Ende; nicht jeder Server findet sie so.",
        f"Bitte mit Schrägstrich schreiben: {better}",
    )


def _own_host(address: str) -> Verdict:
    return (
        address,
        f"„{quote_text(address)}“ nennt die Adresse dieser Website; aus einer Vorschau führte das hinaus.",
        f"Bitte ohne Adresse der eigenen Website schreiben, zum Beispiel: {quote_text(path_of(address))}",
    )
