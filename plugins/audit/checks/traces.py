"""Does every picture show only what is to be seen, and nothing of where, when and with what it was taken?"""

from __future__ import annotations

from collections.abc import Iterator

from plugins.audit.model.finding import Finding, quote_text
from plugins.audit.model.site import FinishedSite


def check(site: FinishedSite) -> Iterator[Finding]:
    """Yield every picture file that tells something beside its picture."""
    for flaw in site.traces:
        yield Finding(
            "traces",
            flaw.path,
            "",
            f"Das Bild „{quote_text(flaw.path)}“ verrät Angaben zu seiner Entstehung "
            f"({quote_text(flaw.reason)}), etwa den Ort.",
            "Bitte an die Entwicklung weitergeben: plugins/images/metadata.py müsste sie entfernt haben.",
        )
