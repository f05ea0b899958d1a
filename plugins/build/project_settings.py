"""Project settings: publishconf.py as Pelican reads it, for those who do without Pelican."""

from __future__ import annotations

import runpy
from typing import Any

from plugins.core.project import ROOT
from plugins.core.site_part import SitePart


def read_project_settings() -> dict[str, Any]:
    """Return the settings for publishing."""
    return runpy.run_path(str(ROOT / "publishconf.py"))


def site_parts() -> tuple[SitePart, ...]:
    """Return the parts that are added to the site."""
    return tuple(read_project_settings().get("SITE_PARTS", ()))
