"""Commands for those who write: serve, redaktion and new. Each returns an exit code."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from plugins.cli.console import find_refusal, refuse
from plugins.core.project import ROOT

_CONTENT = ROOT / "content"


def serve(port: int, dictionaries: Mapping[str, Path] = MappingProxyType({})) -> int:
    """Show the site with its drafts on this machine until interrupted."""
    from plugins.preview import serve as preview

    refusal = find_refusal(_CONTENT)
    return refuse(*refusal) if refusal else preview.serve(_CONTENT, port, dictionaries=dictionaries)


def redaktion(program: Path, port: int, dictionaries: Mapping[str, Path] = MappingProxyType({})) -> int:
    """Show the site with its drafts and the form made of *program* until interrupted."""
    from plugins.editor_form import form as form_site
    from plugins.preview import serve as preview
    from plugins.preview.routes import Route

    content, prefix = _CONTENT, f"/{form_site.PREFIX}"
    form = Route("Formular", prefix, form_site.local_route(content, program))
    return preview.serve(content, port, [form], dictionaries)


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
