"""Staged release: a built site, ready to be published, and every reason against that."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

from plugins.audit import Finding, audit
from plugins.content.moved_texts import MovedText, find_moved_texts
from plugins.content.placed_texts import scan_texts
from plugins.content.schema.moments import parse_date as moment
from plugins.content.settings.sections import read_sections
from plugins.content.settings.site_settings import pages_by_law
from plugins.core import progress
from plugins.core.dates import day_of, now, today
from plugins.core.git import GitError
from plugins.core.hashing import has_hashed_name
from plugins.core.problem import Problem
from plugins.core.site_part import SitePart
from plugins.embeds.services import Service, load_for
from plugins.embeds.site_services import find_services
from plugins.publish import guards, manifest, web_servers
from plugins.publish.guards import GuardContext, Refusal
from plugins.publish.manifest import Release
from plugins.publish.staged_proof import prove_staged
from plugins.publish.staging import HEADERS, MANIFEST, SERVER, SITE, stage_files
from plugins.publish.withdrawn_addresses import find_withdrawn_addresses

_THEME = re.compile(r"(?:^|/)assets/[^/]+\.(?:css|js|woff2)(?:\.br|\.gz)?$")


@dataclass(frozen=True, slots=True)
class PublishRequest:
    """Options of one publishing: content, built site, target settings, permitted losses."""

    content: Path
    output: Path
    site_settings: Mapping[str, object]
    target_settings: Mapping[str, str]
    staging_folder: Path
    cache_folder: Path
    may_shrink: bool = False
    allowed_gone: frozenset[str] = frozenset()
    is_dry_run: bool = False
    parts: tuple[SitePart, ...] = ()
    open_facts: tuple[Problem, ...] = ()

    @property
    def url(self) -> str:
        """The address of the site, with a slash at the end."""
        return f"{self.target_settings['url'].rstrip('/')}/"

    @property
    def services(self) -> tuple[Service, ...]:
        """The services of the site."""
        return find_services(self.site_settings, load_for(self.content))

    @property
    def base_path(self) -> str:
        """The path at which the site begins on its host."""
        return urlsplit(self.url).path


@dataclass(frozen=True, slots=True)
class StagedRelease:
    """A release in its staging folder, with the findings of audit and proof in its bytes."""

    request: PublishRequest
    release: Release
    findings: tuple[Finding, ...]
    deviations: tuple[Problem, ...] = ()


def stage_release(request: PublishRequest) -> StagedRelease:
    """Stage the built site and audit it. Raises OSError if the disk is full or not writable."""
    paths = stage_files(request.output, request.staging_folder, request.base_path, request.cache_folder)
    findings, deviations = tuple(_audit(request)), prove_staged(request.content, _site_folder(request), _home(request))
    time = f"{now():%Y-%m-%dT%H:%M:%SZ}"
    commit = _commit(request.content)
    name = manifest.release_name(time, commit)
    paths += _write_server_files(request, paths, name)
    release = Release(
        name=name,
        commit=commit,
        time=time,
        base_path=request.base_path,
        pages=sum(path.endswith(".html") for path in paths),
        files=manifest.hash_files(request.staging_folder / SITE, paths),
        moved=frozenset(_moved_addresses(request)),
        withdrawn=frozenset(text.address for text in scan_texts(request.content) if text.is_withdrawn),
    )
    return StagedRelease(request, release, findings, deviations)


def carry_assets(staged: StagedRelease, releases: Iterable[Release]) -> StagedRelease:
    """Add the parts of pages that only other *releases* have, and write the manifests.

    Readers who still have a page of such a release open need them. Of one with texts that are withdrawn since then
    only what the theme is made of is kept: pictures and the parts of its index would still show them.
    """
    release, known = staged.release, tuple(releases)
    complete = {
        one.name
        for one in known
        if not manifest.find_withdrawn_since(one, [release, *(later for later in known if later.name > one.name)])
    }
    carried = {
        path: digest
        for one in known
        if not one.has_hashed_paths and one.base_path == release.base_path
        for path, digest in one.own.items()
        if has_hashed_name(path) and path not in release.files
        if _THEME.search(path) or one.name in complete
    }
    release = replace(release, files={**release.files, **carried}, carried=frozenset(carried))
    folder = staged.request.staging_folder
    (folder / MANIFEST).write_bytes(manifest.private_manifest(release))
    (folder / SITE / release.public_path).write_bytes(manifest.public_manifest(release))
    return replace(staged, release=release)


def find_refusals(staged: StagedRelease, previous: Release | None, clock: float | None) -> list[Refusal]:
    """Return every reason not to publish *staged* after the release *previous*.

    *clock* is the seconds since 1970 by the clock of the target.
    """
    request = staged.request
    return guards.find_refusals(
        GuardContext(
            root=request.staging_folder / SITE,
            release=staged.release,
            previous=previous,
            findings=(
                *(f"{finding.path}: {finding.message}" for finding in staged.findings),
                *(f"{one.file}:{one.line}: {one.message}" for one in staged.deviations),
            ),
            legal=tuple(f"/{path}" for path in pages_by_law(request.site_settings)),
            search=_section_address(request, "search"),
            subjects=_section_address(request, "subjects"),
            open_facts=request.open_facts,
            unpublished=frozenset(_unpublished_addresses(request.content)),
            allowed_gone=request.allowed_gone,
            withdrawn_files=frozenset(
                f"{request.base_path}{address.lstrip('/')}"
                for address in find_withdrawn_addresses(request.content, _section_address(request, "subjects"))
            ),
            moved_texts=_find_moved_texts(request, previous),
            may_shrink=request.may_shrink,
            clocks=(now().timestamp(), clock),
        )
    )


def _audit(request: PublishRequest) -> list[Finding]:
    """Return the errors that the audit finds in the staged site, the very bytes to be sent."""
    progress.begin("Prüfen")
    hosts = {urlsplit(str(request.site_settings.get("address", ""))).hostname, urlsplit(request.url).hostname}
    found = audit(
        _site_folder(request),
        base_path=request.base_path,
        own_hosts=frozenset(host for host in hosts if host),
        parts=tuple(part.rules(request.site_settings) for part in request.parts),
        services=request.services,
        required_pages=pages_by_law(request.site_settings),
    )
    return [finding for finding in found if not finding.is_warning]


def _site_folder(request: PublishRequest) -> Path:
    """Return the folder of the staged site: the document root, or below it by the base path."""
    return request.staging_folder / SITE / request.base_path.lstrip("/")


def _home(request: PublishRequest) -> str:
    """Return the address that feeds and calendars of the site begin with."""
    return str(request.site_settings.get("address", "")).rstrip("/")


def _write_server_files(request: PublishRequest, paths: list[str], name: str) -> list[str]:
    """Write the files for web servers; return the paths of those that lie within the site."""
    root = request.staging_folder / SITE
    frames = frozenset(f"https://{host}" for service in request.services for host in service.frame_hosts)
    within = web_servers.render_site_files(root, paths, request.base_path, frames)
    for path, data in within.items():
        (root / path).write_bytes(data)
    for path, data in web_servers.render_nginx_files(root, paths, request.base_path, frames, name).items():
        (request.staging_folder / SERVER / path).write_bytes(data)
    headers = web_servers.headers_by_path(root, [*paths, *within], request.base_path, frames)
    (request.staging_folder / SERVER / HEADERS).write_text(json.dumps(headers), encoding="utf-8")
    return list(within)


def _commit(folder: Path) -> str:
    """Return the commit that *folder* is at, "" if there is none."""
    try:
        done = subprocess.run(
            ["git", "rev-parse", "HEAD"], cwd=folder, capture_output=True, text=True, check=False, timeout=30
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""


def _section_address(request: PublishRequest, name: str) -> str:
    section = read_sections(request.site_settings)[name]
    return section.address if section else ""


def _moved_addresses(request: PublishRequest) -> Iterator[str]:
    """Yield the addresses that servers redirect."""
    file = request.output / "_redirects"
    if file.is_file():
        for line in file.read_text(encoding="utf-8").splitlines():
            yield line.split(" ", 1)[0]


def _find_moved_texts(request: PublishRequest, previous: Release | None) -> dict[str, MovedText]:
    """Return the texts moved since *previous*, by former address; none if git does not know."""
    try:
        found = find_moved_texts(request.content, previous.commit) if previous and previous.commit else []
    except GitError:
        return {}  # no git, or a copy of the repository without its history
    return {f"{request.base_path}{one.former_address.lstrip('/')}": one for one in found}


def _unpublished_addresses(content: Path) -> Iterator[str]:
    """Yield the address of each draft and of each text not yet due.

    An address that a public text has as well is left out.
    """
    public: set[str] = set()
    unpublished: set[str] = set()
    for text in scan_texts(content):
        due = moment(text.value("date")) if text.value("date") else None
        is_unpublished = text.value("status") == "draft" or (due is not None and day_of(due) > today())
        (unpublished if is_unpublished else public).add(text.address)
    yield from unpublished - public
