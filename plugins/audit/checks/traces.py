"""Is every picture free of metadata, such as place, time and camera?"""

from __future__ import annotations

from collections.abc import Iterator

from plugins.audit.model.built_site import BuiltSite
from plugins.audit.model.finding import Finding, quote_text


def check(site: BuiltSite) -> Iterator[Finding]:
    """Yield every picture file that holds metadata."""
    for flaw in site.pictures_with_metadata:
        yield Finding(
            "traces",
            flaw.path,
            "",
            f"Das Bild „{quote_text(flaw.path)}“ verrät Angaben zu seiner Entstehung "
            f"({quote_text(flaw.reason)}), etwa den Ort.",
            "Bitte an die Entwicklung weitergeben: plugins/images/metadata.py müsste sie entfernt haben.",
        )
