"""Commands for targets: publish, rollback and releases. Each returns an exit code."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from plugins.build.lock import lock_output
from plugins.build.project_settings import site_parts
from plugins.cli import commands
from plugins.cli.console import find_missing_site, print_problems, refuse
from plugins.content.settings import site_settings
from plugins.content.settings.site_settings import SiteSettings
from plugins.core import progress
from plugins.core.problem import Severity
from plugins.core.project import CACHE, WORKSPACE
from plugins.core.rebase import rebase_problems, rebase_text
from plugins.core.site_folder import output_folder
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
    """Build the site for the target *name* and publish it there.

    Return 0 if readers see it, else 1; then nothing has changed there.

    Args:
        name: A target of site.yaml.
        content: The folder that editors write in.
        output: Where the site is built.
        allow_shrink: Whether there may be far fewer pages than before.
        allow_gone: Addresses that may disappear.
        dry_run: Whether to do everything up to the point where something would be sent.
    """
    try:
        settings = _read_settings(content)
        target = _target_settings(settings.values, name, content)
        request = PublishRequest(
            content=content,
            output=output,
            site_settings=settings.values,
            target_settings=target,
            staging_folder=CACHE / "releases" / _name_staging(name, content),
            cache_folder=CACHE / "precompressed",
            may_shrink=allow_shrink,
            allowed_gone=frozenset(allow_gone),
            is_dry_run=dry_run,
            parts=site_parts(),
            open_facts=settings.required,
        )
        with lock_output(request.staging_folder, _print_waiting), commands.lock_for_build(output):
            if commands.build(content, output, _base_url(settings.values, target), True, True):
                return refuse(
                    "Nicht veröffentlicht: Die Website ließ sich nicht bauen.", "Bitte beheben, was oben steht."
                )
            with progress.show_progress(sys.stderr):
                for line in publishing.publish(request):
                    print(rebase_text(line, content), flush=True)
    except PublishingError as error:
        return _refuse(f"Nicht veröffentlicht.\n{error.message}", error.remedy, content)
    except web_servers.PolicyError as error:
        return refuse(
            f"Nicht veröffentlicht: Damit kann kein Server etwas anfangen: {error}.",
            "Bitte wenden Sie sich damit an das Entwicklungsteam.",
        )
    except OSError as error:
        return refuse(
            f"Nicht veröffentlicht: Auf diesem Rechner ließ sich etwas nicht lesen oder schreiben "
            f"({error.strerror or error}).",
            "Bitte prüfen, ob auf dem Datenträger Platz ist und der Ordner des Projekts Ihnen gehört.",
        )
    return 0


def rollback(name: str, content: Path, to: str = "") -> int:
    """Activate the release *to* at the target *name*, by default the one before the current."""
    try:
        message = publishing.rollback(_target_settings(_read_settings(content).values, name, content), to)
        print(rebase_text(message, content))
    except PublishingError as error:
        return _refuse(error.message, error.remedy, content)
    return 0


def releases(name: str, content: Path) -> int:
    """Print the releases of the target *name*; return 0 if they can be read."""
    try:
        for line in publishing.list_releases(_target_settings(_read_settings(content).values, name, content)):
            print(rebase_text(line, content))
    except PublishingError as error:
        return _refuse(error.message, error.remedy, content)
    return 0


def _refuse(message: str, remedy: str, content: Path) -> int:
    return refuse(rebase_text(message, content), rebase_text(remedy, content))


def _read_settings(content: Path) -> SiteSettings:
    """Return the settings of the site. Raises PublishingError after printing each mistake."""
    if refusal := find_missing_site(content):
        raise PublishingError(*refusal)
    settings, problems = site_settings.read_settings(content / "site.yaml", "content/site.yaml")
    if errors := [problem for problem in problems if problem.severity is Severity.ERROR]:
        print_problems(rebase_problems(errors, content))
        raise PublishingError(
            "In den Angaben zur Website ist etwas falsch.", "Bitte beheben, was oben steht, und noch einmal aufrufen."
        )
    return settings


def _target_settings(settings: Mapping[str, object], name: str, content: Path) -> dict[str, str]:
    """Return the settings of a target.

    A folder that a host takes over lies beside the site's own, as its output.
    """
    target = target_settings.read_target_settings(settings, name)
    if target["kind"] == "pages":
        target["path"] = str(output_folder(content).with_name(target["path"]))
    return target


def _name_staging(name: str, content: Path) -> str:
    """Return what the folder of releases for the target *name* is called.

    Sites elsewhere have one each.
    """
    content = content.resolve()
    if content == (WORKSPACE / "content").resolve():
        return name
    return f"{name}@{hashlib.sha256(os.fsencode(content)).hexdigest()[:8]}"


def _base_url(settings: Mapping[str, object], target: Mapping[str, str]) -> str | None:
    """Return the address to build for, None if it is that of site.yaml."""
    return None if target["url"].rstrip("/") == str(settings["address"]).rstrip("/") else target["url"].rstrip("/")


def _print_waiting() -> None:
    print("Hier wird gerade schon dorthin veröffentlicht. Dieser Aufruf wartet, bis das fertig ist.", file=sys.stderr)
