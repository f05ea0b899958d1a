"""Does a text in Leichte Sprache (`lang: de-simple`), or a summary in it, keep its rules?

BITV 2.0 Anlage 2 Teil 2, https://www.gesetze-im-internet.de/bitv_2_0/anlage_2.html: number 1 (abbreviations, negations,
subjunctive, passive, genitive), 5 (short sentences), 6 (special signs, brackets), 9 (each sentence on its own line).
Rules of thumb that a person has to judge, hence warnings. A negation in bold was chosen on purpose: bold is how
Leichte Sprache keeps one from being missed.
"""

from __future__ import annotations

import re

from plugins.core.problem import ProblemCollector
from plugins.proofreading.corpus import SourceDocument
from plugins.proofreading.prose import ProseBlock, Sentence, split_sentences

MOST_WORDS = 12  # „kurze Sätze“; guides for Leichte Sprache name 8 to 12

_NOUN = r"[A-ZÄÖÜ][\wäöüß-]*"
_PASSIVE = re.compile(
    r"\b(?:wird|werden|wirst|werdet|wurde|wurden|worden)\b(?:\s+[\wäöüß-]+){0,8}?\s+"
    r"((?!(?:geben|gehen|gehören|gelten|gewinnen|genießen|gefallen|gelingen|geschehen|gesund|gerecht|gern|genug|"
    r"bekannt|beliebt|berühmt|verliebt|erwachsen|gut)\b)"
    r"(?:[a-zäöüß]{0,6}ge[a-zäöüß]{2,}(?:t|en)|(?:be|ver|er|ent|zer|miss)[a-zäöüß]{2,}t|[a-zäöüß]{2,}iert))\b"
)
_GENITIVE = re.compile(
    rf"\b(?:des|eines|meines|deines|seines|ihres|unseres|eures)\s+(?:[a-zäöüß]+en\s+)?{_NOUN}(?:s|es|en)\b"
    rf"|(?<=\s)(?!Sie\b|Ihnen\b|Ihr){_NOUN}\s+(?:der|einer|meiner|deiner|seiner|ihrer|unserer|eurer)\s+(?:[a-zäöüß]+en\s+)?{_NOUN}"
)
_SUBJUNCTIVE = re.compile(
    r"\b(?:hätte|wäre|würde|könnte|müsste|dürfte|gäbe|käme|ginge|bräuchte|wüsste|ließe|bliebe|fände)(?:n|st|t|est)?\b",
    re.IGNORECASE,
)
_NEGATION = re.compile(r"\b(?:nicht|nichts|nie|niemals|niemand(?:en|em)?|nirgends|kein(?:e|en|em|er|es)?)\b", re.I)
_SIGN = re.compile(r"[§%&/()\[\]{};+=*~<>|]")
_ABBREVIATION = re.compile(r"\b(?:z\. ?B|d\. ?h|u\. ?a|usw|bzw|etc|ca|ggf|evtl|inkl|Nr|Str|Tel|vgl)\.")


def check(document: SourceDocument, collector: ProblemCollector) -> None:
    """Report wording that makes a text in Leichte Sprache harder than it should be."""
    is_whole = document.lang == "de-simple"
    for block in document.prose.blocks:
        if not (is_whole or block.is_easy):
            continue
        found = list(split_sentences(block))
        _check_lines(block, found, collector)
        for sentence in found:
            _check_length(sentence, collector)
            _check_grammar(sentence, block, collector)
            _check_signs(sentence, collector)


def _check_lines(block: ProseBlock, found: list[Sentence], collector: ProblemCollector) -> None:
    """A row of sentences in an item of a list explains it; elsewhere each stands alone."""
    if block.kind == "item" or len(found) < 2 or (block.is_easy and len({one.line for one in found}) == len(found)):
        return
    collector.warning(
        block.line,
        "easy-one-sentence",
        f"Nach „{_end(found[0].text)}“ folgt im selben Absatz noch ein Satz. "
        "In Leichter Sprache beginnt jeder Satz in einer neuen Zeile.",
        "Bitte dazwischen eine leere Zeile einfügen, sodass jeder Satz allein steht.",
    )


def _check_length(sentence: Sentence, collector: ProblemCollector) -> None:
    if sentence.words > MOST_WORDS:
        collector.warning(
            sentence.line,
            "easy-length",
            f"Der Satz „{_short(sentence.text)}“ hat {sentence.words} Wörter. "
            f"In Leichter Sprache sind es höchstens {MOST_WORDS}.",
            "Bitte zwei Sätze daraus machen, in jedem ein Gedanke. "
            "Zum Beispiel: Sie schreiben uns. Dann antworten wir Ihnen.",
        )


def _check_grammar(sentence: Sentence, block: ProseBlock, collector: ProblemCollector) -> None:
    if found := _PASSIVE.search(sentence.text):
        collector.warning(
            sentence.line,
            "easy-passive",
            f"„{_short(found[0])}“ sagt nicht, wer etwas tut (Passiv).",
            "Bitte sagen, wer es tut. Zum Beispiel statt „Der Text wird geprüft“: Wir prüfen den Text.",
        )
    if found := _GENITIVE.search(sentence.text):
        collector.warning(
            sentence.line,
            "easy-genitive",
            f"„{found[0]}“ steht im Genitiv (wessen?).",
            "Bitte mit „von“ schreiben. Zum Beispiel statt „die Arbeit des Amtes“: die Arbeit vom Amt.",
        )
    if found := _SUBJUNCTIVE.search(sentence.text):
        collector.warning(
            sentence.line,
            "easy-subjunctive",
            f"„{found[0]}“ ist Möglichkeitsform (Konjunktiv).",
            "Bitte sagen, was ist. Zum Beispiel statt „Es könnte regnen“: Vielleicht regnet es.",
        )
    stressed = " ".join(block.strong).casefold().split()
    for found in _NEGATION.finditer(sentence.text):
        if found[0].casefold() not in (word.strip(".,:!?") for word in stressed):
            collector.warning(
                sentence.line,
                "easy-negation",
                f"Mit „{found[0]}“ sagt der Satz „{_short(sentence.text)}“, was nicht ist.",
                "Bitte sagen, was ist. Zum Beispiel statt „nicht teuer“: billig. "
                f"Geht das nicht, heben Sie das Wort hervor: **{found[0]}**",
            )
            return


def _check_signs(sentence: Sentence, collector: ProblemCollector) -> None:
    found = _ABBREVIATION.search(sentence.text)
    if found:
        collector.warning(
            sentence.line,
            "easy-abbreviation",
            f"„{found[0]}“ ist eine Abkürzung.",
            "Bitte ausschreiben. Statt „z. B.“ schreiben Sie: zum Beispiel",
        )
    if sign := _SIGN.search(sentence.text):
        collector.warning(
            sentence.line,
            "easy-sign",
            f"Das Zeichen „{sign[0]}“ in „{_short(sentence.text)}“ können viele nicht lesen.",
            "Bitte mit Worten schreiben, zum Beispiel: Prozent, und, oder, Paragraf. "
            "Was in Klammern steht, wird ein eigener Satz.",
        )


def _end(text: str) -> str:
    return text if len(text) <= 40 else f"…{text[-39:]}"


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"
