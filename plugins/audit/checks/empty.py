"""Is there a site at all, and is every page one that can be read, named and spoken?"""

from __future__ import annotations

from collections.abc import Iterator

from plugins.audit.model.element import Element
from plugins.audit.model.finding import Finding
from plugins.audit.model.site import Document, FinishedSite, Verdict

_DEVELOPERS = "Bitte an die Entwicklung weitergeben: Das steht in den Vorlagen unter theme/templates/."


def check(site: FinishedSite) -> Iterator[Finding]:
    """Yield what is missing from the site as a whole or from a page."""
    if "index.html" not in site.files:
        which = "keine Startseite (index.html)" if site.pages else "keine einzige Seite"
        yield Finding(
            "empty",
            "index.html",
            "",
            f"Die gebaute Website hat {which}. Wer sie aufruft, sieht nichts.",
            "Bitte den Bau wiederholen und auf Meldungen achten: python3 tasks.py build",
        )
    for page in site.pages:
        yield from _page(page)
    yield from site.find_elements("empty", _charset)


def _page(page: Document) -> Iterator[Finding]:
    if not page.title:
        yield Finding(
            "empty",
            page.path,
            "<title",
            "Die Seite hat keinen Titel. Im Browser und in Suchergebnissen stünde nur die Adresse.",
            "Bitte vorne im Text einen Titel angeben, zum Beispiel: title: Mitmachen",
        )
    if not page.heading:
        yield Finding(
            "empty",
            page.path,
            "<h1",
            "Die Seite hat keine Hauptüberschrift. Wer sie sich vorlesen lässt, erfährt nicht, wo er ist.",
            "Bitte vorne im Text einen Titel angeben, zum Beispiel: title: Mitmachen",
        )
    if not page.lang:
        yield Finding(
            "empty",
            page.path,
            "<html",
            "Die Seite nennt ihre Sprache nicht. Ein Vorleseprogramm spräche sie vielleicht englisch aus.",
            _DEVELOPERS,
        )


def _charset(element: Element, _site: FinishedSite) -> Iterator[Verdict]:
    if element.tag != "meta":
        return
    told = element.get("charset")
    if told is None and (element.get("http-equiv") or "").lower() == "content-type":
        told = (element.get("content") or "").lower().rpartition("charset=")[2]
    if told is not None and told.strip().lower() not in ("utf-8", "utf8"):
        yield (
            told,
            f"Die Seite behauptet, in „{told}“ geschrieben zu sein. Umlaute wären nicht zu lesen.",
            _DEVELOPERS,
        )
