"""Is every word spelled as the dictionary has it?

Asked only where there is a dictionary for the language (`check` brings them, `build` does not), and told once a word,
with the places where it stands. Words of the project stand in content/woerter.txt; the names of the services are known
from the registry. A word with a capital may also be one of the other language: titles and names are. The price is that
a typing error which happens to be an English word with a capital is missed; so is one in a name. In site.yaml a whole
value may be in the other language, such as the German duties of a site in English.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from plugins.content.schema.languages import LANGUAGE_OF
from plugins.content.words import find_words
from plugins.core.problem import Problem, Severity
from plugins.proofreading.corpus import SITE, Corpus, SourceDocument, Speller
from plugins.proofreading.names import (
    first_names,
    follows_a_name,
    is_built_like_a_noun,
    is_first_name,
    is_within_sentence,
)
from plugins.proofreading.near_words import NearWords
from plugins.proofreading.text_language import language_of_text

_PARTS = re.compile(r"[-*:]")
_LONGEST = 100  # letters: nothing that somebody meant as one word, and what is tried for a word grows by the square
_MOST_GUESSES = 60  # words whose steps are shown to the dictionary one by one: nearly 40 ms each
_ENDINGS = ("en", "ern", "er", "es", "em", "n", "e", "s", "r", "")  # "" last: a compound without one


@dataclass(slots=True)
class _Occurrences:
    """An unknown word: its places, and whether one of them shows that it is a name."""

    places: list[tuple[str, int]] = field(default_factory=list)
    is_within_sentence: bool = False
    follows_a_name: bool = False


def compare(corpus: Corpus) -> Iterator[Problem]:
    """Yield a warning for each word that no dictionary and not the project's list knows."""
    listed = corpus.words | _service_names(corpus)
    for language in corpus.spellers:
        spelling = _Spelling(language, corpus.spellers, listed)
        documents = [one for one in corpus.asked_documents if _dictionary_of(one) == language]
        unknown = _find_unknown(documents, spelling)
        names = {word for word, occurrences in unknown.items() if spelling.is_name(word, occurrences)}
        for word, occurrences in unknown.items():
            if not names.intersection((word, word.removesuffix("s"), word.removesuffix("'"))):
                yield _problem(word, occurrences.places, spelling.suggest(word))


def _dictionary_of(document: SourceDocument) -> str:
    """Return the dictionary of *document*, "" if its language is not the one it says."""
    return "" if language_of_text(document) else LANGUAGE_OF[document.lang].dictionary


def _service_names(corpus: Corpus) -> frozenset[str]:
    services = (service for one in corpus.documents[:1] for service in (*one.services, *one.unlisted))
    return frozenset(word for service in services for word in find_words(f"{service.name} {service.panel}"))


def _find_unknown(documents: list[SourceDocument], spelling: _Spelling) -> dict[str, _Occurrences]:
    """Return the unknown words of *documents* in their order, each with its lines."""
    unknown: dict[str, _Occurrences] = {}
    for document in documents:
        for before, number, text in _lines(document):
            words = dict.fromkeys(find_words(text))
            if document.type == SITE and spelling.is_foreign(words):
                continue
            for word in words:
                if not spelling.knows(word):
                    occurrences = unknown.setdefault(word, _Occurrences())
                    occurrences.places.append((document.file, number))
                    _note_name(occurrences, word, before, text)
    return unknown


def _lines(document: SourceDocument) -> Iterator[tuple[str, int, str]]:
    """Yield the lines of *document*: the one before in the same paragraph, number, text."""
    for line in document.visible_texts:
        yield "", line.number, line.text
    for block in document.prose.blocks:
        before = ""
        for line in block.lines:
            yield before, line.number, line.text
            before = line.text


def _note_name(occurrences: _Occurrences, word: str, before: str, text: str) -> None:
    at = text.find(word) if word[0].isupper() else -1
    if at < 0:
        return
    context = f"{before} {text[:at]}" if before else text[:at]
    occurrences.is_within_sentence |= is_within_sentence(context)
    occurrences.follows_a_name |= follows_a_name(context)


