"""The questions the audit asks, one per module: a new module here is a new check.

Each has ``check(site: Site) -> Iterator[Finding]``. It judges the files that were read; what it wants to know of
others, it asks the site: whether there is a file (``has``), and what a check itself tells of files by a function
``offers(site: Site) -> Iterator[Offer]``.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Iterator
from importlib import import_module

from plugins.audit.model.finding import Finding
from plugins.audit.model.site import FinishedSite, Offer

_MODULES = {
    name: import_module(f"{__name__}.{name}")
    for name in sorted(module.name for module in pkgutil.iter_modules(__path__))
}
CHECKS: dict[str, Callable[[FinishedSite], Iterator[Finding]]] = {
    name: module.check for name, module in _MODULES.items()
}
PROVIDES: dict[str, Callable[[FinishedSite], Iterator[Offer]]] = {
    name: module.provides for name, module in _MODULES.items() if hasattr(module, "provides")
}
