"""Is there code or style in a page, which our content security policy forbids?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from plugins.audit.checks.unreadable import json_error
from plugins.audit.model.built_site import BuiltSite, Verdict
from plugins.audit.model.document import Document
from plugins.audit.model.element import Element
from plugins.audit.model.finding import Finding, quote_text

_HANDLER = re.compile(r"on[a-z]+\Z")
# A drawing may bring its own style: as a picture it is shown by other rules than a page.
_STYLED_FROM_OUTSIDE = frozenset(("page", "feed", "xml"))
_DATA = "application/ld+json"
_TEXT = "Bitte den Code weglassen; zeigen lässt er sich zwischen zwei Zeilen mit je drei `."
_STYLE = "Bitte die Angabe weglassen: Die Gestaltung kommt aus theme/static/css/."
_DEVELOPERS = "Bitte an die Entwicklung weitergeben: plugins/core/ und theme/templates/."


def check(site: BuiltSite) -> Iterator[Finding]:
    """Yield scripts, handlers and styles within pages, and data blocks that are no clean JSON."""
    yield from site.check_elements("inline", _element)
    yield from site.check_elements("inline", _style, _STYLED_FROM_OUTSIDE)
    for document in site.documents:
        yield from _scripts(document)


def _element(element: Element, _site: BuiltSite) -> Iterator[Verdict]:
    kind = (element.get("type") or "").strip().lower()
    sources = (element.get("src"), element.get("href"), element.get("xlink:href"))
    if element.tag == "script" and kind != _DATA and not any(sources):
        yield "<script", "In der Seite steht ein Programm, das sofort liefe (<script>).", _TEXT
    for name, value in element.attributes:
        if _HANDLER.match(name):
            message = f"In der Seite steht ein Programm, das von selbst liefe: {name}=„{quote_text(value)}“."
            yield value or name, message, _TEXT


def _style(element: Element, _site: BuiltSite) -> Iterator[Verdict]:
    if element.tag == "style":
        yield (
            "<style",
            "In der Seite steht eine eigene Gestaltung (<style>). Der Browser ließe sie weg.",
            _STYLE,
        )
    if (value := element.get("style")) is not None:
        message = f"In der Seite steht die Gestaltung style=„{quote_text(value)}“. Der Browser ließe sie weg."
        yield value or "style=", message, _STYLE


def _scripts(document: Document) -> Iterator[Finding]:
    for kind, text in document.scripts:
        quote = text.strip()[:60]
        if kind != _DATA:
            message = f"In der Seite steht ein Programm, das sofort liefe: „{quote_text(text)}“."
            yield Finding("inline", document.path, quote, message, _TEXT)
        elif (wrong := json_error(text)) or "</" in text or "<!--" in text:
            reason = wrong or "„</“ oder „<!--“ kann sie vorzeitig beenden"
            message = f"Die Angaben für Suchmaschinen sind nicht zu lesen ({reason})."
            yield Finding("inline", document.path, quote, message, _DEVELOPERS)
