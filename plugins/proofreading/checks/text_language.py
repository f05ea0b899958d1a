"""Is a text written in the language that its front matter says?

WCAG 2.2, 3.1.1: an English text that is marked as German is read aloud with German sounds. One message asks for the
mark; its words are not looked up in the wrong dictionary.
"""

from __future__ import annotations

from plugins.content.schema.languages import LANGUAGE_OF
from plugins.core.problem import ProblemCollector
from plugins.proofreading.corpus import SourceDocument
from plugins.proofreading.text_language import language_of_text


def check(document: SourceDocument, collector: ProblemCollector) -> None:
    """Report a text in another language."""
    language = language_of_text(document)
    if language:
        is_marked = bool(document.value("lang"))
        how = "Bitte im Kopf der Datei so ändern" if is_marked else "Bitte im Kopf der Datei eine Zeile ergänzen"
        collector.warning(
            document.line("lang"),
            "text-language",
            f"Dieser Text ist offenbar {LANGUAGE_OF[language].label.lower()} geschrieben, gilt aber als "
            f"{LANGUAGE_OF[document.lang].label}. Vorleseprogramme sprechen ihn falsch aus.",
            f"{how}: lang: {language}",
        )
