"""Where the project lies, and where it keeps what may be deleted at any time."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
CACHE = ROOT / ".cache"
