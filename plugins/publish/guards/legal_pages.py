"""Legal pages: imprint, privacy and accessibility are there, as DDG § 5, DSGVO Artikel 13 and BGG NRW § 10b ask."""

from __future__ import annotations

from collections.abc import Iterator

from plugins.publish.guards.case import GuardContext, Refusal


def judge(case: GuardContext) -> Iterator[Refusal]:
    """Yield each page that the law asks for and that is not there."""
    for address in case.legal:
        if not case.has(f"{case.release.base_path}{address.removeprefix('/')}"):
            yield Refusal(
                f"Die vorgeschriebene Seite {address} fehlt.",
                "Bitte die Seite in content/pages/ wiederherstellen; ohne sie darf die Website nicht erscheinen.",
            )
