"""Audited: the audit has found nothing wrong in the very bytes that go out."""

from __future__ import annotations

from collections.abc import Iterator

from plugins.publish.guards.case import GuardContext, Refusal

_SHOWN = 5


def judge(case: GuardContext) -> Iterator[Refusal]:
    """Yield what the audit has found, the first few in full."""
    for finding in case.findings[:_SHOWN]:
        yield Refusal(f"Die Prüfung hat etwas gefunden: {finding}", "Bitte beheben und neu bauen.")
    if len(case.findings) > _SHOWN:
        yield Refusal(
            f"Die Prüfung hat noch {len(case.findings) - _SHOWN} weitere Fehler gefunden.",
            "Bitte alle ansehen: python3 tasks.py build",
        )
