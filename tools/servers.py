"""Servers that tests start, and the programs to reach them with: those that are there, else Debian's."""

import os
import shutil
import sys
from pathlib import Path

from tools import environment, own_program
from tools.chromium import apt_installs
from tools.held import held

NONE_FOUND = """\
Für die Tests fehlt {name}, und es ließ sich nicht einrichten.
  → Bitte installieren (unter Debian: sudo apt-get install {package})."""
_SYSTEM = ":/usr/local/sbin:/usr/sbin:/sbin"  # where servers lie, also for those whose PATH does not say so


def program(name: str) -> Path:
    """Return the program *name* of ``own_program.DEBIAN``, installed if need be; leave with a sentence otherwise."""
    with held(environment.CACHE / "servers.lock"):
        found = _there(name) or _installed(name)
    return found or sys.exit(NONE_FOUND.format(name=name, package=own_program.DEBIAN[name][0][0]))


def offer(*names: str) -> None:
    """Let programs that are called find *names*, installed if that is possible here; whoever misses one says so."""
    with held(environment.CACHE / "servers.lock"):
        found = [_there(name) or _installed(name) for name in names]
    folders = [os.environ.get("PATH", ""), *sorted({str(path.parent) for path in found if path})]
    os.environ["PATH"] = os.pathsep.join(folders)


def _there(name: str) -> Path | None:
    found = shutil.which(name, path=os.environ.get("PATH", "") + _SYSTEM)
    return Path(found) if found else own_program.there(environment.CACHE, name)


def _installed(name: str) -> Path | None:
    if not shutil.which("apt-get"):
        return None
    print(f"{name} wird eingerichtet.", file=sys.stderr, flush=True)
    if os.geteuid() == 0 and apt_installs(own_program.DEBIAN[name][0]):
        return _there(name)
    return own_program.from_debian(environment.CACHE, name)
