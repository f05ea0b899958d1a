"""Guards about the release alone: complete, audited, lawful, and nothing in it unpublished."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plugins.core.urls import path_of
from plugins.publish.guards.context import GuardContext, Refusal

_SHOWN_FINDINGS = 5
_REQUIRED_FILES = {
    "index.html": "die Startseite",
    "404.html": "die Seite für falsche Adressen",
    "robots.txt": "robots.txt",
    "sitemap.xml": "die Liste aller Seiten (sitemap.xml)",
}
_INDEX = "pagefind/de/pagefind.js"
_LOCAL_HOST = re.compile(rb"\blocalhost\b|\b127\.\d{1,3}\.\d{1,3}\.\d{1,3}\b|\[::1\]|\b0\.0\.0\.0\b", re.IGNORECASE)
# Our scripts name no host, and those of Pagefind take their own addresses apart.
_TEXTS = (".html", ".xml", ".json", ".ics", ".txt", ".css", ".webmanifest", "_redirects", "_headers", ".htaccess")
_PREVIEW = re.compile(rb"<[^>]*\bdata-preview\b", re.IGNORECASE)


def check_audit(context: GuardContext) -> Iterator[Refusal]:
    """Yield the findings of the audit in the bytes that go out, the first few in full."""
    for finding in context.findings[:_SHOWN_FINDINGS]:
        yield Refusal(f"Die Prüfung hat etwas gefunden: {finding}", "Bitte beheben und neu bauen.")
    if len(context.findings) > _SHOWN_FINDINGS:
        yield Refusal(
            f"Die Prüfung hat noch {len(context.findings) - _SHOWN_FINDINGS} weitere Fehler gefunden.",
            "Bitte alle ansehen: python3 tasks.py build",
        )


def check_completeness(context: GuardContext) -> Iterator[Refusal]:
    """Yield each missing file that every site needs, such as the start page and the search."""
    below = context.release.base_path.lstrip("/")
    search = {path_of(context.search): "die Suche", _INDEX: "das Verzeichnis der Suche"} if context.search else {}
    for path, name in {**_REQUIRED_FILES, **search}.items():
        if f"{below}{path}" not in context.release.own:
            yield Refusal(
                f"In der gebauten Website fehlt {name}.",
                "Bitte vollständig bauen, ohne --no-search: python3 tasks.py build",
            )


def check_legal_pages(context: GuardContext) -> Iterator[Refusal]:
    """Yield each missing page that the law asks for."""
    for address in context.legal:
        if not context.has(address):
            yield Refusal(
                f"Die vorgeschriebene Seite {address} fehlt.",
                "Bitte die Seite in content/pages/ wiederherstellen; ohne sie darf die Website nicht erscheinen.",
            )


def check_open_facts(context: GuardContext) -> Iterator[Refusal]:
    """Yield each fact that a law asks for and that is still missing."""
    for fact in context.open_facts:
        where = f"{fact.file}:{fact.line}"
        yield Refusal(f"{where}: {fact.message}", f"{fact.remedy} Ohne diese Angabe darf die Website nicht erscheinen.")


def check_drafts(context: GuardContext) -> Iterator[Refusal]:
    """Yield each draft in the release, and each text that is not yet due."""
    for address in sorted(context.unpublished):
        if context.has(address):
            yield Refusal(
                f"Unter {address} steht ein Text, der noch nicht erscheinen soll.",
                "Bitte neu bauen: python3 tasks.py build",
            )


def check_preview(context: GuardContext) -> Iterator[Refusal]:
    """Yield a refusal if this is a preview rather than the site."""
    if any(_PREVIEW.search(page) for _, page in context.texts("index.html")):
        yield Refusal("Das ist eine Vorschau und nicht die Website.", "Bitte ohne --preview bauen.")


def check_local_hosts(context: GuardContext) -> Iterator[Refusal]:
    """Yield each file with an address of the machine that the reader sits at."""
    for path, content in context.texts(*_TEXTS):
        if found := _LOCAL_HOST.search(content):
            yield Refusal(
                f"In „{path}“ steht die Adresse eines eigenen Rechners: {found[0].decode()}.",
                "Bitte durch die öffentliche Adresse ersetzen; beim Bauen gilt „address“ in content/site.yaml.",
            )
