"""Commands for those who write: serve and new. Each returns an exit code."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType

from plugins.cli.console import find_refusal, refuse
from plugins.core.project import ROOT
from plugins.core.site_part import SitePart

_CONTENT = ROOT / "content"


def serve(port: int, dictionaries: Mapping[str, Path] = MappingProxyType({}), *, parts: Iterable[SitePart] = ()) -> int:
    """Show the site with its drafts, and *parts* such as the editors' form, until interrupted."""
    from plugins.preview import serve as preview
    from plugins.preview.routes import Route

    refusal = find_refusal(_CONTENT)
    if refusal is not None:
        return refuse(*refusal)
    routes = [Route(part.name, f"/{part.prefix}", part.preview_route(_CONTENT)) for part in parts]
    return preview.serve(_CONTENT, port, routes, dictionaries)


def new(kind: str, options: dict[str, str], content: Path) -> int:
    """Begin a new text of this *kind*; a terminal is asked for answers missing in *options*."""
    from plugins.cli import new as scaffold
    from plugins.cli.new.interview import Prompt

    refusal = find_refusal(content)
    if refusal is not None:
        return refuse(*refusal)
    if not sys.stdin.isatty():
        return scaffold.new(kind, options, content, None)
    with contextlib.suppress(ImportError):
        import readline  # noqa: F401 - arrow keys and corrections, where the system has it
    return scaffold.new(kind, options, content, Prompt(input, print))
