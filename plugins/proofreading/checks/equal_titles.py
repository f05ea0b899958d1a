"""Do two pages in the same language have the same title?

Lists, tabs and results of the search show nothing else (WCAG 2.2, 2.4.2).
"""

from __future__ import annotations

from collections.abc import Iterator

from plugins.core.problem import Problem, Severity
from plugins.proofreading.corpus import SITE, Corpus, SourceDocument


def compare(corpus: Corpus) -> Iterator[Problem]:
    """Yield a warning for each file whose title another file before it has."""
    first: dict[tuple[str, str], SourceDocument] = {}
    for document in corpus.documents:
        title = document.value("title")
        if document.type == SITE or not title:
            continue
        other = first.setdefault((document.lang, title.casefold()), document)
        if other is not document:
            yield Problem(
                document.file,
                document.line("title"),
                f"Den Titel „{title}“ hat schon eine andere Seite: {other.file}.",
                "Bitte im Titel sagen, was die Seiten unterscheidet, zum Beispiel: "
                f'title: "{title} ({_year(document)})"',
                "equal-title",
                Severity.WARNING,
            )


def _year(document: SourceDocument) -> str:
    written = document.value("date") or document.value("start")
    return written[:4] if written[:4].isdigit() else "Rückblick"
