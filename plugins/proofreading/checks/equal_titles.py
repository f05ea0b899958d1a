"""Do two pages in the same language have the same title?

Lists, tabs and results of the search show nothing else (WCAG 2.2, 2.4.2).
"""

from __future__ import annotations

from collections.abc import Iterator

from plugins.core.problem import Problem, Severity
from plugins.proofreading.corpus import SITE, Corpus, SourceDocument


def compare(shelf: Corpus) -> Iterator[Problem]:
    """Yield a hint for each file whose title another one before it has."""
    first: dict[tuple[str, str], SourceDocument] = {}
    for draft in shelf.documents:
        title = draft.value("title")
        if draft.type == SITE or not title:
            continue
        other = first.setdefault((draft.lang, title.casefold()), draft)
        if other is not draft:
            yield Problem(
                draft.file,
                draft.line("title"),
                f"Den Titel „{title}“ hat schon eine andere Seite: {other.file}.",
                f'Bitte im Titel sagen, was die Seiten unterscheidet, zum Beispiel: title: "{title} ({_year(draft)})"',
                "equal-title",
                Severity.WARNING,
            )


def _year(draft: SourceDocument) -> str:
    written = draft.value("date") or draft.value("start")
    return written[:4] if written[:4].isdigit() else "Rückblick"
