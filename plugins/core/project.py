"""Project: its version, the folder it is read from, and the one that is written in.

In a checkout both are its root. An installed engine is read only: it works for the site in the current folder.
"""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
IS_INSTALLED = (ROOT / "__main__.py").exists()  # a checkout has none, see tools/wheel/
WORKSPACE = Path.cwd() if IS_INSTALLED else ROOT
CACHE = WORKSPACE / ".cache"  # files that may be deleted at any time
COMMAND = "dialogseite" if IS_INSTALLED else "python3 tasks.py"
VERSION = "1.0"  # of the wheel as well: pyproject.toml reads this line
