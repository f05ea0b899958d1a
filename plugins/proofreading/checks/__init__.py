"""Lints: what could be better in what was written, one question per module; hints only, they never stop a build.

A module has ``look(draft: Draft, report: Report) -> None``, if one file is enough to tell, or
``compare(shelf: Shelf) -> Iterator[Problem]``, if it takes the day, the dictionaries or the other files.
None of them raises; each is asked about every file that is text, whatever else is wrong with it.
"""

from __future__ import annotations

import pkgutil
from importlib import import_module

from plugins.core.problem import Problem, ProblemCollector
from plugins.proofreading.corpus import Corpus, SourceDocument

_MODULES = tuple(
    import_module(f"{__name__}.{name}") for name in sorted(module.name for module in pkgutil.iter_modules(__path__))
)
LOOKS = tuple(module.look for module in _MODULES if hasattr(module, "look"))
COMPARISONS = tuple(module.compare for module in _MODULES if hasattr(module, "compare"))


def look(draft: SourceDocument) -> list[Problem]:
    """Return what every question about one file finds in *draft*."""
    report = ProblemCollector(draft.file)
    for ask in LOOKS:
        ask(draft, report)
    return report.problems


def hints(shelf: Corpus) -> list[Problem]:
    """Return what every question finds in the drafts of *shelf*."""
    found = [problem for draft in shelf.documents for problem in look(draft)]
    return found + [problem for compare in COMPARISONS for problem in compare(shelf)]
