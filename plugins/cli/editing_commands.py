"""Commands for those who write: serve and new. Each returns an exit code."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType

from plugins.cli.console import find_refusal, refuse
from plugins.core.site_part import SitePart


def serve(
    content: Path,
    port: int,
    dictionaries: Mapping[str, Path] = MappingProxyType({}),
    *,
    parts: Iterable[SitePart] = (),
) -> int:
    """Show the site in *content* with its drafts, and *parts* such as the form, until stopped."""
    from plugins.preview import serve as preview
    from plugins.preview.routes import Route

    refusal = find_refusal(content)
    if refusal is not None:
        return refuse(*refusal)
    content = content.absolute()  # as the watcher names what has changed
    routes = [Route(part.name, f"/{part.prefix}", part.preview_route(content)) for part in parts]
    return preview.serve(content, port, routes, dictionaries)


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
