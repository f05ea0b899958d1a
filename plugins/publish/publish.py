"""Publishing: stage, check, upload, activate, read back; roll back; list releases.

Readers see the new release only if every step succeeds; otherwise they keep the previous one.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from plugins.core import progress
from plugins.core.dates import BERLIN
from plugins.publish import manifest, target_settings
from plugins.publish.guards import Refusal
from plugins.publish.manifest import Release
from plugins.publish.read_back import find_mismatches
from plugins.publish.staged_release import PublishRequest, carry_assets, find_refusals, stage_release
from plugins.publish.target import PublishingError, Session, Target

KEEP = 5  # releases that one can go back to
_SHOWN_PATHS = 10
_AGAIN = "Bitte prüfen Sie, was der Server unter dieser Adresse zeigt, und rufen Sie dann noch einmal auf."


def publish(request: PublishRequest) -> Iterator[str]:
    """Publish, and yield a German line for each event; readers see the release if all succeeds.

    Raises PublishingError, with all reasons, if something does not; OSError if the disk here is full or not writable.
    """
    started = time.monotonic()
    target = target_settings.make_target(request.target_settings)
    staged = stage_release(request)
    with target.open_session(only_read=request.is_dry_run) as session:
        previous, releases = session.live_release(), session.list_releases()
        staged = carry_assets(staged, [*releases[-KEEP:], *([previous] if previous else [])])
        release = staged.release
        if refusals := find_refusals(staged, previous, session.read_clock()):
            raise PublishingError(*_join_refusals(refusals))
        yield from _changes(release, previous)
        if request.is_dry_run:
            yield "Nur nachgesehen: Nichts wurde veröffentlicht."
            return
        progress.begin("Übertragen")
        session.upload(request.staging_folder, release)
        session.activate(release, previous)
        if target.immediate:
            _verify(request.url, session, release, previous)
        session.prune(KEEP)
    seconds = time.monotonic() - started
    yield f"Veröffentlicht: {release.name}, {release.pages} Seiten, {seconds:.1f} Sekunden. {request.url}"


def rollback(settings: Mapping[str, str], name: str = "") -> str:
    """Activate the release *name*, by default the one before the live one; return a sentence.

    Raises PublishingError if that is not possible.
    """
    target = _make_reversible_target(settings)
    started = time.monotonic()
    with target.open_session() as session:
        live, releases = session.live_release(), session.list_releases()
        chosen = _choose_release(live, releases, name)
        session.activate(chosen, live)
        seconds = time.monotonic() - started
        mismatches = find_mismatches(settings["url"], chosen, live)
    if mismatches:
        raise PublishingError(f"{chosen.name} wird gezeigt, aber {mismatches[0]}.", _AGAIN)
    between = [one for one in releases if live and chosen.name < one.name < live.name]
    again = sorted(manifest.find_withdrawn_since(chosen, [*between, live] if live else between))
    warning = f" Wieder zu lesen ist, was zurückgezogen war: {', '.join(again)}" if again else ""
    return f"Zurückgenommen: Gezeigt wird wieder {chosen.name}, nach {seconds:.1f} Sekunden.{warning}"


def list_releases(settings: Mapping[str, str]) -> Iterator[str]:
    """Yield a German line for each release, the newest first. Raises PublishingError."""
    with target_settings.make_target(settings).open_session(only_read=True) as session:
        live, releases = session.live_release(), session.list_releases()
    live_name = live.name if live else ""
    if live and not any(one.name == live_name for one in releases):
        releases = [*releases, live]
    if not releases:
        yield "Noch nichts veröffentlicht."
    for one in sorted(releases, key=lambda release: release.name, reverse=True):
        mark = "  ← wird gezeigt" if one.name == live_name else ""
        yield f"{one.name}  {_format_time(one.time)}  {one.pages} Seiten  Stand {one.commit[:12] or 'unbekannt'}{mark}"


def _make_reversible_target(settings: Mapping[str, str]) -> Target:
    target = target_settings.make_target(settings)
    if not target.reversible:
        raise PublishingError(
            "Bei diesem Ziel gibt es keine früheren Veröffentlichungen, zu denen man zurückkehren könnte.",
            "Bitte den früheren Stand im Repositorium wiederherstellen (git revert); er wird dann neu veröffentlicht.",
        )
    return target


def _choose_release(live: Release | None, releases: Sequence[Release], name: str) -> Release:
    earlier = [one for one in releases if live is None or one.name < live.name]
    matching = [one for one in releases if one.name == name] if name else earlier[-1:]
    if not matching or (live and matching[0].name == live.name):
        known = ", ".join(one.name for one in releases if live is None or one.name != live.name) or "keine"
        raise PublishingError(
            f"Zu „{name}“ kann man nicht zurück." if name else "Eine frühere Veröffentlichung gibt es dort nicht.",
            f"Möglich sind: {known}.",
        )
    return matching[0]


def _join_refusals(refusals: list[Refusal]) -> tuple[str, str]:
    lines = [f"{one.message}\n  → {one.remedy}" for one in refusals]
    return "\n".join([*lines[:-1], refusals[-1].message]), refusals[-1].remedy


def _changes(release: Release, previous: Release | None) -> Iterator[str]:
    """Yield German lines about the differences from the *previous* release."""
    if previous is None:
        yield f"Zum ersten Mal: {release.pages} Seiten, {len(release.files)} Dateien."
        return
    if previous.has_hashed_paths:
        return
    old, new = previous.own, release.own
    changes = {
        "neu": new.keys() - old.keys(),
        "geändert": {path for path in old.keys() & new.keys() if new[path] != old[path]},
        "entfernt": old.keys() - new.keys(),
    }
    yield ", ".join(f"{len(paths)} {name}" for name, paths in changes.items()) + "."
    for name, paths in changes.items():
        lasting = sorted(path for path in paths if manifest.is_permanent(path))
        yield from (f"  {name}: /{path}" for path in lasting[:_SHOWN_PATHS])
        if len(lasting) > _SHOWN_PATHS:
            yield f"  {name}: und {len(lasting) - _SHOWN_PATHS} weitere"


def _verify(url: str, session: Session, release: Release, previous: Release | None) -> None:
    """Read the site back; if it is not the release, activate the previous one and raise."""
    progress.begin("Zurücklesen")
    mismatches = find_mismatches(url, release, previous)
    if not mismatches:
        return
    if previous is None:
        raise PublishingError(f"Die Veröffentlichung steht bereit, aber {mismatches[0]}.", _AGAIN)
    session.activate(previous, release)
    more = f" (und {len(mismatches) - 1} weitere Abweichungen)" if len(mismatches) > 1 else ""
    raise PublishingError(f"Die Veröffentlichung ist zurückgenommen: {mismatches[0]}{more}.", _AGAIN)


def _format_time(stamp: str) -> str:
    return f"{datetime.fromisoformat(stamp).astimezone(BERLIN):%d.%m.%Y %H:%M}"
