"""Views: one module per kind of page. Each declares with ``outputs(site)`` the files that it makes.

A new kind of page is one new module here and its template.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from pkgutil import iter_modules

from plugins.core.output import Output
from plugins.site.site import Site

View = Callable[[Site], Iterator[Output]]


def all_views() -> tuple[View, ...]:
    """Return the ``outputs`` function of every module in this package, by name."""
    names = sorted(module.name for module in iter_modules(__path__))
    return tuple(import_module(f"{__name__}.{name}").outputs for name in names)


def plan_pages(site: Site) -> list[Output]:
    """Return every output file that templates make, in a fixed order."""
    return sorted((output for view in all_views() for output in view(site)), key=lambda output: output.path)
