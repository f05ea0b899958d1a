"""The audit: reads finished files as a browser would, apart from the code that wrote them.

    audit(folder)                 every finding in a built site
    inspect(folder, patch=...)    the same with a state, by which a later audit reads only the files that change
    locate(finding, texts)        the place in the sources that a finding comes from
    CHECKS                        the checks by name, one module each in checks/

Everything fails closed: a file that cannot be read is a finding, and so is a folder without pages. A mistake
elsewhere must never look like a clean site. It never raises, never writes a file and never asks a server. Of the
other rooms it imports ``core`` and the registry of ``embeds`` only.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from plugins.audit.checks import CHECKS
from plugins.audit.inspection import inspect_folder
from plugins.audit.locate import locate
from plugins.audit.model.audit_state import AuditPatch, AuditResult, AuditState
from plugins.audit.model.finding import Finding
from plugins.audit.model.site_context import SiteContext
from plugins.core.site_part import PartRules
from plugins.embeds.services import Service, load_all

__all__ = ["CHECKS", "AuditPatch", "AuditResult", "AuditState", "Finding", "audit", "inspect", "locate"]


def audit(
    folder: Path,
    *,
    base_path: str = "/",
    own_hosts: frozenset[str] = frozenset(),
    also_present: frozenset[str] = frozenset(),
    parts: tuple[PartRules, ...] = (),
    services: tuple[Service, ...] | None = None,
    required_pages: Mapping[str, tuple[str, str]] | None = None,
) -> list[Finding]:
    """Return everything in *folder* that must not reach a reader, sorted; never raise.

    The arguments are those of ``inspect``.
    """
    result = inspect(
        folder,
        base_path=base_path,
        own_hosts=own_hosts,
        also_present=also_present,
        parts=parts,
        services=services,
        required_pages=required_pages,
    )
    return list(result.findings)


def inspect(
    folder: Path,
    *,
    base_path: str = "/",
    own_hosts: frozenset[str] = frozenset(),
    also_present: frozenset[str] = frozenset(),
    parts: tuple[PartRules, ...] = (),
    services: tuple[Service, ...] | None = None,
    required_pages: Mapping[str, tuple[str, str]] | None = None,
    patch: AuditPatch | None = None,
) -> AuditResult:
    """Return the findings in a site, and its state for the next audit; never raise.

    Args:
        folder: A built site, or with *patch* only those of its files that differ from the previous site's.
        base_path: The path the site will stand under, such as "/" or "/probe/".
        own_hosts: The hosts of the site itself, with the port where it is not the usual one.
        also_present: Addresses that exist although their files are not here,
            site-absolute and without the base path.
        parts: The rules of the parts that are added to the site, also of those that must not be published.
        services: Those that a placeholder may stand for; without them all of the registry.
        required_pages: Title and act of each page that the law asks for beside the three that every site needs, by its
            path.
        patch: The previous site, if *folder* holds only the difference.
    """
    base = f"/{base_path.strip('/')}/" if base_path.strip("/") else "/"
    hosts = frozenset(host.lower() for host in own_hosts)
    return inspect_folder(
        Path(folder),
        SiteContext(
            base,
            hosts,
            also_present,
            parts,
            services=load_all() if services is None else services,
            required_pages=required_pages or {},
        ),
        patch,
    )
