"""The audit: reads output/ as a browser would, and knows nothing of the code that wrote it.

Everything fails closed. What cannot be read is a finding, and so is a folder
without pages: a mistake elsewhere must never look like a clean site.
"""

from __future__ import annotations

from pathlib import Path

from plugins.audit.checks import CHECKS
from plugins.audit.inspection import AuditPatch, AuditResult, run_checks
from plugins.audit.locate import locate
from plugins.audit.model.dependencies import AuditState, Dependencies
from plugins.audit.model.finding import Finding
from plugins.audit.model.site import SiteContext

__all__ = ["CHECKS", "AuditPatch", "AuditResult", "AuditState", "Dependencies", "Finding", "audit", "inspect", "locate"]


def audit(
    folder: Path,
    *,
    base_path: str = "/",
    own_hosts: frozenset[str] = frozenset(),
    also_present: frozenset[str] = frozenset(),
    form_hosts: frozenset[str] | None = None,
) -> list[Finding]:
    """Return everything in *folder* that must not reach a reader, sorted; never raise.

    The arguments are those of ``inspect``.
    """
    return list(
        inspect(
            folder, base_path=base_path, own_hosts=own_hosts, also_present=also_present, form_hosts=form_hosts
        ).findings
    )


def inspect(
    folder: Path,
    *,
    base_path: str = "/",
    own_hosts: frozenset[str] = frozenset(),
    also_present: frozenset[str] = frozenset(),
    form_hosts: frozenset[str] | None = None,
    patch: AuditPatch | None = None,
) -> AuditResult:
    """Return what is found in a site, and what is known of it then; never raise.

    Args:
        folder: A built site, or those files of it that are not what the former one held.
        base_path: The path the site will stand under, such as "/" or "/probe/".
        own_hosts: The hosts of the site itself, with the port where it is not the usual one.
        also_present: Addresses that exist although their files are not here,
            site-absolute and without the base path.
        form_hosts: The origins that the editors' form in redaktion/ may contact; None if no form may be there.
        patch: The former site, if *folder* holds only what is different.
    """
    base = f"/{base_path.strip('/')}/" if base_path.strip("/") else "/"
    hosts = frozenset(host.lower() for host in own_hosts)
    return run_checks(Path(folder), SiteContext(base, hosts, also_present, form_hosts), patch)
