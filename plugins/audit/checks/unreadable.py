"""Can everything be read that a browser would have to read?"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import PurePosixPath

from plugins.audit.files.stylesheets import UnreadableStyle, find_addresses
from plugins.audit.model.built_site import BuiltSite
from plugins.audit.model.finding import Finding, quote_text

_JSON = frozenset((".json", ".webmanifest", ".map"))
_DEVELOPERS = "Bitte an die Entwicklung weitergeben."
_STYLE = "Bitte die Angabe weglassen: Die Gestaltung kommt aus theme/static/css/."
_REMEDY = "Bitte die Datei neu speichern, als UTF-8, oder durch eine andere ersetzen."


def check(site: BuiltSite) -> Iterator[Finding]:
    """Yield every file that browsers could not read, or might read differently from us."""
    for flaw in site.unreadable:
        message = (
            f"Die Datei „{quote_text(flaw.path)}“ bliebe für Leserinnen und Leser leer: {quote_text(flaw.reason)}."
        )
        yield Finding("unreadable", flaw.path, flaw.path.rpartition("/")[2], message, _REMEDY)
    for path, text in site.texts.items():
        suffix = PurePosixPath(path).suffix.lower()
        if suffix in _JSON and (wrong := json_error(text)):
            message = f"Die Datei „{quote_text(path)}“ ist kein richtiges JSON ({wrong})."
            yield Finding("unreadable", path, "", message, _DEVELOPERS)
        if suffix == ".css":
            yield from _stylesheet(path, text)
    for document in site.documents:
        for css in document.styles:
            yield from _stylesheet(document.path, css, within=True)


def json_error(text: str) -> str:
    """Return the error in *text* that keeps it from being JSON, or ""."""
    try:
        json.loads(text, parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        return quote_text(str(error))
    return ""


def _refuse(name: str) -> float:
    raise ValueError(f"{name} gibt es in JSON nicht")


def _stylesheet(path: str, css: str, *, within: bool = False) -> Iterator[Finding]:
    """Yield each unreadable place in a style sheet, which may stand *within* the page *path*."""
    kinds = {found.kind for found in find_addresses(css) if isinstance(found, UnreadableStyle)}
    if css.lstrip().lower().startswith("@charset") and '"utf-8"' not in css[:40].lower():
        kinds.add("@charset")
    quote = next(iter(css.split("\n")), "").strip() or "<style"
    for kind in sorted(kinds):
        message = (
            f"Die Gestaltung in „{quote_text(path)}“ ist an einer Stelle nicht lesbar ({kind}); dort hört sie auf."
        )
        yield Finding("unreadable", path, quote if within else "", message, _STYLE if within else _DEVELOPERS)
