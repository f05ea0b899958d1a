"""Does a page frame a foreign document? Only our own pages may be shown inside ours."""

from __future__ import annotations

from collections.abc import Iterator

from plugins.audit.addresses import AddressKind, kind_of, tidy
from plugins.audit.model.built_site import BuiltSite, Verdict
from plugins.audit.model.element import Element, words
from plugins.audit.model.finding import Finding, quote_text

_FRAME_TAGS = words("frame frameset object embed applet portal fencedframe controlledframe webview")
# Raw text to some browsers, markup to others: what stands inside cannot be vouched for.
_OBSOLETE = words("noframes noembed xmp plaintext bgsound layer ilayer isindex")
_HOSTLESS = frozenset(("page", "drawing", "xml"))
_REMEDY = "Bitte statt des Codes die Adresse des Beitrags allein in eine Zeile schreiben."


def check(site: BuiltSite) -> Iterator[Finding]:
    """Yield every element that shows a foreign document, also in noscript and template."""
    yield from site.check_elements("frames", _element, _HOSTLESS)
    yield from site.check_elements("frames", _in_feed, frozenset(("feed",)))


def _in_feed(element: Element, site: BuiltSite) -> Iterator[Verdict]:
    """Yield the same, but in a feed our own host belongs in front of our addresses."""
    yield from _element(element, site, site.own_hosts)


def _element(element: Element, _site: BuiltSite, own_hosts: frozenset[str] = frozenset()) -> Iterator[Verdict]:
    tag = element.tag.rpartition(":")[2]
    if tag in ("iframe", *_FRAME_TAGS) and not _is_ours(element, own_hosts):
        quote = element.get("src") or element.get("data") or element.get("srcdoc") or f"<{tag}"
        yield (
            quote,
            f"In der Seite öffnete sich ohne Klick ein fremdes Fenster: <{tag}> mit „{quote_text(quote)}“.",
            _REMEDY,
        )
    if tag in _OBSOLETE:
        yield (
            f"<{tag}",
            f"Die Seite enthält <{tag}>. Browser lesen verschieden, was darin steht.",
            "Bitte weglassen, oder Code zwischen zwei Zeilen mit je drei ` zeigen.",
        )


def _is_ours(element: Element, own_hosts: frozenset[str]) -> bool:
    address = element.get("src") or ""
    ours = bool(tidy(address)) and kind_of(address, own_hosts) in (AddressKind.LOCAL, AddressKind.OWN)
    return element.tag == "iframe" and ours and element.get("srcdoc") is None
