"""Is every word spelled as the dictionary has it?

Asked only where there is a dictionary for the language (`check` brings them, `build` does not), and once for each
word of a file. Words of the project stand in content/woerter.txt; the names of the services are known from the
registry. A word with a capital may also be one of the other language: titles and names are. The price is that a
typing error which happens to be an English word with a capital is missed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from functools import cache

from plugins.content.schema.languages import LANGUAGE_OF
from plugins.content.words import find_words
from plugins.core.problem import Problem, Severity
from plugins.embeds.services import load_all
from plugins.proofreading.corpus import Corpus, SourceDocument, Speller

SUGGESTED = 3  # a suggestion takes the dictionary up to half a second a word


def compare(corpus: Corpus) -> Iterator[Problem]:
    """Yield a warning for each word that no dictionary and not the project's list knows."""
    listed = corpus.words | _service_names()
    spelling = {language: _Spelling(language, corpus.spellers, listed) for language in corpus.spellers}
    unknown = [
        (document, word, line)
        for document in corpus.documents
        if (language_spelling := spelling.get(LANGUAGE_OF[document.lang].dictionary))
        for word, line in _find_unknown(document, language_spelling)
    ]
    suggestions: dict[str, str] = {}
    for document, word, line in unknown:
        if word not in suggestions:
            language_spelling = spelling[LANGUAGE_OF[document.lang].dictionary]
            suggestions[word] = language_spelling.suggest(word, ask=len(suggestions) < SUGGESTED)
        yield _problem(document, word, line, suggestions[word])


@cache
def _service_names() -> frozenset[str]:
    return frozenset(word for service in load_all() for word in find_words(f"{service.name} {service.panel}"))


def _find_unknown(document: SourceDocument, spelling: _Spelling) -> Iterator[tuple[str, int]]:
    """Yield each unknown word of *document*, with its first line."""
    seen: set[str] = set()
    for line in document.lines:
        for word in find_words(line.text):
            if word not in seen and not spelling.knows(word):
                seen.add(word)
                yield word, line.number


class _Spelling:
    """The known words of one language; every word is looked up once."""

    def __init__(self, language: str, spellers: Mapping[str, Speller], listed: frozenset[str]) -> None:
        self._speller = spellers[language]
        self._others = [speller for other, speller in spellers.items() if other != language]
        self._listed = listed
        self._known: dict[str, bool] = {}

    def knows(self, word: str) -> bool:
        """Return whether *word*, or each part of a compound with hyphens, is known."""
        if word not in self._known:
            self._known[word] = self._is_whole(word) or self._is_compound(word)
        return self._known[word]

    def suggest(self, word: str, *, ask: bool) -> str:
        """Return the word that was probably meant, or "".

        A similar word that this site uses comes first, then, if *ask*, the first suggestion of the dictionary.
        """
        used = [one for one, known in self._known.items() if known and abs(len(one) - len(word)) < 3]
        close = get_close_matches(word, sorted(self._listed) + used, n=1, cutoff=0.85)
        return (close or [*(self._speller.suggest(word) if ask else ()), ""])[0]

    def _is_whole(self, word: str) -> bool:
        # perhaps with the s of the genitive
        listed = word in self._listed or (word.endswith("s") and word[:-1].removesuffix("'") in self._listed)
        if listed or self._speller.knows(word) or self._speller.knows(f"{word}."):  # an abbreviation, its stop cut off
            return True
        return word[0].isupper() and any(other.knows(word) for other in self._others)

    def _is_compound(self, word: str) -> bool:
        parts = [part for part in re.split(r"[-*:]", word) if part]
        return parts != [word] and all(self._is_part(part) for part in parts)

    def _is_part(self, part: str) -> bool:
        """Return whether *part* may stand at a hyphen: „Regierungs-“, „Landes-“."""
        return self._is_whole(part) or any(map(self._speller.knows, (f"{part}-", part.capitalize())))


def _problem(document: SourceDocument, word: str, line: int, meant: str) -> Problem:
    example = f", zum Beispiel: {meant}" if meant else ""
    return Problem(
        document.file,
        line,
        f"„{word}“ kennt das Wörterbuch nicht.{f' Meinten Sie „{meant}“?' if meant else ''}",
        f"Bitte berichtigen{example}. Stimmt das Wort, ergänzen Sie in content/woerter.txt eine Zeile: {word}",
        "spelling",
        Severity.WARNING,
    )
