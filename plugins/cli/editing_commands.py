"""Commands for those who write: serve and new. Each returns an exit code."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from plugins.cli.console import find_missing_site, find_refusal, refuse
from plugins.core.site_part import SitePart

if TYPE_CHECKING:
    from plugins.cli.new.interview import Prompt


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

    refusal = find_missing_site(content)
    if refusal is not None:
        return refuse(*refusal)
    return scaffold.new(kind, options, content, _terminal())


def new_website(folder: Path, options: dict[str, str]) -> int:
    """Begin a new website in *folder*; a terminal is asked for answers missing in *options*."""
    from plugins.cli.new import website

    return website.new_website(folder, {key: text for key, text in options.items() if text}, _terminal())


def _terminal() -> Prompt | None:
    """Return the terminal to ask at, None if nobody sits there."""
    from plugins.cli.new.interview import Prompt

    if not sys.stdin.isatty():
        return None
    with contextlib.suppress(ImportError):
        import readline  # noqa: F401 - arrow keys and corrections, where the system has it
    return Prompt(input, print)
