"""Build options: one frozen value, passed from the command to every step."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from pathlib import Path

from plugins.core.dates import today


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """The options of one build.

    Args:
        content: The folder that editors write in.
        output: The folder that is to hold the site.
        base_url: Where the site will stand; its path is the base path. None for the address in site.yaml.
        search: Whether to make the index of the search.
        audit: Whether to audit the files that were written.
        day: The day that the site is built for: nothing dated later is shown.
        drafts: Whether to show drafts and items that are not yet due.
        is_preview_build: Whether each page says that it only shows how a change would look, and no search finds it.
    """

    content: Path
    output: Path
    base_url: str | None = None
    search: bool = True
    audit: bool = True
    day: dt.date = field(default_factory=today)
    drafts: bool = False
    is_preview_build: bool = False
