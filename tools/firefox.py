"""Firefox for one test: the one on this machine, else Debian's; the test never skips."""

import os
import shutil
import sys
from pathlib import Path

from tools import cached_programs, environment
from tools.chromium import apt_install
from tools.file_lock import hold_lock

NAMES = ("firefox-esr", "firefox")
NONE_FOUND = """\
Für einen Test fehlt Firefox, und es ließ sich keiner einrichten.
  → Bitte Firefox installieren (unter Debian: sudo apt-get install firefox-esr) oder seinen Ort nennen:
    FIREFOX=/pfad/zu/firefox python3 tasks.py test"""


def find_firefox() -> Path:
    """Return a Firefox, installed if need be; exit with a German sentence if there is none."""
    if chosen := os.environ.get("FIREFOX"):
        return Path(chosen)
    with hold_lock(environment.CACHE / "firefox-search.lock"):
        return _find() or _install() or sys.exit(NONE_FOUND)


def _find() -> Path | None:
    found = next(filter(None, map(shutil.which, NAMES)), None)
    return Path(found) if found else cached_programs.find_cached(environment.CACHE, "firefox")


def _install() -> Path | None:
    if not shutil.which("apt-get"):
        return None
    print("Firefox wird eingerichtet.", file=sys.stderr, flush=True)
    if os.geteuid() == 0 and apt_install(cached_programs.DEBIAN["firefox"][0]):
        return _find()
    return cached_programs.unpack_from_debian(environment.CACHE, "firefox")
