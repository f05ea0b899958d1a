"""The audit: reads output/ as a browser would, and knows nothing of the code that wrote it.

Everything fails closed. What cannot be read is a finding, and so is a folder
without pages: a mistake elsewhere must never look like a clean site.
"""

from __future__ import annotations

from pathlib import Path

from plugins.audit.checks import CHECKS
from plugins.audit.finding import Finding, shown
from plugins.audit.locate import locate
from plugins.audit.reading import read

__all__ = ["CHECKS", "Finding", "audit", "locate"]


def audit(
    folder: Path,
    *,
    base_path: str = "/",
    own_hosts: frozenset[str] = frozenset(),
    also_present: frozenset[str] = frozenset(),
    form_hosts: frozenset[str] | None = None,
) -> list[Finding]:
    """Return everything in *folder* that must not reach a reader, sorted; never raise.

    Args:
        folder: A built site.
        base_path: The path the site will stand under, such as "/" or "/probe/".
        own_hosts: The hosts of the site itself, with the port where it is not the usual one.
        also_present: Addresses that exist although their files are not here,
            site-absolute and without the base path.
        form_hosts: The origins that the editors' form in redaktion/ may contact; None if no form may be there.
    """
    base = f"/{base_path.strip('/')}/" if base_path.strip("/") else "/"
    hosts = frozenset(host.lower() for host in own_hosts)
    site = read(Path(folder), base, hosts, also_present, form_hosts)
    findings: set[Finding] = set()
    for name, check in CHECKS.items():
        try:
            findings.update(check(site))
        except Exception as error:  # a check that breaks has vouched for nothing
            findings.add(_broken(name, error))
    return sorted(findings)


def _broken(name: str, error: Exception) -> Finding:
    return Finding(
        "audit",
        "",
        name,
        f"Die Prüfung „{name}“ ist abgebrochen ({shown(repr(error))}). Ob sie bestanden ist, weiß niemand.",
        f"Bitte an die Entwicklung weitergeben: plugins/audit/checks/{name}.py",
    )
