"""Withdrawal checks: links to withdrawn texts, and pages that nobody may withdraw."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import cast

from plugins.content.settings.menu_schema import MENUS
from plugins.content.settings.site_settings import SiteSettings, pages_by_law
from plugins.core.model import ContentItem
from plugins.core.problem import Problem, Severity
from plugins.core.urls import path_of, resolve, split_suffix
from plugins.embeds.site_services import SITE
from plugins.site.site import Site
from plugins.site.withdrawn import withdrawal_of

_ALSO_GONE = {"en": "The original has been withdrawn, too."}  # other texts are in German


def find_withdrawal_problems(site: Site, items: Iterable[ContentItem], settings: SiteSettings) -> Iterator[Problem]:
    """Yield the problems that withdrawn texts bring about, in *items* with bodies and elsewhere."""
    required = pages_by_law(site.settings)
    for item in site.withdrawn:
        if path_of(item.address).removesuffix("index.html") in required:
            yield _legal(item)
    if site.withdrawn:
        yield from find_links(site, items)
        yield from _find_menu_entries(site, settings)


def find_links(site: Site, items: Iterable[ContentItem]) -> Iterator[Problem]:
    """Yield a warning for each place of *items* that leads to a withdrawn text."""
    gone = {item.address: item for item in site.withdrawn}
    for item in items if gone else ():
        for link in item.body.links:
            if _leads_to(link.target, item, site) in gone:
                yield _warning(
                    item.source,
                    link.line,
                    f"Der Verweis auf „{link.target}“ führt zu einem zurückgezogenen Beitrag.",
                    "Bitte den Verweis löschen oder auf einen anderen Beitrag richten.",
                )
        if _leads_to(str(item.fields.get("event", "")), item, site) in gone:
            message = f"Die Veranstaltung „{item.fields['event']}“ ist zurückgezogen."
            yield _warning(item.source, item.lines.get("event", 1), message, "Bitte diese Zeile löschen.")
        if _leads_to(str(item.fields.get("register", "")), item, site) in gone:
            yield _registration(item)
        if original := gone.get(_leads_to(item.translates, item, site)):
            yield _translation_left(item, original)


def _leads_to(target: str, item: ContentItem, site: Site) -> str:
    return split_suffix(resolve(target, item.source, site.sources) or "")[0] if target else ""


def _registration(item: ContentItem) -> Problem:
    return _warning(
        item.source,
        item.lines.get("register", 1),
        f"Zur Anmeldung geht es nach „{item.fields['register']}“, und der Beitrag dort ist zurückgezogen.",
        "Bitte angeben, wo man sich nun anmeldet, oder diese Zeile löschen.",
    )


def _translation_left(item: ContentItem, original: ContentItem) -> Problem:
    day = withdrawal_of(original).day
    sentence = _ALSO_GONE.get(item.lang, "Auch das Original ist zurückgezogen.")
    return Problem(
        item.source,
        item.lines.get("translates", 1),
        f"Das Original „{item.translates}“ ist zurückgezogen, diese Übersetzung steht noch.",
        "Soll sie bleiben, löschen Sie bitte diese Zeile. Sonst ergänzen Sie, mit dem Grund, zum Beispiel: "
        f'withdrawn: {{day: {day}, text: "{sentence}"}}',
        "withdrawn-original",
        Severity.WARNING,
    )


def _find_menu_entries(site: Site, settings: SiteSettings) -> Iterator[Problem]:
    gone = {item.address for item in site.withdrawn}
    for menu in MENUS:
        for number, entry in enumerate(cast("Iterable[Mapping[str, str]]", site.settings.get(menu, ()))):
            if split_suffix(entry["address"])[0] in gone:
                message = f"„{entry['title']}“ in der Navigation führt zu einem zurückgezogenen Beitrag."
                yield _warning(SITE, settings.lines.get(f"{menu}.{number}", 1), message, "Bitte den Eintrag löschen.")


def _warning(file: str, line: int, message: str, remedy: str) -> Problem:
    return Problem(file, line, message, remedy, "withdrawn-target", Severity.WARNING)


def _legal(item: ContentItem) -> Problem:
    return Problem(
        item.source,
        item.lines.get("withdrawn", 1),
        "Diese Seite verlangt das Gesetz; sie lässt sich nicht zurückziehen.",
        "Bitte die Angabe „withdrawn“ löschen und stattdessen den Text berichtigen.",
        "withdrawn-by-law",
    )
