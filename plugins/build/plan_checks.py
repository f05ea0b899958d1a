"""Plan checks: problems that need the whole site: its age, its links, its addresses."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import cast

from plugins.build import section_checks, withdrawal_checks
from plugins.content import crosschecks, subjects
from plugins.content.library import Library
from plugins.content.picture_targets import find_false_pictures
from plugins.content.schema.moments import parse_date
from plugins.content.settings.site_settings import SiteSettings
from plugins.core.dates import day_of
from plugins.core.model import ContentItem, Embed, Renditions
from plugins.core.output import Output
from plugins.core.problem import Problem, Severity
from plugins.core.project import IS_INSTALLED
from plugins.core.site_part import SitePart
from plugins.core.urls import address_of
from plugins.embeds.services import HERE, Service
from plugins.embeds.site_services import LIST, SITE
from plugins.site.feeds import text_files
from plugins.site.site import Site
from plugins.site.template_filters import datum

_YEAR = 365  # days
_NEAR = Fraction(7, 10)  # 4:3 is near enough to 16:9, a square is not
_STANDS_THERE = "eine feste Seite der Website"


def body_problems(items: Iterable[ContentItem], settings: SiteSettings) -> list[Problem]:
    """Return the problems of the bodies of *items*, some with the place of the services' list."""
    shown = list(items)
    places = {"unlisted-service": ((SITE, settings.lines[LIST]),)} if LIST in settings.lines else {}
    return [
        replace(remark, file=item.source, places=places.get(remark.code, ()))
        for item in shown
        for remark in item.body.problems
    ] + list(find_false_pictures(shown))


def poster_warnings(
    items: Iterable[ContentItem], services: Iterable[Service], pictures: Mapping[str, Renditions]
) -> Iterator[Problem]:
    """Yield a warning for each picture before an embed that has another form than that."""
    kinds = {(service.id, name): kind for service in services for name, kind in service.kinds.items()}
    for item in items:
        lines = {note.poster: note.poster_line for note in item.embed_notes}
        film = cast("Embed | None", item.fields.get("embed"))
        for embed in (*item.body.embeds, *([film] if film else [])):
            picture = pictures.get(embed.poster.src) if embed.poster else None
            ratio = embed.ratio or kinds[embed.service, embed.kind].ratio
            if picture and ratio and embed.poster:
                line = lines.get(embed.poster, item.lines.get("poster", 1))
                yield from _misfit(item.source, line, picture, Fraction(ratio.replace(" ", "")))


def _misfit(file: str, line: int, picture: Renditions, ratio: Fraction) -> Iterator[Problem]:
    form = Fraction(picture.width, picture.height)
    if min(form / ratio, ratio / form) < _NEAR:
        width = 1280 if ratio > 1 else 720
        yield Problem(
            file,
            line,
            f"Das Standbild „{picture.address}“ ({picture.width} × {picture.height} Bildpunkte) hat eine andere Form "
            f"als der Inhalt ({ratio.numerator}:{ratio.denominator}); es füllt seinen Platz nicht.",
            f"Bitte ein Bild dieser Form nehmen, zum Beispiel mit {width} × {round(width / ratio)} Bildpunkten.",
            "poster-shape",
            Severity.WARNING,
        )


def age_warnings(read: Library, services: tuple[Service, ...], day: dt.date) -> Iterator[Problem]:
    """Yield a warning for each fact that was last compared with its source long ago, or never."""
    security = read.settings.values["security"]
    expires = parse_date(str(security["expires"])) if isinstance(security, Mapping) else None
    line = read.settings.lines.get("security.expires", 1)
    yield from text_files.check_expiry(
        expires or day, day, "content/site.yaml", line, lambda text: read.settings.say_line("security.expires", text)
    )
    yield from _statement_warnings(read, day)
    yield from (one for one in (*_law_warnings(read, day), *_service_warnings(services, day)) if not _is_for_us(one))


def _is_for_us(problem: Problem) -> bool:
    """Return whether only the maintainers of an installed engine can do what *problem* asks for."""
    return IS_INSTALLED and problem.file.startswith("plugins/")


