"""A Firefox for the one small run in it: the one that is there, else Debian's. The test never skips for want of it."""

import os
import shutil
import sys
from pathlib import Path

from tools import environment, own_program
from tools.chromium import apt_installs
from tools.held import held

NAMES = ("firefox-esr", "firefox")
NONE_FOUND = """\
Für einen Test fehlt Firefox, und es ließ sich keiner einrichten.
  → Bitte Firefox installieren (unter Debian: sudo apt-get install firefox-esr) oder seinen Ort nennen:
    FIREFOX=/pfad/zu/firefox python3 tasks.py test"""


def firefox() -> Path:
    """Return a Firefox, installed if need be; leave with a sentence on what to do if there is none."""
    if chosen := os.environ.get("FIREFOX"):
        return Path(chosen)
    with held(environment.CACHE / "firefox-search.lock"):
        return _there() or _installed() or sys.exit(NONE_FOUND)


def _there() -> Path | None:
    found = next(filter(None, map(shutil.which, NAMES)), None)
    return Path(found) if found else own_program.there(environment.CACHE, "firefox")


def _installed() -> Path | None:
    if not shutil.which("apt-get"):
        return None
    print("Firefox wird eingerichtet.", file=sys.stderr, flush=True)
    if os.geteuid() == 0 and apt_installs(own_program.DEBIAN["firefox"][0]):
        return _there()
    return own_program.from_debian(environment.CACHE, "firefox")
