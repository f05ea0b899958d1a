"""Views: one module per sort of page.

Each declares with ``outputs(site)`` the files that it makes.

A view of a content type names it as its ``CONTENT_TYPE``; a type that no view names gets the pages of ``item_pages``.
A new sort of page is one new module here and its template.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from importlib import import_module
from pkgutil import iter_modules

from plugins.content.schema.content_types import TYPES
from plugins.core.output import Output
from plugins.site.item_pages import plan_item_pages
from plugins.site.site import Site

View = Callable[[Site], Iterator[Output]]


def all_views() -> tuple[View, ...]:
    """Return the ``outputs`` function of every module in this package, by name.

    A view of each further type follows.
    """
    names = sorted(module.name for module in iter_modules(__path__))
    modules = [import_module(f"{__name__}.{name}") for name in names]
    viewed = {getattr(module, "CONTENT_TYPE", "") for module in modules}
    others = (partial(plan_item_pages, kind.id) for kind in TYPES if kind.id not in viewed)
    return (*(module.outputs for module in modules), *others)


def plan_pages(site: Site) -> list[Output]:
    """Return every output file that templates make, in a fixed order."""
    return sorted((output for view in all_views() for output in view(site)), key=lambda output: output.path)
