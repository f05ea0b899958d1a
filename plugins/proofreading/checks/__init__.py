"""Checks: possible improvements of texts, one question per module; warnings only.

A module has ``check(document: SourceDocument, collector: ProblemCollector) -> None``, if one file is enough to tell, or
``compare(corpus: Corpus) -> Iterator[Problem]``, if it takes the day, the dictionaries or the other files.
None of them raises; each is called for every file that is text, whatever else is wrong with it.
"""

from __future__ import annotations

import pkgutil
from importlib import import_module

from plugins.core.problem import Problem, ProblemCollector
from plugins.proofreading.corpus import Corpus, SourceDocument

_MODULES = tuple(
    import_module(f"{__name__}.{name}") for name in sorted(module.name for module in pkgutil.iter_modules(__path__))
)
CHECKS = tuple(module.check for module in _MODULES if hasattr(module, "check"))
COMPARISONS = tuple(module.compare for module in _MODULES if hasattr(module, "compare"))


def document_warnings(document: SourceDocument) -> list[Problem]:
    """Return the warnings of all checks that need one file alone."""
    collector = ProblemCollector(document.file)
    for check in CHECKS:
        check(document, collector)
    return collector.problems


def corpus_warnings(corpus: Corpus) -> list[Problem]:
    """Return the warnings of all checks about all documents of *corpus*."""
    found = [problem for document in corpus.asked_documents for problem in document_warnings(document)]
    return found + [problem for compare in COMPARISONS for problem in compare(corpus)]
