"""Guards: each module names one sort of reason not to publish. All are asked, and all reasons are told at once."""

from __future__ import annotations

from plugins.publish.guards import (
    addresses,
    audited,
    clock,
    complete,
    legal_pages,
    local_hosts,
    open_facts,
    size,
    unpublished,
)
from plugins.publish.guards.case import Guard, GuardContext, Refusal

__all__ = ["GUARDS", "GuardContext", "Refusal", "refusals"]

GUARDS: tuple[Guard, ...] = (
    clock.judge,
    audited.judge,
    complete.judge,
    legal_pages.judge,
    open_facts.judge,
    unpublished.judge,
    local_hosts.judge,
    size.judge,
    addresses.judge,
)


def refusals(case: GuardContext) -> list[Refusal]:
    """Return every reason not to publish, most of all first; a guard that breaks is one."""
    found: list[Refusal] = []
    for guard in GUARDS:
        try:
            found.extend(guard(case))
        except Exception as trouble:
            name = guard.__module__.rpartition(".")[2]
            found.append(
                Refusal(
                    f"Die Prüfung „{name}“ vor dem Veröffentlichen ist abgebrochen: {trouble!r}.",
                    "Bitte wenden Sie sich damit an das Entwicklungsteam.",
                )
            )
    return found