class _Spelling:
    """The known words of one language; every word is looked up once."""

    def __init__(self, language: str, spellers: Mapping[str, Speller], listed: frozenset[str]) -> None:
        self._speller = spellers[language]
        self._others = [speller for other, speller in spellers.items() if other != language]
        self._listed = listed
        self._known: dict[str, bool] = {}
        self._suggestions: dict[str, str] = {}
        self._guesses = 0

    def knows(self, word: str) -> bool:
        """Return whether *word*, or each part of a compound with hyphens, is known."""
        if word not in self._known:
            self._known[word] = self._is_whole(word) or self._is_compound(word)
        return self._known[word]

    def is_foreign(self, words: Iterable[str]) -> bool:
        """Return whether all *words* are of one other language."""
        return any(all(map(speller.knows, words)) for speller in self._others)

    def is_name(self, word: str, occurrences: _Occurrences) -> bool:
        """Return whether an unknown *word* is a name and no typing error."""
        if not word[0].isupper():
            return False
        if occurrences.follows_a_name or is_first_name(word):
            return not (self._is_like_a_noun(word) and self.suggest(word))
        if not occurrences.is_within_sentence or self._is_like_a_noun(word):
            return False
        return not _is_slip(word, self.suggest(word))

    def suggest(self, word: str) -> str:
        """Return the word that was probably meant, or ""."""
        if len(word) > _LONGEST:
            return ""
        if word not in self._suggestions:
            self._suggestions[word] = self._suggest_whole(word) or self._suggest_parts(word)
        return self._suggestions[word]

    def _suggest_parts(self, word: str) -> str:
        """Return the compound with hyphens that was probably meant, or ""."""
        parts = [part for part in _PARTS.split(word) if part]
        unknown = [part for part in parts if len(parts) > 1 and not self._is_part(part)]
        meant = self._suggest_whole(unknown[0]) if len(unknown) == 1 else ""
        return word.replace(unknown[0], meant) if meant else ""

    def _suggest_whole(self, word: str) -> str:
        """Return the word of this site, else of the dictionary, that is one step from *word*, or ""."""
        if word.islower() and self._is_whole(word.capitalize()):
            return word.capitalize()
        near = (form for one in self._find_near(word) for form in _forms(word, one))
        return next((form for form in near if self._is_whole(form)), "")

    def _find_near(self, word: str) -> Iterator[str]:
        yield from self._site_words.find(word)
        yield from self._dictionary_words.find(word)
        yield from self._find_built(word)
        if word.isalpha() and self._guesses < _MOST_GUESSES and (word.islower() or self._is_like_a_noun(word)):
            self._guesses += 1
            yield from self._dictionary_words.guess(word)

    def _is_like_a_noun(self, word: str) -> bool:
        return is_built_like_a_noun(word, self._stems)

    def _find_built(self, word: str) -> Iterator[str]:
        """Yield words near *word* that stand in no list: with an ending, or put together of two."""
        small = word.lower()
        for ending in _ENDINGS:
            if ending and small.endswith(ending):
                for near in self._dictionary_words.find(word[: -len(ending)]):
                    yield f"{near}{ending}"
        for cut in range(4, len(word) - 3):
            if small[:cut] in self._stems or small[:cut].removesuffix("s") in self._stems:
                for near in self._dictionary_words.find(word[cut:]):
                    yield f"{word[:cut]}{near.lower()}"
            if small[cut:] in self._stems:
                for near in self._dictionary_words.find(word[:cut]):
                    yield f"{near}{small[cut:]}"

    @cached_property
    def _site_words(self) -> NearWords:
        """The words of the project's list, and those of its texts that are known."""
        return NearWords([*sorted(self._listed), *(word for word, known in self._known.items() if known)])

    @cached_property
    def _dictionary_words(self) -> NearWords:
        return NearWords(self._speller.words())

    @cached_property
    def _stems(self) -> frozenset[str]:
        return frozenset(word.lower() for word in self._speller.parts() if len(word) > 3)

    def _is_whole(self, word: str) -> bool:
        # perhaps with the s of the genitive
        listed = word in self._listed or (word.endswith("s") and word[:-1].removesuffix("'") in self._listed)
        if listed or self._speller.knows(word) or self._speller.knows(f"{word}."):  # an abbreviation, its stop cut off
            return True
        return word[0].isupper() and any(other.knows(word) for other in self._others)

    def _is_compound(self, word: str) -> bool:
        parts = [part for part in _PARTS.split(word) if part]
        return parts != [word] and all(self._is_part(part) for part in parts)

    def _is_part(self, part: str) -> bool:
        """Return whether *part* may stand at a hyphen: „Regierungs-“, „Landes-“."""
        return self._is_whole(part) or any(map(self._speller.knows, (f"{part}-", part.capitalize())))


def _forms(word: str, near: str) -> tuple[str, ...]:
    """Return *near* with a capital if *word* has one, else as it is and as a noun."""
    capital = near[:1].upper() + near[1:]
    return (capital,) if word[0].isupper() else (near, capital)


def _is_slip(word: str, meant: str) -> bool:
    """Return whether *word* is rather a slip for *meant* than a name.

    The first letter is hardly ever wrong, and a short name has some word near it by chance.
    """
    return len(word) > 5 and meant[:1] == word[:1] and meant not in first_names()


def _problem(word: str, places: list[tuple[str, int]], meant: str) -> Problem:
    example = f", zum Beispiel: {meant}" if meant else ""
    (file, line), *others = places
    return Problem(
        file,
        line,
        f"„{word}“ kennt das Wörterbuch nicht.{f' Meinten Sie „{meant}“?' if meant else ''}",
        f"Bitte berichtigen{example}. Stimmt das Wort, ergänzen Sie in content/woerter.txt eine Zeile: {word}",
        "spelling",
        Severity.WARNING,
        tuple(others),
    )
