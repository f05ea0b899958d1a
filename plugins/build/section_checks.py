"""Section checks: texts without a section, dead entries of menus, missing pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import cast

from plugins.content.settings.menu_schema import MENUS
from plugins.content.settings.sections import SECTIONS
from plugins.content.settings.site_settings import SiteSettings
from plugins.core.model import ContentItem
from plugins.core.problem import Problem
from plugins.core.urls import split_suffix
from plugins.embeds.site_services import SITE
from plugins.site.site import Site


def find_section_problems(items: Iterable[ContentItem], site: Site, settings: SiteSettings) -> Iterator[Problem]:
    """Yield a problem for each section with texts that is left out, or without its page."""
    folders = sorted((site.type_of[item.type].folder, item.source) for item in items)
    for name, section in site.chosen_sections.items():
        line = settings.lines.get(f"sections.{name}", 0)
        texts = [source for folder, source in folders if folder == name]
        if section is None and texts:
            yield Problem(
                SITE,
                line or 1,
                f"Den Bereich „{name}“ gibt es nicht, in content/{name}/ liegen aber Texte, zum Beispiel {texts[0]}.",
                f"Bitte die Texte entfernen, oder diese Angabe löschen: {name}: none",
                "no-section",
            )
        elif section is not None and section.is_page and line and not _has_page(section.address, site):
            yield Problem(
                SITE,
                line,
                f"Die Seite {section.address}, die „{name}“ nennt, fehlt.",
                f"Bitte anlegen: content/pages/{section.address.strip('/')}.md. Soll es sie nicht geben, schreiben "
                f"Sie: {name}: none",
                "no-section-page",
            )


def _has_page(address: str, site: Site) -> bool:
    return address in site.item_of or address in site.withdrawn_addresses


def find_dead_navigation(site: Site, settings: SiteSettings, known: frozenset[str]) -> Iterator[Problem]:
    """Yield a problem for each entry of a menu at whose address there is nothing."""
    for menu in MENUS:
        entries = cast("Iterable[Mapping[str, str]]", site.settings.get(menu, ()))
        for number, entry in enumerate(entries):
            address = split_suffix(entry["address"])[0]
            if address.startswith("/") and address not in known:
                yield Problem(
                    SITE,
                    settings.lines.get(f"{menu}.{number}", 1),
                    f"„{entry['title']}“ in der Navigation führt ins Leere: Unter {address} gibt es nichts.",
                    f"Bitte den Eintrag löschen{_moved_to(address, site)}.",
                    "dead-navigation",
                )


def _moved_to(address: str, site: Site) -> str:
    """Return the end of a sentence that says what else to do about *address*."""
    now = _present_address(address, site)
    return f", oder seine neue Adresse angeben: {now}" if now else ", oder die Seite dazu anlegen"


def _present_address(address: str, site: Site) -> str:
    """Return where the section is that usually stands at *address*, or ""."""
    section = next((site.sections[one.id] for one in SECTIONS if one.address == address), None)
    return section.address if section else ""
