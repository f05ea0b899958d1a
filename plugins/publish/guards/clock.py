"""Clock: ours is right. What a release is called, and which one is the newest, is told by it."""

from __future__ import annotations

from collections.abc import Iterator

from plugins.publish.guards.case import GuardContext, Refusal

TOLERANCE = 300  # seconds between our clock and that of the target
_REMEDY = "Bitte die Uhr dieses Rechners stellen, am besten über NTP, und noch einmal aufrufen."


def judge(case: GuardContext) -> Iterator[Refusal]:
    """Yield a refusal if our clock differs from the target's, or if a release lies in the future."""
    here, there = case.clocks
    if there is not None and abs(here - there) > TOLERANCE:
        yield Refusal(
            f"Die Uhr dieses Rechners geht gegenüber der des Ziels um {abs(here - there) / 60:.0f} Minuten "
            f"{'vor' if here > there else 'nach'}.",
            _REMEDY,
        )
    elif case.former is not None and case.release.time <= case.former.time:
        yield Refusal(
            f"Die letzte Veröffentlichung trägt die Zeit {case.former.time}; nach der Uhr dieses Rechners "
            "liegt sie in der Zukunft.",
            _REMEDY,
        )
