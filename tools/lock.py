"""Write the lock files anew: `python -m tools.lock [--upgrade]`, for developers.

No lock may name the host of a registry, so that a mirror works without a change here.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tools import environment, node

NPM_LOCKS = (
    node.VALIDATORS,
    node.CHROMIUM,
    node.FIREFOX,
    node.LIGHTHOUSE,
    node.PEERS,
    node.SPELLING,
    node.REDAKTION,
    node.ELEVENTY,
)
COMPILE = ("pip", "compile", "--quiet", "--no-config", "--universal", "--generate-hashes")
SAYS_NO_HOST = ("--no-emit-index-url", "--no-emit-find-links", "--no-header")


def lock_python(upgrade: bool) -> None:
    """Compile each requirements/*.in into the .txt of the same name."""
    for name, former in {"uv": "", "build": "", "browser": "build", "test": "browser"}.items():
        command = [str(environment.UV), *COMPILE, *SAYS_NO_HOST, "--python-version", "3.11"]
        constraints = ["--constraint", f"{former}.txt"] if former else []
        files = [f"{name}.in", "--output-file", f"{name}.txt"]
        subprocess.run(
            [*command, *constraints, *files, *(["--upgrade"] if upgrade else [])],
            cwd=environment.REQUIREMENTS,
            env=_without_mirrors(),
            check=True,
        )


def lock_npm() -> None:
    """Resolve each tools/npm/*/package.json; its versions are exact, so there is no upgrade."""
    for folder in NPM_LOCKS:
        with tempfile.TemporaryDirectory() as scratch:
            for name in ("package.json", ".npmrc"):
                shutil.copy(folder / name, scratch)
            node.run_npm("install", "--package-lock-only", cwd=Path(scratch))
            lock = json.loads((Path(scratch) / "package-lock.json").read_text())
            for package in lock["packages"].values():
                package.pop("funding", None)  # addresses without any use here
            (folder / "package-lock.json").write_text(json.dumps(lock, indent=2) + "\n")


def _without_mirrors() -> dict[str, str]:
    return {key: value for key, value in os.environ.items() if not key.startswith(("UV_", "PIP_"))}


if __name__ == "__main__":
    lock_python("--upgrade" in sys.argv)
    lock_npm()
