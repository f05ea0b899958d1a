"""The Python environment of the project: `.venv`, made from the lock files by the standard library alone."""

import hashlib
import importlib.util
import json
import os
import subprocess
import sys
import venv
from pathlib import Path

from tools import index
from tools.held import held

ROOT = Path(__file__).resolve().parent.parent
REQUIREMENTS = ROOT / "requirements"
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
UV = VENV / "bin" / "uv"
CACHE = ROOT / ".cache"
STAMP = VENV / "ready.json"

BUILD = "build"
TEST = "test"
INCLUDED = {BUILD: (BUILD,), TEST: (BUILD, TEST)}  # test.txt repeats every line of build.txt


def enter(level: str) -> None:
    """Return at once inside the environment for *level*; outside, make it if need be and go on in it."""
    _need_a_home()
    ensure(level)
    if not inside():
        os.execv(PYTHON, [str(PYTHON), *sys.orig_argv[1:]])  # noqa: S606 - the same program, one folder on


def ensure(level: str) -> None:
    """Make the environment what the lock files of *level* say, unless its stamp says that it is already."""
    if stands(level):
        return
    if inside():  # nobody can saw off the branch he sits on
        outside = sys._base_executable  # type: ignore[attr-defined]
        os.execv(outside, [outside, str(ROOT / "tasks.py"), *sys.argv[1:]])  # noqa: S606 - see enter
    with held(CACHE / "environment.lock") as lock:
        if not stands(level):
            _make(level, lock)


def stands(level: str) -> bool:
    """Whether the environment is complete and holds what the locks of *level* say today."""
    return PYTHON.exists() and _stamp().get(level) == digest(level)


def inside() -> bool:
    """Whether this very process already runs in the environment."""
    return VENV.exists() and Path(sys.prefix).samefile(VENV)


def digest(level: str) -> str:
    """Everything the environment of *level* depends on, as one short text."""
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
    """Sync a known environment; make anything else anew, for a killed install leaves no stamp."""
    known = _stamp()
    if TEST in known:  # whoever had the tests' packages keeps them: a sync to less would take them away
        level = TEST
    STAMP.unlink(missing_ok=True)
    try:
        if known.get("machine") != _machine() or not (PYTHON.exists() and UV.exists()):
            _begin(lock)
        _sync(level, lock)
    except KeyboardInterrupt:
        sys.exit("Die Einrichtung ist abgebrochen. Der nächste Aufruf beginnt sie von vorn.")
    except subprocess.CalledProcessError:
        sys.exit(
            "Die Werkzeuge ließen sich nicht vollständig installieren; der Grund steht darüber.\n"
            "  → Bitte die Verbindung zum Paketverzeichnis prüfen (PIP_INDEX_URL, PIP_CERT)."
        )
    stamp = {"machine": _machine(), **{name: digest(name) for name in INCLUDED[level]}}
    STAMP.write_text(json.dumps(stamp))


def _begin(lock: int) -> None:
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
    _run([*sync, *trust, "--python", str(PYTHON), wanted], {**os.environ, **index.for_uv()}, lock)


def _run(command: list[str], env: dict[str, str], lock: int) -> None:
    # On stderr throughout: what a task says on stdout may be read by a machine.
    subprocess.run(command, env=env, stdout=sys.stderr, pass_fds=(lock,), check=True)


def _say(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)


def _need_a_home() -> None:
    """Give uv, npm and the browser a place to keep things when the user's own home is not writable."""
    home = os.environ.get("HOME", "")
    if not home or not os.access(home, os.W_OK):
        own = CACHE / "home"
        own.mkdir(parents=True, exist_ok=True)
        os.environ["HOME"] = str(own)
