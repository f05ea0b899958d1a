"""Candidate: a built site becomes a release that could be published, with all that can be said against it."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

from plugins.audit import Finding, audit
from plugins.content import reader
from plugins.content.front_matter.parser import Mapping as Front
from plugins.content.front_matter.parser import Scalar
from plugins.content.schema.moments import parse_date as moment
from plugins.content.source_files import scan_front_matter
from plugins.core import progress
from plugins.core.dates import day_of, now, today
from plugins.core.hashing import has_hashed_name
from plugins.editor_form import form
from plugins.embeds.services import load
from plugins.publish import manifest, web_servers
from plugins.publish.guards import GuardContext, Refusal, refusals
from plugins.publish.manifest import Release
from plugins.publish.staging import HEADERS, MANIFEST, SERVER, SITE, stage

LEGAL = ("/impressum/", "/datenschutz/", "/barrierefreiheit/")


@dataclass(frozen=True, slots=True)
class PublishRequest:
    """What to publish and where: content, built site, target as site.yaml describes it, and what may happen."""

    content: Path
    output: Path
    site_settings: Mapping[str, object]
    target_settings: Mapping[str, str]
    staging_folder: Path
    cache_folder: Path
    may_shrink: bool = False
    allowed_gone: frozenset[str] = frozenset()
    is_dry_run: bool = False

    @property
    def url(self) -> str:
        """Return the address of the site, with a slash in the end."""
        return f"{self.target_settings['url'].rstrip('/')}/"

    @property
    def base_path(self) -> str:
        """Return where the site begins on its host."""
        return urlsplit(self.url).path


@dataclass(frozen=True, slots=True)
class StagedRelease:
    """A staged release, and what the audit has found in its bytes."""

    request: PublishRequest
    release: Release
    findings: tuple[Finding, ...]


def stage_release(wish: PublishRequest) -> StagedRelease:
    """Return what has become of the built site. Raises OSError if the disk is full or not writable."""
    paths = stage(wish.output, wish.staging_folder, wish.base_path, wish.cache_folder)
    findings = tuple(_findings(wish))
    at = f"{now():%Y-%m-%dT%H:%M:%SZ}"
    commit = _commit(wish.content)
    name = manifest.release_name(at, commit)
    paths += _told_to_servers(wish, paths, name)
    release = Release(
        name=name,
        commit=commit,
        time=at,
        base_path=wish.base_path,
        pages=sum(path.endswith(".html") for path in paths),
        files=manifest.digests(wish.staging_folder / SITE, paths),
        moved=frozenset(_moved(wish)),
    )
    return StagedRelease(wish, release, findings)


def carry_assets(candidate: StagedRelease, there: Iterable[Release]) -> StagedRelease:
    """Return the *candidate* with those parts of pages that only the releases *there* have, and write its manifests."""
    release = candidate.release
    carried = {
        path: digest
        for one in there
        if not one.is_marked and one.base_path == release.base_path
        for path, digest in one.own.items()
        if has_hashed_name(path) and path not in release.files
    }
    release = replace(release, files={**release.files, **carried}, carried=frozenset(carried))
    folder = candidate.request.staging_folder
    (folder / MANIFEST).write_bytes(manifest.private(release))
    (folder / SITE / release.public_path).write_bytes(manifest.public(release))
    return replace(candidate, release=release)


def find_refusals(candidate: StagedRelease, former: Release | None, clock: float | None) -> list[Refusal]:
    """Return everything that speaks against publishing the *candidate* after the release *former*.

    *clock* are the seconds since 1970 by the clock of the target.
    """
    wish = candidate.request
    return refusals(
        GuardContext(
            root=wish.staging_folder / SITE,
            release=candidate.release,
            former=former,
            findings=tuple(f"{finding.path}: {finding.message}" for finding in candidate.findings),
            legal=LEGAL,
            open_facts=tuple(_required(wish.site_settings)),
            unpublished=frozenset(_unpublished(wish.content)),
            allowed_gone=wish.allowed_gone,
            may_shrink=wish.may_shrink,
            clocks=(now().timestamp(), clock),
        )
    )


def _findings(wish: PublishRequest) -> list[Finding]:
    """Return what the audit finds in the staged site, that is in the bytes that will be sent."""
    progress.begin("Prüfen")
    hosts = {urlsplit(str(wish.site_settings.get("address", ""))).hostname, urlsplit(wish.url).hostname}
    found = audit(
        wish.staging_folder / SITE / wish.base_path.lstrip("/"),
        base_path=wish.base_path,
        own_hosts=frozenset(host for host in hosts if host),
        form_hosts=form.contacted_hosts(wish.site_settings),
    )
    return [finding for finding in found if not finding.is_warning]


def _told_to_servers(wish: PublishRequest, paths: list[str], name: str) -> list[str]:
    """Write what servers are told; return the paths of what goes out with the site."""
    root = wish.staging_folder / SITE
    frames = frozenset(f"https://{host}" for service in load() for host in service.frame_hosts)
    out = web_servers.files_within(root, paths, wish.base_path, frames)
    for path, data in out.items():
        (root / path).write_bytes(data)
    for path, data in web_servers.files_beside(root, paths, wish.base_path, frames, name).items():
        (wish.staging_folder / SERVER / path).write_bytes(data)
    headers = web_servers.headers(root, [*paths, *out], wish.base_path, frames)
    (wish.staging_folder / SERVER / HEADERS).write_text(json.dumps(headers), encoding="utf-8")
    return list(out)


def _commit(folder: Path) -> str:
    """Return the commit that *folder* is at, "" if there is none."""
    try:
        done = subprocess.run(
            ["git", "rev-parse", "HEAD"], cwd=folder, capture_output=True, text=True, check=False, timeout=30
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""


def _moved(wish: PublishRequest) -> Iterator[str]:
    """Yield the addresses that servers lead on."""
    file = wish.output / "_redirects"
    if file.is_file():
        for line in file.read_text(encoding="utf-8").splitlines():
            yield line.split(" ", 1)[0]


def _required(fact: object, key: str = "") -> Iterator[str]:
    """Yield in German each fact that a law asks for and that is still open."""
    if isinstance(fact, Mapping):
        if "open" in fact and "law" in fact:
            yield f"In content/site.yaml fehlt unter „{key}“ noch: {fact['open']} ({fact['law']})."
        for name, value in fact.items():
            yield from _required(value, f"{key}.{name}".lstrip("."))
    elif isinstance(fact, tuple):
        for value in fact:
            yield from _required(value, key)


def _unpublished(content: Path) -> Iterator[str]:
    """Yield the address of each draft and of what is not yet due, unless a text that is public stands there too."""
    shown: set[str] = set()
    held: set[str] = set()
    for kind, path, front in scan_front_matter(content):
        text = {key: _text(front, key) for key in ("status", "date", "slug", "lang")}
        slug = text["slug"] or reader.slug_of(path.name)
        address = reader.address_of(kind, slug, text["lang"] or "de")
        due = moment(text["date"]) if text["date"] else None
        is_held = text["status"] == "draft" or (due is not None and day_of(due) > today())
        (held if is_held else shown).add(address)
    yield from held - shown


def _text(front: Front | None, key: str) -> str:
    node = front.pairs.get(key) if front else None
    return node.text.strip() if isinstance(node, Scalar) else ""
