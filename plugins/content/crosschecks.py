"""Cross-checks: equal addresses, dead links and lost originals among all files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from pathlib import PurePosixPath

from plugins.content.schema.content_types import TYPE_OF
from plugins.content.schema.field_types import nearest_word
from plugins.core.model import ContentItem, Link
from plugins.core.problem import Problem
from plugins.core.urls import folders_of, path_of, resolve, split_suffix


def find_duplicates(items: Iterable[ContentItem], taken: Mapping[str, str]) -> Iterator[Problem]:
    """Yield a problem for each item or alias whose address something else has already.

    Args:
        items: Everything that was read, in a fixed order.
        taken: Addresses that the site itself uses, each with what stands there.
    """
    owners = dict(taken)
    for item in items:
        if item.address in owners:
            yield Problem(
                item.source,
                item.lines.get("slug", 1),
                f"Die Adresse {item.address} ist schon vergeben an: {owners[item.address]}.",
                f"Bitte die Datei umbenennen oder eine andere Adresse angeben, zum Beispiel: slug: {item.slug}-2",
                "duplicate-address",
            )
        owners.setdefault(item.address, item.source)
    for item in items:
        for written in item.aliases:
            alias = f"/{written.strip('/')}/"
            if alias in owners:
                yield Problem(
                    item.source,
                    item.lines.get("aliases", 1),
                    f"Die frühere Adresse {alias} ist schon vergeben an: {owners[alias]}.",
                    "Bitte die Zeile mit dieser Adresse unter „aliases“ löschen.",
                    "duplicate-alias",
                )
            owners.setdefault(alias, item.source)


def find_aliases_of_files(items: Iterable[ContentItem], files: frozenset[str]) -> Iterator[Problem]:
    """Yield a problem for each alias that is a file of the site; *files* are output paths."""
    for item in items:
        for written in item.aliases:
            there = [path for path in folders_of(path_of(f"/{written.strip('/')}/")) if path in files]
            if there:
                yield Problem(
                    item.source,
                    item.lines.get("aliases", 1),
                    f"Die frühere Adresse „{written}“ kann es nicht geben: Dort steht die Datei „/{there[0]}“.",
                    "Bitte die Zeile mit dieser Adresse unter „aliases“ löschen.",
                    "duplicate-alias",
                )


def find_missing_originals(items: Iterable[ContentItem], sources: Mapping[str, str]) -> Iterator[Problem]:
    """Yield a problem for each translation whose original does not exist."""
    for item in items:
        if item.translates and resolve(item.translates, item.source, sources) is None:
            yield Problem(
                item.source,
                item.lines.get("translates", 1),
                f"Das Original „{item.translates}“ gibt es nicht.",
                "Bitte den Pfad von dieser Datei aus angeben, zum Beispiel: translates: der-prozess.md",
                "lost-original",
            )


def find_missing_events(items: Iterable[ContentItem], sources: Mapping[str, str]) -> Iterator[Problem]:
    """Yield a problem for each article about an event that does not exist, or that is no event."""
    known = list(items)
    events = {item.address: item for item in known if item.type == "event"}
    for item in known:
        named = str(item.fields.get("event", ""))
        if named and resolve(named, item.source, sources) not in events:
            meant = TYPE_OF["event"].address.format(slug=PurePosixPath(named.rstrip("/")).stem)
            close = get_close_matches(meant, sorted(events), n=1, cutoff=0.0)
            yield Problem(
                item.source,
                item.lines.get("event", 1),
                f"Eine Veranstaltung „{named}“ gibt es nicht.",
                "Bitte ihre Adresse oder den Pfad von dieser Datei aus angeben, "
                f"zum Beispiel: event: {close[0] if close else TYPE_OF['event'].address.format(slug='name')}",
                "lost-event",
            )


def find_dead_links(
    items: Iterable[ContentItem],
    sources: Mapping[str, str],
    known: frozenset[str],
    unpublished: Mapping[str, str],
) -> Iterator[Problem]:
    """Yield a problem for each internal link or picture that leads nowhere.

    Args:
        items: What will be published.
        sources: Source file to address.
        known: Every address that the site answers, files below /media/ among them.
        unpublished: Addresses of drafts and of what is not yet due, with a word for each.
    """
    for item in items:
        for link in item.body.links:
            address = resolve(link.target, item.source, sources)
            bare = split_suffix(address)[0] if address else ""
            if bare not in known:
                yield _dead(item, link, bare, known, unpublished)


def _dead(
    item: ContentItem, link: Link, address: str, known: frozenset[str], unpublished: Mapping[str, str]
) -> Problem:
    if address in unpublished:
        return Problem(
            item.source,
            link.line,
            f"Der Verweis auf „{link.target}“ führt zu {unpublished[address]}.",
            "Bitte den Verweis entfernen, bis die Seite veröffentlicht ist.",
            "unpublished-target",
        )
    if link.target.startswith("/media/") or "/media/" in address:
        return Problem(
            item.source,
            link.line,
            f"Die Datei „{link.target}“ gibt es nicht.{nearest_word(address or link.target, known)}",
            "Bitte die Datei nach content/media/ legen oder den Pfad berichtigen, zum Beispiel: /media/bild.jpg",
            "missing-file",
        )
    remedy = _remedy(link.target, address, known)
    return Problem(
        item.source,
        link.line,
        f"Der Verweis auf „{link.target}“ führt ins Leere.{nearest_word(address or link.target, known)}",
        remedy,
        "dead-link",
    )


def _remedy(target: str, address: str, known: frozenset[str]) -> str:
    """Return the remedy for a *target* that leads nowhere, with the likeliest right one."""
    if address and f"{address}/" in known:
        return f"Bitte mit Schrägstrich am Ende schreiben: {address}/"
    if target.startswith("www."):
        return f"Bitte mit https:// am Anfang schreiben: https://{target}"
    if "@" in target:
        return f"Bitte mit mailto: am Anfang schreiben: mailto:{target}"
    path = split_suffix(address or target)[0]
    close = get_close_matches(path, sorted(known), n=1, cutoff=0.6)
    return f"Bitte die Adresse berichtigen, zum Beispiel: {close[0] if close else '/aktuelles/'}"
