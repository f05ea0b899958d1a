"""Can readers see, and take back, the consent that each placeholder asks them for?"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from plugins.audit.model.built_site import BuiltSite, Verdict
from plugins.audit.model.dependencies import ProvidedResource, resource_of
from plugins.audit.model.element import Element
from plugins.audit.model.finding import Finding
from plugins.embeds.services import Service

PRIVACY = "datenschutz/index.html"


def check(site: BuiltSite) -> Iterator[Finding]:
    """Yield placeholders of unknown services or with unknown hosts, and unexplained services."""
    yield from site.check_elements("consent", _element)


def provides(site: BuiltSite) -> Iterator[ProvidedResource]:
    """Yield each service that the privacy page explains and switches."""
    privacy = site.document_of.get(PRIVACY)
    switches = {element.get("value") for element in privacy.elements if _is_switch(element)} if privacy else set()
    for name in filter(None, switches):
        if privacy and f"dienst-{name}" in privacy.anchors:
            yield PRIVACY, _explanation_of(name)


def _element(element: Element, site: BuiltSite) -> Iterator[Verdict]:
    if element.tag != "consent-embed":
        return
    name = element.get("service") or ""
    yield from _judge_frame(element, site.context.find_service(name))
    if element.get("src") and not site.provides(_explanation_of(name)):
        yield (
            name,
            f"Die Seite /datenschutz/ nennt den Dienst „{name}“ nicht, oder nicht mit seinem Schalter.",
            "Bitte in content/pages/datenschutz.md angeben: template: privacy",
        )


def _explanation_of(service: str) -> str:
    return resource_of(PRIVACY, f"explains {service}")


def _judge_frame(element: Element, service: Service | None) -> Iterator[Verdict]:
    address = element.get("src")
    parts = urlsplit(address or "")
    is_named = service is not None and service.is_frame_host(parts.netloc)
    if service is None or (address is not None and not (parts.scheme == "https" and is_named)):
        yield (
            address or element.get("service") or "<consent-embed",
            "Ein Platzhalter führte nach dem Klick zu jemandem, den seine Angaben nicht nennen.",
            "Bitte statt des Platzhalters die Adresse des Beitrags allein in eine Zeile schreiben.",
        )


def _is_switch(element: Element) -> bool:
    return element.tag == "button" and element.get("role") == "switch"
