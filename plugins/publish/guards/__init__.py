"""Guards: every reason not to publish a staged release.

All guards are asked, and all refusals are reported at once.

A guard is one function ``check_NAME(context) -> Iterator[Refusal]``; a new one is such a function and its place in
``GUARDS``. ``contents`` looks at the release alone, ``comparison`` at the release before it and at the target.
"""

from __future__ import annotations

from plugins.publish.guards import comparison, contents
from plugins.publish.guards.context import Guard, GuardContext, Refusal

__all__ = ["GUARDS", "GuardContext", "Refusal", "find_refusals"]

GUARDS: tuple[Guard, ...] = (
    comparison.check_clock,
    contents.check_audit,
    contents.check_completeness,
    contents.check_legal_pages,
    contents.check_open_facts,
    contents.check_drafts,
    contents.check_preview,
    contents.check_local_hosts,
    comparison.check_size,
    comparison.check_addresses,
)


def find_refusals(context: GuardContext) -> list[Refusal]:
    """Return every reason not to publish, in the order of ``GUARDS``.

    A guard that raises is one itself.
    """
    found: list[Refusal] = []
    for guard in GUARDS:
        try:
            found.extend(guard(context))
        except Exception as error:
            name = guard.__name__.removeprefix("check_")
            found.append(
                Refusal(
                    f"Die Prüfung „{name}“ vor dem Veröffentlichen ist abgebrochen: {error!r}.",
                    "Bitte wenden Sie sich damit an das Entwicklungsteam.",
                )
            )
    return found
