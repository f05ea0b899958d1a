"""Publishing: a release is judged, goes to its place, is shown and read back; or what readers see does not change."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from plugins.core import progress
from plugins.core.dates import BERLIN
from plugins.publish import manifest, target_settings
from plugins.publish.guards import Refusal
from plugins.publish.manifest import Release
from plugins.publish.read_back import mismatches
from plugins.publish.staged_release import PublishRequest, carry_assets, find_refusals, stage_release
from plugins.publish.target import PublishingError, Session, Target

KEPT = 5  # releases that one can go back to
_SHOWN = 10
_AGAIN = "Bitte prüfen Sie, was der Server unter dieser Adresse zeigt, und rufen Sie dann noch einmal auf."


def publish(wish: PublishRequest) -> Iterator[str]:
    """Publish, and yield in German what happens; what readers see changes only if all of it holds.

    Raises PublishingError, with all reasons, if it does not; OSError if the disk here is full or not writable.
    """
    began = time.monotonic()
    target = target_settings.make_target(wish.target_settings)
    candidate = stage_release(wish)
    with target.open_session() as place:
        former, there = place.live(), place.releases()
        candidate = carry_assets(candidate, [*there[-KEPT:], *([former] if former else [])])
        release = candidate.release
        if found := find_refusals(candidate, former, place.clock()):
            raise PublishingError(*_joined(found))
        yield from _changes(release, former)
        if wish.is_dry_run:
            yield "Nur nachgesehen: Nichts wurde veröffentlicht."
            return
        progress.begin("Übertragen")
        place.upload(wish.staging_folder, release)
        place.activate(release, former)
        if target.immediate:
            _prove(wish.url, place, release, former)
        place.prune(KEPT)
    yield f"Veröffentlicht: {release.name}, {release.pages} Seiten, {time.monotonic() - began:.1f} Sekunden. {wish.url}"


def rollback(told: Mapping[str, str], name: str = "") -> str:
    """Show readers the release *name*, or the one before the one that they see; return in German what was done.

    Raises PublishingError if that is not possible.
    """
    target = _reversible(told)
    began = time.monotonic()
    with target.open_session() as place:
        live, there = place.live(), place.releases()
        wanted = _wanted(live, there, name)
        place.activate(wanted, live)
        seconds = time.monotonic() - began
        trouble = mismatches(told["url"], wanted, live)
    if trouble:
        raise PublishingError(f"{wanted.name} wird gezeigt, aber {trouble[0]}.", _AGAIN)
    return f"Zurückgenommen: Gezeigt wird wieder {wanted.name}, nach {seconds:.1f} Sekunden."


def releases(told: Mapping[str, str]) -> Iterator[str]:
    """Yield in German a line for each release that is there, the newest first. Raises PublishingError."""
    with target_settings.make_target(told).open_session() as place:
        live, there = place.live(), place.releases()
    shown = live.name if live else ""
    if live and not any(one.name == shown for one in there):
        there = [*there, live]
    if not there:
        yield "Noch nichts veröffentlicht."
    for one in sorted(there, key=lambda release: release.name, reverse=True):
        mark = "  ← wird gezeigt" if one.name == shown else ""
        yield f"{one.name}  {_berlin(one.time)}  {one.pages} Seiten  Stand {one.commit[:12] or 'unbekannt'}{mark}"


def _reversible(told: Mapping[str, str]) -> Target:
    target = target_settings.make_target(told)
    if not target.reversible:
        raise PublishingError(
            "Bei diesem Ziel gibt es keine früheren Veröffentlichungen, zu denen man zurückkehren könnte.",
            "Bitte den früheren Stand im Repositorium wiederherstellen (git revert); er wird dann neu veröffentlicht.",
        )
    return target


def _wanted(live: Release | None, there: Sequence[Release], name: str) -> Release:
    before = [one for one in there if live is None or one.name < live.name]
    chosen = [one for one in there if one.name == name] if name else before[-1:]
    if not chosen or (live and chosen[0].name == live.name):
        known = ", ".join(one.name for one in there if live is None or one.name != live.name) or "keine"
        raise PublishingError(
            f"Zu „{name}“ kann man nicht zurück." if name else "Eine frühere Veröffentlichung gibt es dort nicht.",
            f"Möglich sind: {known}.",
        )
    return chosen[0]


def _joined(found: list[Refusal]) -> tuple[str, str]:
    lines = [f"{one.message}\n  → {one.remedy}" for one in found]
    return "\n".join([*lines[:-1], found[-1].message]), found[-1].remedy


def _changes(release: Release, former: Release | None) -> Iterator[str]:
    """Yield what is different from the *former* release."""
    if former is None:
        yield f"Zum ersten Mal: {release.pages} Seiten, {len(release.files)} Dateien."
        return
    if former.is_marked:
        return
    sorts = {
        "neu": release.own.keys() - former.own.keys(),
        "geändert": {path for path in release.own.keys() & former.own.keys() if release.own[path] != former.own[path]},
        "entfernt": former.own.keys() - release.own.keys(),
    }
    yield ", ".join(f"{len(paths)} {name}" for name, paths in sorts.items()) + "."
    for name, paths in sorts.items():
        lasting = sorted(path for path in paths if manifest.is_permanent(path))
        yield from (f"  {name}: /{path}" for path in lasting[:_SHOWN])
        if len(lasting) > _SHOWN:
            yield f"  {name}: und {len(lasting) - _SHOWN} weitere"


def _prove(url: str, place: Session, release: Release, former: Release | None) -> None:
    """Read back what readers get; if it is not what was sent, take it back and raise PublishingError."""
    progress.begin("Zurücklesen")
    trouble = mismatches(url, release, former)
    if not trouble:
        return
    if former is None:
        raise PublishingError(f"Die Veröffentlichung steht bereit, aber {trouble[0]}.", _AGAIN)
    place.activate(former, release)
    more = f" (und {len(trouble) - 1} weitere Abweichungen)" if len(trouble) > 1 else ""
    raise PublishingError(f"Die Veröffentlichung ist zurückgenommen: {trouble[0]}{more}.", _AGAIN)


def _berlin(stamp: str) -> str:
    return f"{datetime.fromisoformat(stamp).astimezone(BERLIN):%d.%m.%Y %H:%M}"
