"""Can readers know, and take back, what each placeholder asks them to agree to?"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from plugins.audit.element import Element
from plugins.audit.finding import Finding
from plugins.audit.site import Site, Verdict
from plugins.services import Service, load_all

PRIVACY = "datenschutz/index.html"


def check(site: Site) -> Iterator[Finding]:
    """Yield placeholders of unknown services, frames at hosts the registry does not name, services nobody explains."""
    services = {service.id: service for service in load_all()}
    privacy = site.by_path.get(PRIVACY)
    explained = privacy.anchors if privacy else frozenset()
    switches = {element.get("value") for element in privacy.elements if _is_switch(element)} if privacy else set()

    def judge(element: Element) -> Iterator[Verdict]:
        if element.tag != "consent-embed":
            return
        name = element.get("service") or ""
        yield from _frame(element, services.get(name))
        if element.get("src") and not (f"dienst-{name}" in explained and name in switches):
            yield (
                name,
                f"Die Seite /datenschutz/ nennt den Dienst „{name}“ nicht, oder nicht mit seinem Schalter.",
                "Bitte in content/pages/datenschutz.md angeben: template: privacy",
            )

    yield from site.judged("consent", judge)


def _frame(element: Element, service: Service | None) -> Iterator[Verdict]:
    address = element.get("src")
    parts = urlsplit(address or "")
    named = service.frame_hosts if service else ()
    if service is None or (address is not None and (parts.scheme != "https" or parts.netloc not in named)):
        yield (
            address or element.get("service") or "<consent-embed",
            "Ein Platzhalter führte nach dem Klick zu jemandem, den seine Angaben nicht nennen.",
            "Bitte statt des Platzhalters die Adresse des Beitrags allein in eine Zeile schreiben, zum Beispiel: "
            "https://www.youtube.com/watch?v=O55virF5xk4",
        )


def _is_switch(element: Element) -> bool:
    return element.tag == "button" and element.get("role") == "switch"
