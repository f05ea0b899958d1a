"""Do two pages in the same language have the same title?

Lists, tabs and results of the search show nothing else (WCAG 2.2, 2.4.2).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, count

from plugins.content.front_matter.remedies import quote
from plugins.core.problem import Problem, Severity
from plugins.proofreading.corpus import SITE, Corpus, SourceDocument


def compare(corpus: Corpus) -> Iterator[Problem]:
    """Yield a warning for each file whose title another file before it has."""
    first: dict[tuple[str, str], SourceDocument] = {}
    taken = {(document.lang, document.value("title").casefold()) for document in corpus.documents}
    for document in corpus.documents:
        title = document.value("title")
        if document.type == SITE or not title:
            continue
        other = first.setdefault((document.lang, title.casefold()), document)
        if other is not document:
            free = _find_free(title, _year(document), document.lang, taken)
            yield Problem(
                document.file,
                document.line("title"),
                f"Den Titel „{title}“ hat schon eine andere Seite: {other.file}.",
                f"Bitte im Titel sagen, was die Seiten unterscheidet, zum Beispiel: title: {quote(free)}",
                "equal-title",
                Severity.WARNING,
            )


def _find_free(title: str, year: str, lang: str, taken: set[tuple[str, str]]) -> str:
    """Return *title* with the year, and with a number where that is another's title as well.

    It is added to *taken*.
    """
    numbered = (f"{title} ({year}, {number})" for number in count(2))
    free = next(one for one in chain([f"{title} ({year})"], numbered) if (lang, one.casefold()) not in taken)
    taken.add((lang, free.casefold()))
    return free


def _year(document: SourceDocument) -> str:
    written = document.value("date") or document.value("start")
    return written[:4] if written[:4].isdigit() else "Rückblick"
