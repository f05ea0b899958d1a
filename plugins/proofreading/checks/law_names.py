"""Does the text name a law by a name it no longer has?

TMG and TTDSG: Gesetz zur Durchführung der Verordnung (EU) 2022/2065, in force since 14 May 2024.
RStV: Medienstaatsvertrag, in force since 7 November 2020.
"""

from __future__ import annotations

import re

from plugins.core.problem import ProblemCollector
from plugins.proofreading.corpus import SourceDocument

_SUCCESSORS = {
    "TMG": ("DDG", "seit dem 14. Mai 2024"),
    "Telemediengesetz": ("Digitale-Dienste-Gesetz", "seit dem 14. Mai 2024"),
    "TTDSG": ("TDDDG", "seit dem 14. Mai 2024"),
    "Telekommunikation-Telemedien-Datenschutz-Gesetz": (
        "Telekommunikation-Digitale-Dienste-Datenschutz-Gesetz",
        "seit dem 14. Mai 2024",
    ),
    "RStV": ("MStV", "seit dem 7. November 2020"),
    "Rundfunkstaatsvertrag": ("Medienstaatsvertrag", "seit dem 7. November 2020"),
}
_SIGNS = r"\w/.@#-"  # within these it is part of an address or of another word
_NAME = re.compile(rf"(?<![{_SIGNS}])({'|'.join(map(re.escape, _SUCCESSORS))})(?:e?s)?(?![\w/@-])")


def check(document: SourceDocument, collector: ProblemCollector) -> None:
    """Report each line that calls a law by a former name."""
    for number, line in enumerate(document.text.split("\n"), 1):
        for name in dict.fromkeys(_NAME.findall(line)):
            successor, since = _SUCCESSORS[name]
            collector.warning(
                number,
                "law-name",
                f"„{name}“ heißt dieses Gesetz nicht mehr, {since} gilt an seiner Stelle: {successor}.",
                f"Bitte Namen und Paragrafen prüfen und schreiben: {successor}",
            )
