"""Complete: the site is whole: a page to begin with, one for what is not there, the search."""

from __future__ import annotations

from collections.abc import Iterator

from plugins.publish.guards.case import GuardContext, Refusal

_NEEDED = {
    "index.html": "die Startseite",
    "404.html": "die Seite für falsche Adressen",
    "robots.txt": "robots.txt",
    "sitemap.xml": "die Liste aller Seiten (sitemap.xml)",
    "suche/index.html": "die Suche",
    "pagefind/de/pagefind.js": "das Verzeichnis der Suche",
}


def judge(case: GuardContext) -> Iterator[Refusal]:
    """Yield what is missing."""
    below = case.release.base_path.lstrip("/")
    for path, name in _NEEDED.items():
        if f"{below}{path}" not in case.release.own:
            yield Refusal(
                f"In der gebauten Website fehlt {name}.",
                "Bitte vollständig bauen, ohne --no-search: python3 tasks.py build",
            )
