"""The checks of the audit, one question per module: a new module here is a new check.

Each has ``check(site: BuiltSite) -> Iterator[Finding]``, which judges the files that were read. It asks the site about
other files: whether there is one (``has_file``), and whether a file provides a resource (``provides``). A check names
the resources of files by a function ``provides(site: BuiltSite) -> Iterator[ProvidedResource]``.

The findings of a check bear the module's name, with hyphens: ``legal_pages`` reports ``legal-pages``; only ``parts``
uses the codes of the parts.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Iterator
from importlib import import_module

from plugins.audit.model.built_site import BuiltSite
from plugins.audit.model.dependencies import ProvidedResource
from plugins.audit.model.finding import Finding

_MODULES = {
    name: import_module(f"{__name__}.{name}")
    for name in sorted(module.name for module in pkgutil.iter_modules(__path__))
}
CHECKS: dict[str, Callable[[BuiltSite], Iterator[Finding]]] = {name: module.check for name, module in _MODULES.items()}
PROVIDES: dict[str, Callable[[BuiltSite], Iterator[ProvidedResource]]] = {
    name: module.provides for name, module in _MODULES.items() if hasattr(module, "provides")
}
