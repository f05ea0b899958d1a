"""Packages of an installed engine: those of its lock, by their hashes.

One line of a site's requirements.txt, the wheel with its hash, thereby fixes all the others.
"""

import importlib
import re
import subprocess
import sys
from importlib import metadata
from pathlib import Path

# Those under a condition are left out: they come with the ones that need them.
_PINNED = re.compile(r"^([\w.-]+)(?:\[.*\])?==(\S+) \\$", re.MULTILINE)


def complete(lock: Path) -> None:
    """Install what *lock* names, unless all of it is there; exit if that fails."""
    if not any(_version_of(name) != version for name, version in _PINNED.findall(lock.read_text(encoding="utf-8"))):
        return
    print("Die Pakete, die dieses Programm braucht, werden installiert.", file=sys.stderr, flush=True)
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--require-hashes", "--requirement", str(lock)]
    if subprocess.run(command, stdout=sys.stderr, check=False).returncode:
        sys.exit(
            "Die Pakete ließen sich nicht vollständig installieren; der Grund steht darüber.\n"
            "  → Bitte in einer eigenen Umgebung (python3 -m venv .venv) aufrufen und die Verbindung zum\n"
            "    Paketverzeichnis prüfen (PIP_INDEX_URL, PIP_CERT)."
        )
    importlib.invalidate_caches()


def _version_of(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None
