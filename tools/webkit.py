"""WebKit for one test: Debian's, with a screen that nobody sees; the test never skips."""

import os
import shutil
import sys
from pathlib import Path

from tools import environment
from tools.chromium import apt_install
from tools.file_lock import hold_lock

_PACKAGES = ("webkit2gtk-driver", "xvfb", "fonts-liberation")
_PROGRAMS = ("WebKitWebDriver", "Xvfb")
_BROWSERS = "webkit2gtk-4.*/MiniBrowser"
NONE_FOUND = """\
Für einen Test fehlt WebKit, und es ließ sich nicht einrichten.
  → Bitte installieren, unter Debian: sudo apt-get install webkit2gtk-driver xvfb"""


def find_webkit() -> Path:
    """Return WebKit's smallest browser, installed if need be.

    Exits with a German sentence if there is none.
    """
    with hold_lock(environment.CACHE / "webkit-search.lock"):
        found = _find()
        if found is None and shutil.which("apt-get") and os.geteuid() == 0:
            print("WebKit wird eingerichtet.", file=sys.stderr, flush=True)
            found = _find() if apt_install(_PACKAGES) else None
    return found or sys.exit(NONE_FOUND)


def _find() -> Path | None:
    if not all(map(shutil.which, _PROGRAMS)):
        return None
    return next(iter(sorted(Path("/usr/lib").glob(f"*/{_BROWSERS}"))), None)
