"""Does every picture have a description that helps those who do not see it?

WCAG 2.2, 1.1.1. That `image` and `gallery` have one at all is asked elsewhere, as an error.
"""

from __future__ import annotations

import re

from plugins.core.problem import ProblemCollector
from plugins.proofreading.corpus import SourceDocument
from plugins.proofreading.prose import TextImage

LONGEST = 150
_FILE_NAME = re.compile(
    r"\S+\.(?:avif|gif|jpe?g|png|svg|webp|tiff?|heic)|(?:img|dsc|dscn|pict?|foto|scan)[-_ ]?\d{2,}", re.I
)
_KINDS = "bild|foto|fotografie|photo|aufnahme|grafik|abbildung|image|picture|photograph|graphic"
_BEGINNING = re.compile(
    rf"(?:(?:auf|in|on) )?(?:(?:das|dies(?:es|em)?|dem|ein|eine|the|this|an?) )?(?:{_KINDS})"
    r"(?:(?: (?:von|vom|of|mit|zeigt|zu sehen|sieht man|ist|sind|shows)\b)|:)\s*",
    re.IGNORECASE,
)
_PLAIN = re.compile(rf"(?:das |ein |eine )?(?:{_KINDS})\s*\d*\W*", re.IGNORECASE)


def check(document: SourceDocument, collector: ProblemCollector) -> None:
    """Report pictures without a description, and descriptions that do not describe."""
    for picture in document.pictures:
        alt = " ".join(picture.alt.split())
        if not alt:
            if not picture.marked:
                _report_missing(picture, collector)
        elif _FILE_NAME.fullmatch(alt) or alt == picture.src.rpartition("/")[2].rpartition(".")[0]:
            _report_file_name(picture, alt, collector)
        else:
            _check_wording(picture, alt, collector)


def _report_missing(picture: TextImage, collector: ProblemCollector) -> None:
    """Ask for the words of a picture: the goal of a link, the message of a drawing, a view."""
    lost, asked, example = "was es zeigt", "beschreiben", "Drei Personen an einem Tisch"
    if picture.is_link:
        lost, asked, example = "wohin der Link führt", "schreiben, wohin der Link führt", "Programm des Kongresses"
    elif picture.src.lower().endswith(".svg"):
        lost, asked = "was die Zeichnung aussagt", "schreiben, was sie aussagt"
        example = "Von Jahr zu Jahr kommen mehr Ideen an, zuletzt 120"
    aside = "" if picture.is_link else ' Ist es nur Schmuck, schreiben Sie dahinter {alt=""}.'
    collector.warning(
        picture.line,
        "alt-missing",
        f"Das Bild „{picture.src}“ hat keine Beschreibung. Wer es nicht sieht, erfährt nicht, {lost}.{aside}",
        f"Bitte {asked}, zum Beispiel: ![{example}]({picture.src})",
    )


def _report_file_name(picture: TextImage, alt: str, collector: ProblemCollector) -> None:
    collector.warning(
        picture.line,
        "alt-file-name",
        f"Als Beschreibung des Bildes steht hier ein Dateiname: „{alt}“.",
        "Bitte schreiben, was zu sehen ist, zum Beispiel: Drei Personen an einem Tisch",
    )


def _check_wording(picture: TextImage, alt: str, collector: ProblemCollector) -> None:
    begins = _BEGINNING.match(alt)
    if begins or _PLAIN.fullmatch(alt):
        rest = alt[begins.end() :].strip() if begins and begins[0].rstrip().endswith(":") else ""  # no „Einem Haus“
        example = rest[:1].upper() + rest[1:] if rest else "Drei Personen an einem Tisch"
        collector.warning(
            picture.line,
            "alt-beginning",
            f"Die Beschreibung „{_short(alt)}“ sagt, dass es ein Bild ist; das sagt jedes Vorleseprogramm selbst.",
            f"Bitte nur schreiben, was zu sehen ist, zum Beispiel: {_short(example)}",
        )
    if len(alt) > LONGEST:
        collector.warning(
            picture.line,
            "alt-long",
            f"Die Beschreibung des Bildes hat {len(alt)} Zeichen. Vorleseprogramme lesen sie in einem Stück vor.",
            f"Bitte auf das Wichtigste kürzen, höchstens {LONGEST} Zeichen, und das Übrige in den Text schreiben.",
        )


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"
