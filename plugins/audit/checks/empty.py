"""Is there a site at all, and is every page one that can be read, named and spoken?"""

from __future__ import annotations

from collections.abc import Iterator

from plugins.audit.model.built_site import BuiltSite, Verdict
from plugins.audit.model.document import Document
from plugins.audit.model.element import Element
from plugins.audit.model.finding import Finding

_DEVELOPERS = "Bitte an die Entwicklung weitergeben: Das steht in den Vorlagen unter theme/templates/."


def check(site: BuiltSite) -> Iterator[Finding]:
    """Yield the absence of a start page, and of title, heading, language or UTF-8 in a page."""
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
    yield from site.check_elements("empty", _charset)


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


def _charset(element: Element, _site: BuiltSite) -> Iterator[Verdict]:
    if element.tag != "meta":
        return
    charset = element.get("charset")
    if charset is None and (element.get("http-equiv") or "").lower() == "content-type":
        charset = (element.get("content") or "").lower().rpartition("charset=")[2]
    if charset is not None and charset.strip().lower() not in ("utf-8", "utf8"):
        yield (
            charset,
            f"Die Seite behauptet, in „{charset}“ geschrieben zu sein. Umlaute wären nicht zu lesen.",
            _DEVELOPERS,
        )
