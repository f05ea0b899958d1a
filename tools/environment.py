"""The Python environment in `.venv`, made from the lock files by the standard library alone.

An installed engine has its packages beside it. What its own lock names and is not there, pip adds.
"""

import hashlib
import importlib.util
import json
import os
import subprocess
import sys
import venv
from collections.abc import Sequence
from pathlib import Path

from plugins.core.project import CACHE, IS_INSTALLED, ROOT
from tools import index
from tools.file_lock import hold_lock
from tools.wheel import packages

__all__ = ["CACHE", "ROOT", "ensure", "enter"]

REQUIREMENTS = ROOT / "requirements"
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
UV = VENV / "bin" / "uv"
STAMP = VENV / "ready.json"

BUILD = "build"
BROWSER = "browser"
TEST = "test"
LEVELS = (BUILD, BROWSER, TEST)  # the lock of each repeats every line of the one before


def level_for(arguments: Sequence[str]) -> str:
    """Return the level that tasks with these *arguments* need."""
    if {"test", "bench", "advisories"} & set(arguments):
        return TEST
    return BROWSER if "--browser" in arguments else BUILD


def enter(level: str) -> None:
    """Continue inside the environment for *level*, made if need be; return at once if inside."""
    _ensure_home()
    ensure(level)
    if not (IS_INSTALLED or is_inside()):
        os.execv(PYTHON, [str(PYTHON), *sys.orig_argv[1:]])  # noqa: S606 - the same program, one folder on


def ensure(level: str) -> None:
    """Make the environment for *level* unless its stamp says that it is current."""
    if IS_INSTALLED:
        packages.complete(REQUIREMENTS / f"{level}.txt")
        return
    if is_current(level):
        return
    if is_inside():  # nobody can saw off the branch he sits on
        outside = sys._base_executable  # type: ignore[attr-defined]
        os.execv(outside, [outside, str(ROOT / "tasks.py"), *sys.argv[1:]])  # noqa: S606 - see enter
    with hold_lock(CACHE / "environment.lock") as lock:
        if not is_current(level):
            _make(level, lock)


def is_current(level: str) -> bool:
    """Return whether the environment is complete and matches today's locks of *level*."""
    return PYTHON.exists() and _stamp().get(level) == compute_digest(level)


def is_inside() -> bool:
    """Return whether this process runs in the environment."""
    return VENV.exists() and Path(sys.prefix).samefile(VENV)


def compute_digest(level: str) -> str:
    """Return a hash of everything that the environment of *level* depends on."""
    locks = [(REQUIREMENTS / f"{name}.txt").read_bytes() for name in ("uv", level)]
    return hashlib.sha256(b"\0".join([_machine().encode(), *locks])).hexdigest()


def _machine() -> str:
    # The folder counts, because the scripts in .venv/bin name it: a copied project needs its own.
    return f"{sys.version} {VENV}"


def _stamp() -> dict[str, str]:
    try:
        found = json.loads(STAMP.read_text())
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _make(level: str, lock: int) -> None:
    """Sync a known environment; make any other anew, for a killed install leaves no stamp."""
    known = _stamp()
    level = max([level, *(known.keys() & set(LEVELS))], key=LEVELS.index)  # a sync to less would take packages away
    STAMP.unlink(missing_ok=True)
    try:
        if known.get("machine") != _machine() or not (PYTHON.exists() and UV.exists()):
            _create_venv(lock)
        _sync(level, lock)
    except KeyboardInterrupt:
        sys.exit("Die Einrichtung ist abgebrochen. Der nächste Aufruf beginnt sie von vorn.")
    except subprocess.CalledProcessError:
        sys.exit(
            "Die Werkzeuge ließen sich nicht vollständig installieren; der Grund steht darüber.\n"
            "  → Bitte die Verbindung zum Paketverzeichnis prüfen (PIP_INDEX_URL, PIP_CERT)."
        )
    stamp = {"machine": _machine(), **{name: compute_digest(name) for name in LEVELS[: LEVELS.index(level) + 1]}}
    STAMP.write_text(json.dumps(stamp))


def _create_venv(lock: int) -> None:
    _say("Die Umgebung in .venv wird eingerichtet. Das dauert beim ersten Mal etwa eine Minute.")
    has_pip = importlib.util.find_spec("ensurepip") is not None  # Debian takes it out of python3
    venv.EnvBuilder(clear=True, symlinks=True, with_pip=has_pip).create(VENV)
    pip = ["-m", "pip"] if has_pip else [str(index.pip_wheel(CACHE) / "pip")]
    install = ["install", "--quiet", "--disable-pip-version-check", "--require-hashes", "--no-deps"]
    wanted = str(REQUIREMENTS / "uv.txt")
    _run([str(PYTHON), *pip, *install, "--requirement", wanted], dict(os.environ), lock)


def _sync(level: str, lock: int) -> None:
    _say(f"Die Pakete aus requirements/{level}.txt werden installiert.")
    # The best match of all indexes: what may be installed is decided by the hashes, not by who offers it.
    sync = [str(UV), "pip", "sync", "--quiet", "--require-hashes", "--index-strategy", "unsafe-best-match"]
    trust = ["--system-certs"] if index.system_has_certificates() else []
    wanted = str(REQUIREMENTS / f"{level}.txt")
    _run([*sync, *trust, "--python", str(PYTHON), wanted], {**os.environ, **index.uv_variables()}, lock)


def _run(command: list[str], env: dict[str, str], lock: int) -> None:
    # On stderr throughout: what a task says on stdout may be read by a machine.
    subprocess.run(command, env=env, stdout=sys.stderr, pass_fds=(lock,), check=True)


def _say(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)


def _ensure_home() -> None:
    """Give uv, npm and browsers a HOME in .cache if the user's own is not writable."""
    home = os.environ.get("HOME", "")
    if not home or not os.access(home, os.W_OK):
        own = CACHE / "home"
        own.mkdir(parents=True, exist_ok=True)
        os.environ["HOME"] = str(own)
