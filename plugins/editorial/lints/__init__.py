"""Lints: what could be better in a text, one question per module; hints only, they never stop a build.

Each has ``look(text: str, report: Report) -> None`` and gets the whole file as it was written.
"""

from __future__ import annotations

import pkgutil
from importlib import import_module

from plugins.editorial.report import Report

LINTS = tuple(
    import_module(f"{__name__}.{name}").look
    for name in sorted(module.name for module in pkgutil.iter_modules(__path__))
)


def look(text: str, report: Report) -> None:
    """Ask every question about *text*."""
    for lint in LINTS:
        lint(text, report)
