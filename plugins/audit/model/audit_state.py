"""Audit state: the result of an audit, and the part of it that the next audit builds on."""

from __future__ import annotations

from collections.abc import Collection, Mapping, MutableMapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from plugins.audit.model.dependencies import Dependencies
from plugins.audit.model.finding import Finding
from plugins.audit.model.site_context import FileWeight


@dataclass(frozen=True, slots=True)
class AuditState:
    """The state of a site without a fault.

    ``key`` is that of its context. ``required`` counts the files that require a resource, by its digest.
    ``warnings`` are the findings that let it pass. ``dependencies`` are those of every file that has any.
    """

    key: str
    required: Mapping[bytes, int]
    warnings: tuple[Finding, ...]
    weights: Mapping[str, FileWeight]
    dependencies: MutableMapping[str, Dependencies] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AuditResult:
    """The findings, sorted, and the state of the site if they are nothing but warnings."""

    findings: tuple[Finding, ...]
    state: AuditState | None = None

    @classmethod
    def of(cls, findings: Collection[Finding], state: AuditState) -> AuditResult:
        """Return the result with *findings*, and with *state* if all of them are warnings."""
        ordered = tuple(sorted(findings))
        is_sound = all(finding.is_warning for finding in ordered)
        return cls(ordered, replace(state, warnings=ordered) if is_sound else None)


@dataclass(frozen=True, slots=True)
class AuditPatch:
    """A change of the site in the folder *previous*, which holds *files*.

    Those *unchanged* stay; the other files of the new site are in the folder to audit. *state* is that of the
    previous site, None if there is none; if nothing is wrong, its dependencies become those of the new site.
    """

    previous: Path
    files: frozenset[str]
    unchanged: frozenset[str]
    state: AuditState | None
