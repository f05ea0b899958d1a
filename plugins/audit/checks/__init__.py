"""The questions the audit asks, one per module: a new module here is a new check.

Each has ``check(site: Site) -> Iterator[Finding]``.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Iterator
from importlib import import_module

from plugins.audit.finding import Finding
from plugins.audit.site import Site

CHECKS: dict[str, Callable[[Site], Iterator[Finding]]] = {
    name: import_module(f"{__name__}.{name}").check
    for name in sorted(module.name for module in pkgutil.iter_modules(__path__))
}
