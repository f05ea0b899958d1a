"""Would opening a page, a picture or a feed contact anybody but us?"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import PurePosixPath

from plugins.audit.addresses import AddressKind, host_of, kind_of, scheme_of
from plugins.audit.files.stylesheets import find_addresses
from plugins.audit.model.built_site import BuiltSite, Verdict
from plugins.audit.model.element import Element, words
from plugins.audit.model.finding import Finding, quote_text
from plugins.audit.references import AddressReference, RequestTiming

# Schemes that a link may open besides a page: none of these runs code in the page or contacts anyone unasked.
_LINKED = words(
    "http https mailto tel sms geo webcal xmpp sip sips ftp ftps sftp news irc ircs matrix im callto fax "
    "openpgp4fpr urn doi maps magnet"
)
_HARMLESS_EQUIV = frozenset(
    ("", "content-type", "content-security-policy", "x-ua-compatible", "default-style", "refresh")
)
_LOADED_KEYS = frozenset(("src", "url", "start_url", "scope", "action", "serviceworker"))
_ANIMATIONS = frozenset(("animate", "set", "animatemotion", "animatetransform", "animatecolor"))
_TAKE_HOME = (
    "Bitte ein Bild oder einen Film herunterladen, unter content/media/ ablegen und mit /media/NAME "
    "einbinden; den Beitrag eines Netzwerks als bloße Adresse allein in eine Zeile schreiben."
)
_WRITE_LINK = "Bitte einen gewöhnlichen Link schreiben, zum Beispiel: [Zum Ministerium](https://www.beispiel.de/)"
_FORM = (
    "Bitte das Formular weglassen und zum Anbieter verlinken, zum Beispiel: [Zur Anmeldung](https://www.beispiel.de/)"
)
_DEVELOPERS = "Bitte weglassen. Steht das nicht in Ihrem Text, geben Sie es bitte an die Entwicklung weiter."


def check(site: BuiltSite) -> Iterator[Finding]:
    """Yield every request to another host before a click, however it is written."""
    own = site.own_hosts
    yield from site.check_elements("third-party", _element)
    yield from site.check_elements("third-party", _judge_references)
    for document in site.documents:
        for css in document.styles:
            yield from _judge_stylesheet(document.path, css, own)
        for address in document.text_addresses if document.kind == "feed" else ():
            if kind_of(address, own) not in (AddressKind.LOCAL, AddressKind.OWN):
                yield Finding("third-party", document.path, *_report_loading(address, "logo, icon"))
    for path, text in site.texts.items():
        suffix = PurePosixPath(path).suffix.lower()
        if suffix == ".css":
            yield from _judge_stylesheet(path, text, own)
        elif suffix == ".webmanifest" or PurePosixPath(path).name == "manifest.json":
            yield from _judge_manifest(path, text, own)


def _element(element: Element, _site: BuiltSite) -> Iterator[Verdict]:
    if element.tag == "base":
        yield _report_base(element.get("href") or "<base")
    if element.tag == "meta" and (found := _equiv(element)):
        yield (
            found,
            f"Die Seite gibt dem Browser eine Anweisung („{quote_text(found)}“), deren Folgen niemand kennt.",
            _DEVELOPERS,
        )
    if element.tag in _ANIMATIONS and _moves_address(element):
        what = element.get("attributename") or ""
        yield what, f"Eine Bewegung in einer Grafik tauscht Adressen aus („{quote_text(what)}“).", _DEVELOPERS


def _judge_references(element: Element, site: BuiltSite) -> Iterator[Verdict]:
    for reference in site.find_references(element):
        if verdict := _judge_reference(element, reference):
            yield verdict


def _equiv(meta: Element) -> str:
    name = (meta.get("http-equiv") or "").strip().lower()
    off = name == "x-dns-prefetch-control" and (meta.get("content") or "").strip().lower() == "off"
    return "" if off or name in _HARMLESS_EQUIV else name


def _moves_address(animation: Element) -> bool:
    name = (animation.get("attributename") or "").strip().lower().rpartition(":")[2]
    return name in ("href", "src", "style", "srcdoc") or name.startswith("on")


def _judge_reference(element: Element, reference: AddressReference) -> Verdict | None:
    """Return the objection to one address in an attribute, or None."""
    address, use, kind = reference.address, reference.use, reference.kind
    where = f"{element.tag} {reference.attribute}"
    if kind is None:
        return _report_unreadable_css(address)
    if kind is AddressKind.SCRIPTED or (kind is AddressKind.PICTURE and use is not RequestTiming.PICTURE):
        return _report_code(address, where)
    if use is RequestTiming.INERT or kind in (AddressKind.LOCAL, AddressKind.OWN, AddressKind.PICTURE):
        return None
    if use is RequestTiming.LINK:
        return None if scheme_of(address) in _LINKED or not scheme_of(address) else _report_unknown(address)
    if use is RequestTiming.SEND:
        return _report_form(address) if kind is AddressKind.FOREIGN else None
    if use is RequestTiming.UNKNOWN and (kind is not AddressKind.FOREIGN or not host_of(address)):
        return None
    return _report_loading(address, where)


def _judge_stylesheet(path: str, css: str, own: frozenset[str]) -> Iterator[Finding]:
    for address in find_addresses(css):
        if isinstance(address, str) and kind_of(address, own) not in (
            AddressKind.LOCAL,
            AddressKind.OWN,
            AddressKind.PICTURE,
        ):
            yield Finding("third-party", path, *_report_loading(address, "CSS"))


def _judge_manifest(path: str, text: str, own: frozenset[str]) -> Iterator[Finding]:
    try:
        waiting = [("", json.loads(text))]
    except (ValueError, RecursionError):
        return  # the check "unreadable" says so
    while waiting:
        key, value = waiting.pop()
        if isinstance(value, dict):
            waiting.extend(value.items())
        elif isinstance(value, list):
            waiting.extend((key, entry) for entry in value)
        elif (
            isinstance(value, str)
            and key in _LOADED_KEYS
            and kind_of(value, own) not in (AddressKind.LOCAL, AddressKind.OWN)
        ):
            yield Finding("third-party", path, *_report_loading(value, f"Manifest {key}"))


def _report_loading(address: str, where: str) -> Verdict:
    who = quote_text(host_of(address) or address)
    return (
        address,
        f"Schon beim Öffnen der Seite erführe „{who}“ davon: „{quote_text(address)}“ lädt ohne Klick ({where}).",
        _TAKE_HOME,
    )


def _report_base(address: str) -> Verdict:
    # Not even a local one: every relative address of the page would mean something else.
    return (
        address,
        f"„{quote_text(address)}“ (<base>) lenkte alle Bilder und Links der Seite an eine andere Stelle.",
        _DEVELOPERS,
    )


def _report_code(address: str, where: str) -> Verdict:
    return (
        address,
        f"Die Adresse „{quote_text(address)}“ führt nirgendwohin, sondern bringt Inhalt oder Code mit ({where}).",
        _WRITE_LINK,
    )


def _report_unknown(address: str) -> Verdict:
    return (
        address,
        f"Mit der Adresse „{quote_text(address)}“ können die Browser der Leserinnen und Leser nichts anfangen.",
        _WRITE_LINK,
    )


def _report_form(address: str) -> Verdict:
    return (
        address,
        f"Was jemand in das Formular schreibt, ginge an „{quote_text(host_of(address) or address)}“.",
        _FORM,
    )


def _report_unreadable_css(value: str) -> Verdict:
    return (
        value,
        f"Die Gestaltung „{quote_text(value)}“ lesen Browser verschieden; niemand weiß, was sie lädt.",
        _DEVELOPERS,
    )
