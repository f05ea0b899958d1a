"""Is an ordinary text about as easy to read as a newspaper?

The first Wiener Sachtextformel (Bamberger and Vanecek, Lesen, Verstehen, Lernen, Schreiben, 1984) answers in years of
school, 4 to 15; textstat reckons it. Reported from 13 on: what asks for more than Abitur is too hard for a site for all
citizens. The texts of this site stand at 5 to 11. A formula needs a few sentences, so short texts are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

from plugins.core.problem import ProblemCollector
from plugins.proofreading.corpus import SourceDocument
from plugins.proofreading.prose import Sentence, split_sentences

HARDEST = 13.0
_FEWEST_WORDS = 100
_OF_LENGTH = 0.1672  # the weight of words a sentence in the formula
_LANGUAGES = frozenset({"de"})


def check(document: SourceDocument, collector: ProblemCollector) -> None:
    """Report a German text that is too hard, at its longest sentence."""
    if document.lang not in _LANGUAGES:
        return
    found = [
        sentence
        for block in document.prose.blocks
        if block.kind == "paragraph" and not block.is_strong
        for sentence in split_sentences(block)
    ]
    if sum(sentence.words for sentence in found) < _FEWEST_WORDS:
        return
    grade = years([sentence.text for sentence in found])
    if grade >= HARDEST:
        _report_hard_text(max(found, key=lambda sentence: sentence.words), grade, collector)


def years(sentences: Sequence[str]) -> float:
    """Return how many years of school the German *sentences* ask for.

    textstat ends one at every full stop, as in „3. Mai“, and counts none of two words: how many there are, we know.
    """
    text = re.sub(r"\s+", " ", " ".join(sentences))
    found = _textstat()
    words = found.lexicon_count(text)
    counted = words / len(sentences) - words / found.sentence_count(text) if words else 0.0
    return float(found.wiener_sachtextformel(text, 1)) + _OF_LENGTH * counted


@cache
def _textstat() -> Any:
    import textstat  # a second that only texts of some length are worth

    textstat.set_lang("de")
    return textstat


def _report_hard_text(longest: Sentence, grade: float, collector: ProblemCollector) -> None:
    collector.warning(
        longest.line,
        "hard-to-read",
        f"Dieser Text ist schwer zu lesen (Wiener Sachtextformel {grade:.0f}; eine Zeitung hat 10 bis 12). "
        f"Sein längster Satz hat {longest.words} Wörter: „{_short(longest.text)}“",
        "Bitte lange Sätze teilen und lange Wörter ersetzen, zum Beispiel „Nutzung“ durch „nutzen“.",
    )


def _short(text: str) -> str:
    return text if len(text) <= 50 else f"{text[:49]}…"
