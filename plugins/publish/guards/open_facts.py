"""Open facts: nothing is missing in site.yaml that a law asks for."""

from __future__ import annotations

from collections.abc import Iterator

from plugins.publish.guards.case import GuardContext, Refusal


def judge(case: GuardContext) -> Iterator[Refusal]:
    """Yield each fact that is still open."""
    for fact in case.open_facts:
        yield Refusal(
            fact, "Bitte in content/site.yaml eintragen. Ohne diese Angabe darf die Website nicht erscheinen."
        )
