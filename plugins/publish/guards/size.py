"""Size: a site that has lost much at once has more likely lost it by mistake."""

from __future__ import annotations

from collections.abc import Iterator

from plugins.publish.guards.case import GuardContext, Refusal

LEAST = 0.8  # of the pages of the former release


def judge(case: GuardContext) -> Iterator[Refusal]:
    """Yield a refusal if there are far fewer pages than before."""
    former = case.former.pages if case.former else 0
    if case.release.pages < LEAST * former and not case.may_shrink:
        yield Refusal(
            f"Die Website hat nur noch {case.release.pages} Seiten statt {former}.",
            "Bitte prüfen, ob Texte fehlen. Ist das so gewollt, ergänzen Sie: --allow-shrink",
        )
