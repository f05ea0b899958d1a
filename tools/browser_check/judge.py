"""Judge: what is wrong with a page, by what a browser saw of it."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from plugins.audit import Finding
from tools.browser_check.look import Barrier, PageView

HEAVIEST = 1_000_000  # bytes: five seconds of a slow phone's 1.6 megabits a second
_ANYBODY = "Steht die Stelle in Ihrem Text, ändern Sie sie bitte dort; sonst bitte an die Entwicklung weitergeben."
_DEVELOPERS = "Bitte an die Entwicklung weitergeben: Das kann kein Text bewirken, nur Vorlage, Gestaltung oder Skript."
_SPLIT = "Bitte lange Wörter, Adressen und breite Tabellen in Ihrem Text teilen; sonst an die Entwicklung weitergeben."


def judge(view: PageView) -> Iterator[Finding]:
    """Yield a finding for each fault of a page, most serious first."""
    if view.failure:
        message = f"Die Seite ließ sich im Browser nicht öffnen: {view.failure}."
        yield Finding("browser-open", view.path, "", message, _DEVELOPERS)
    yield from _privacy(view)
    for barrier in sorted(view.barriers, key=lambda one: (one.rule, one.html)):
        yield _report_barrier(view.path, barrier)
    yield from _addresses(view)
    yield from _forms(view)
    if view.weight > HEAVIEST:
        yield Finding(
            "browser-heavy",
            view.path,
            "",
            f"Wer die Seite bis zum Ende liest, lädt {view.weight / 1_000_000:.1f} Megabyte, auf einem langsamen "
            f"Telefon {view.weight * 8 / 1_600_000:.0f} Sekunden lang.".replace(".", ",", 1),
            "Bitte weniger oder kleinere Bilder zeigen, oder den Text auf zwei Seiten verteilen.",
            is_warning=True,
        )


def _privacy(view: PageView) -> Iterator[Finding]:
    for url in sorted(view.foreign):
        yield Finding(
            "browser-foreign",
            view.path,
            url,
            f"Beim Öffnen der Seite wird „{urlsplit(url).netloc}“ angefragt, ohne dass jemand geklickt hat: {url}.",
            "Bitte die Adresse allein in eine Zeile setzen: Dann fragt ein Platzhalter vorher. "
            "Steht sie nicht in Ihrem Text, bitte an die Entwicklung weitergeben.",
        )
    for name in view.stored:
        message = f"Schon beim Lesen hinterlässt die Seite etwas im Browser ({name})."
        yield Finding("browser-stored", view.path, "", message, _DEVELOPERS)
    for refused in sorted(view.refused):
        yield Finding(
            "browser-refused",
            view.path,
            refused.partition(": ")[2],
            f"Die Sicherheitsregeln der Seite halten etwas auf, das auf ihr steht: {refused}.",
            _ANYBODY,
        )
    for line in sorted(view.console):
        if not view.refused and not line.startswith("Failed to load resource"):  # both are told with their address
            message = f"Auf der Seite scheitert ein Skript: {line.splitlines()[0]}."
            yield Finding("browser-script", view.path, "", message, _DEVELOPERS)


def _report_barrier(path: str, barrier: Barrier) -> Finding:
    return Finding(
        "browser-barrier",
        path,
        barrier.quote,
        f"Das Prüfprogramm axe findet eine Barriere: {barrier.says.rstrip('.')} ({barrier.rule}). "
        f"Die Stelle: {barrier.html}",
        f"{_ANYBODY} Erklärt ist es hier: {barrier.page}",
        is_warning=not barrier.is_required,
    )


def _addresses(view: PageView) -> Iterator[Finding]:
    for target in sorted(view.lost):
        yield Finding(
            "browser-lost",
            view.path,
            target,
            f"Die Seite braucht „{target}“ oder führt dorthin, und der Server hat dort nichts.",
            "Bitte die Adresse berichtigen oder die Datei ablegen. "
            "Steht sie nicht in Ihrem Text, bitte an die Entwicklung weitergeben.",
        )


def _forms(view: PageView) -> Iterator[Finding]:
    """Yield findings about narrow windows, paper, and browsers without JavaScript."""
    for place in view.wide:
        message = f"In einem schmalen Fenster (320 Pixel) ist die Seite seitwärts zu schieben, wegen „{place.name}“."
        yield Finding("browser-wide", view.path, place.quote, message, _SPLIT)
    for kind, (message, remedy) in _ON_PAPER.items():
        for place in view.paper.get(kind, ()):
            yield Finding("browser-print", view.path, place.quote, message.format(place.name), remedy)
    for kind, message in _PLAIN.items():
        for place in view.plain.get(kind, ()):
            yield Finding("browser-plain", view.path, place.quote, message.format(place.name), _DEVELOPERS)


_ON_PAPER = {
    "dark": ("Gedruckt hat die Seite einen dunklen Grund.", _DEVELOPERS),
    "pale": ("Gedruckt ist „{}“ zu blass, um es zu lesen.", _DEVELOPERS),
    "idle": ("Gedruckt steht „{}“ auf dem Papier, wo es niemand drücken kann.", _DEVELOPERS),
    "cut": ("Gedruckt fehlt ein Teil von „{}“: Es ist breiter als das Papier.", _SPLIT),
}
_PLAIN = {
    "empty": "Ohne JavaScript fehlt auf der Seite die Überschrift oder der Text.",
    "dead": "Ohne JavaScript steht „{}“ auf der Seite und kann nichts tun.",
}
