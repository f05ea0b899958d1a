"""Servers for tests, and programs to reach them: those of this machine, else Debian's."""

import os
import shutil
import sys
from pathlib import Path

from tools import cached_programs, environment
from tools.chromium import apt_install
from tools.file_lock import hold_lock

NONE_FOUND = """\
Für die Tests fehlt {name}, und es ließ sich nicht einrichten.
  → Bitte installieren (unter Debian: sudo apt-get install {package})."""
_SYSTEM = ":/usr/local/sbin:/usr/sbin:/sbin"  # where servers lie, also for those whose PATH does not say so


def find_program(name: str) -> Path:
    """Return the program *name*, installed if need be; exit with a German sentence otherwise.

    It is one of ``cached_programs.DEBIAN``.
    """
    with hold_lock(environment.CACHE / "servers.lock"):
        found = _find(name) or _install(name)
    return found or sys.exit(NONE_FOUND.format(name=name, package=cached_programs.DEBIAN[name][0][0]))


def add_to_path(*names: str) -> None:
    """Add the programs *names* to PATH, installed if possible; a missing one is no failure here."""
    with hold_lock(environment.CACHE / "servers.lock"):
        found = [_find(name) or _install(name) for name in names]
    folders = [os.environ.get("PATH", ""), *sorted({str(path.parent) for path in found if path})]
    os.environ["PATH"] = os.pathsep.join(folders)


def _find(name: str) -> Path | None:
    found = shutil.which(name, path=os.environ.get("PATH", "") + _SYSTEM)
    return Path(found) if found else cached_programs.find_cached(environment.CACHE, name)


def _install(name: str) -> Path | None:
    if not shutil.which("apt-get"):
        return None
    print(f"{name} wird eingerichtet.", file=sys.stderr, flush=True)
    if os.geteuid() == 0 and apt_install(cached_programs.DEBIAN[name][0]):
        return _find(name)
    return cached_programs.unpack_from_debian(environment.CACHE, name)
