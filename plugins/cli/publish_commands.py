"""Publish commands: publish, rollback and releases, as ``tasks.py`` calls them. Each returns an exit code."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from plugins.build.lock import lock_output
from plugins.cli import commands
from plugins.content.settings import site_settings
from plugins.core import progress
from plugins.core.problem import has_errors
from plugins.core.project import CACHE
from plugins.publish import publish as publishing
from plugins.publish import target_settings, web_servers
from plugins.publish.staged_release import PublishRequest
from plugins.publish.target import PublishingError


def publish(
    name: str,
    content: Path,
    output: Path,
    *,
    allow_shrink: bool = False,
    allow_gone: Iterable[str] = (),
    dry_run: bool = False,
) -> int:
    """Build the site for the target *name* and publish it there; return 0 if readers see it, else 1: nothing changes.

    Args:
        name: A target of site.yaml.
        content: The folder that editors write in.
        output: Where the site is built.
        allow_shrink: Whether there may be far fewer pages than before.
        allow_gone: Addresses that may disappear.
        dry_run: Whether to do everything up to the point where something would be sent.
    """
    try:
        facts = _facts(content)
        told = target_settings.read_target_settings(facts, name)
        if commands.build(content, output, _base_url(facts, told), True, True):
            return _refuse("Nicht veröffentlicht: Die Website ließ sich nicht bauen.", "Bitte beheben, was oben steht.")
        wish = PublishRequest(
            content=content,
            output=output,
            site_settings=facts,
            target_settings=told,
            staging_folder=CACHE / "releases" / name,
            cache_folder=CACHE / "twins",
            may_shrink=allow_shrink,
            allowed_gone=frozenset(allow_gone),
            is_dry_run=dry_run,
        )
        with lock_output(wish.staging_folder, _print_waiting), progress.show_progress(sys.stderr):
            for line in publishing.publish(wish):
                print(line, flush=True)
    except PublishingError as trouble:
        return _refuse(f"Nicht veröffentlicht. {trouble.message}", trouble.remedy)
    except web_servers.PolicyError as trouble:
        return _refuse(
            f"Nicht veröffentlicht: Damit kann kein Server etwas anfangen: {trouble}.",
            "Bitte wenden Sie sich damit an das Entwicklungsteam.",
        )
    except OSError as trouble:
        return _refuse(
            f"Nicht veröffentlicht: Auf diesem Rechner ließ sich etwas nicht lesen oder schreiben "
            f"({trouble.strerror or trouble}).",
            "Bitte prüfen, ob auf dem Datenträger Platz ist und der Ordner des Projekts Ihnen gehört.",
        )
    return 0


def rollback(name: str, content: Path, to: str = "") -> int:
    """Show readers of the target *name* the release *to*, or the one before this one; return 0 if they see it."""
    try:
        print(publishing.rollback(target_settings.read_target_settings(_facts(content), name), to))
    except PublishingError as trouble:
        return _refuse(trouble.message, trouble.remedy)
    return 0


def releases(name: str, content: Path) -> int:
    """Print what was published to the target *name*; return 0 if that can be told."""
    try:
        for line in publishing.releases(target_settings.read_target_settings(_facts(content), name)):
            print(line)
    except PublishingError as trouble:
        return _refuse(trouble.message, trouble.remedy)
    return 0


def _facts(content: Path) -> Mapping[str, object]:
    facts, problems = site_settings.read_settings(content / "site.yaml", "content/site.yaml")
    if has_errors(problems):
        raise PublishingError("In content/site.yaml ist etwas falsch.", "Bitte ansehen: python3 tasks.py check")
    return facts.values


def _base_url(facts: Mapping[str, object], told: Mapping[str, str]) -> str | None:
    """Return the address to build for, None if it is the one that site.yaml names anyway."""
    return None if told["url"].rstrip("/") == str(facts["address"]).rstrip("/") else told["url"].rstrip("/")


def _print_waiting() -> None:
    print("Hier wird gerade schon dorthin veröffentlicht. Dieser Aufruf wartet, bis das fertig ist.", file=sys.stderr)


def _refuse(message: str, remedy: str) -> int:
    print(f"{message}\n  → {remedy}", file=sys.stderr)
    return 1
