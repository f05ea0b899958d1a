"""Project: its version, its root folder, and its folder for files that may be deleted."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
CACHE = ROOT / ".cache"
VERSION = "0"  # that of pyproject.toml
