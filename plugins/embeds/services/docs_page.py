"""Table of all services for people.

`python -m plugins.embeds.services.docs_page` writes docs/einbettungen.md.
"""

from __future__ import annotations

from collections.abc import Iterator

from plugins.core.project import ROOT
from plugins.embeds.services import Service, load_all

FILE = ROOT / "docs" / "einbettungen.md"
_INTRODUCTION = """\
# Was sich einbetten lässt

Diese Seite entsteht aus `plugins/embeds/services/*.yaml`. Bitte nicht von Hand ändern, sondern neu schreiben lassen:
`python -m plugins.embeds.services.docs_page`.

Eine Adresse allein in einer Zeile, ein Link allein in einem Absatz oder der eingefügte Code wird zum Platzhalter. Erst
nach einem Klick lädt der Browser etwas von den genannten Servern.

| Dienst | Arten | Server nach dem Klick | verglichen am |
|---|---|---|---|
"""
_LEGEND = """
In den Formen steht `{main}` für die Server des Dienstes, wie sie in seiner Datei stehen, `{id}` und anderes für einen
Wert; `[x]` darf fehlen, `(a|b)` heißt: das eine oder das andere.
"""


def render_page(services: tuple[Service, ...]) -> str:
    """Return the whole page in Markdown."""
    rows = "".join(f"{_row(service)}\n" for service in services)
    return _INTRODUCTION + rows + _LEGEND + "".join(f"\n{_section(service)}" for service in services)


def _row(service: Service) -> str:
    name = service.name if service.default else f"{service.name} (nur wenn unter `services` genannt)"
    kinds = ", ".join(kind.label for kind in service.kinds.values())
    hosts = ", ".join(f"`{host}`" for host in service.hosts)
    return f"| {name} | {kinds} | {hosts} | {service.checked or 'noch nicht'} |"


def _section(service: Service) -> str:
    return f"## {service.name}\n\n" + "\n".join((*_forms(service), *_codes(service))) + "\n"


def _forms(service: Service) -> Iterator[str]:
    for form in service.forms:
        only = ", nur im Code" if form.code_only else ", nur als unser Auftritt" if form.account_only else ""
        link = "" if form.src else ", nur als Link"
        for pattern in form.patterns:
            yield f"- {service.kinds[form.kind].label}{only}{link}: `{pattern.text}`"


def _codes(service: Service) -> Iterator[str]:
    for code in service.codes:
        yield f"- Code: `{code.selector.text}` mit der Adresse aus {', '.join(f'`{place}`' for place in code.address)}"
    for wrapping in service.wrappings:
        yield f"- Code: `<iframe>` von `{wrapping.pattern.text}` mit der Adresse aus `{wrapping.address}`"
    yield "- Code: `<iframe>` mit einer der Adressen oben"


def main() -> None:
    """Write the page."""
    FILE.write_text(render_page(load_all()), encoding="utf-8")


if __name__ == "__main__":
    main()