def _service_warnings(services: tuple[Service, ...], day: dt.date) -> Iterator[Problem]:
    """Yield a warning for each service compared with its provider long ago, or never."""
    for service in services:
        if service.checked is None or (day - service.checked).days > _YEAR:
            yield Problem(
                f"{'plugins/embeds' if Path(service.file).parent == HERE else 'content'}/services/{service.id}.yaml",
                1,
                f"Die Angaben zu {service.name} sind seit über einem Jahr nicht mit den Seiten des Anbieters "
                "verglichen worden."
                if service.checked
                else f"Die Angaben zu {service.name} sind noch nicht mit den Seiten des Anbieters verglichen worden.",
                f"Bitte vergleichen ({service.source}) und den Tag eintragen, zum Beispiel: checked: {day}",
                "service-age",
                Severity.WARNING,
            )


def _law_warnings(read: Library, day: dt.date) -> Iterator[Problem]:
    """Yield a warning for each fact of the law compared with its source long ago, or never."""
    for one in read.settings.compared:
        checked = parse_date(one.checked)
        if checked is None or (day - day_of(checked)).days > _YEAR:
            yield Problem(
                one.file,
                one.line,
                f"„{one.fact}“ ist {'seit über einem Jahr nicht' if checked else 'noch nicht'} mit der Quelle "
                "verglichen worden.",
                f"Bitte vergleichen{f' ({one.source})' if one.source else ''} und den Tag eintragen, zum Beispiel: "
                f"checked: {day}",
                "law-age",
                Severity.WARNING,
            )


def _statement_warnings(read: Library, day: dt.date) -> Iterator[Problem]:
    """Yield a warning if the accessibility statement is over a year old."""
    state = read.settings.values["accessibility"]
    checked = parse_date(str(state["date"])) if isinstance(state, Mapping) else None
    review = read.settings.value("law.periods.review.text")
    if checked is not None and (day - day_of(checked)).days > _YEAR:
        yield Problem(
            "content/site.yaml",
            read.settings.lines.get("accessibility.date", 1),
            f"Die Erklärung zur Barrierefreiheit ist vom {datum(checked)}. Sie ist "
            f"{review if isinstance(review, str) else 'jedes Jahr'} zu prüfen.",
            f"Bitte prüfen lassen und den Tag eintragen{read.settings.say_line('accessibility.date', str(day))}",
            "statement-age",
            Severity.WARNING,
        )


def not_yet_due(item: ContentItem) -> Problem:
    """Return the warning that *item* will be published later."""
    return Problem(
        item.source,
        item.lines.get("date", 1),
        f"Dieser Text erscheint erst am {datum(item.date)}." if item.date else "Dieser Text erscheint noch nicht.",
        "Soll er gleich erscheinen, tragen Sie bitte als Datum den heutigen Tag ein.",
        "not-yet-due",
        Severity.WARNING,
    )


def cross_problems(
    read: Library,
    items: tuple[ContentItem, ...],
    site: Site,
    outputs: list[Output],
    parts: Iterable[SitePart],
) -> Iterator[Problem]:
    """Yield the problems between items: addresses held twice, dead links, missing originals."""
    without_source = {address_of(output.path) for output in outputs if not output.source}
    taken = dict.fromkeys(without_source, _STANDS_THERE)
    lists = [one for one in site.sections.values() if one is not None and not one.is_page]
    taken |= dict.fromkeys((one.address for one in lists), _STANDS_THERE)
    taken |= {f"/{part.prefix}": _STANDS_THERE for part in parts}
    yield from crosschecks.find_duplicates(items, taken)
    yield from crosschecks.find_missing_originals(items, site.sources)
    yield from crosschecks.find_missing_events(items, site.sources, site.type_of["event"])
    yield from subjects.find_other_spellings(items)
    known = frozenset(address_of(output.path) for output in outputs) | read.media | set(read.reserved.values())
    published = set(site.item_of) | {item.address for item in site.withdrawn}
    waiting = {
        item.address: "einem Entwurf" if item.status == "draft" else "einer Seite, die noch nicht erschienen ist"
        for item in items
        if item.address not in published
    }
    yield from (not_yet_due(item) for item in items if item.address in waiting and item.status != "draft")
    yield from crosschecks.find_dead_links(map(site.with_body, site.items), site.sources, known, waiting)
    yield from withdrawal_checks.find_withdrawal_problems(site, map(site.with_body, site.items), read.settings)
    yield from section_checks.find_section_problems(items, site, read.settings)
    yield from section_checks.find_dead_navigation(site, read.settings, known)
