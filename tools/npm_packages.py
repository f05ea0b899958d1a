"""Packages of the npm registry without Node: tar files whose hashes stand in our locks."""

import base64
import hashlib
import json
import os
import re
from pathlib import Path

from tools import index

DEFAULT = "https://registry.npmjs.org"


class UnexpectedFileError(ValueError):
    """The registry sent another file than the lock names; the package is the argument."""


def read_version(lock: Path, name: str) -> str:
    """Return the version of the package *name* in *lock*, a folder of ``node.LOCKS``."""
    return _entry(lock, name)["version"]


def fetch_archive(lock: Path, name: str, seconds: float = 60) -> bytes:
    """Return the packed package *name* of *lock*, after at most *seconds* for each answer.

    Raises OSError if it cannot be had, UnexpectedFileError if it is another one.
    """
    entry = _entry(lock, name)
    file = f"{name.rpartition('/')[2]}-{entry['version']}.tgz"
    content = index.read(f"{read_registry()}/{name}/-/{file}", seconds)
    if not has_integrity(content, entry["integrity"]):
        raise UnexpectedFileError(f"{name} {entry['version']}")
    return content


def has_integrity(content: bytes, integrity: str) -> bool:
    """Return whether *content* matches *integrity* (https://www.w3.org/TR/SRI/, SHA-512 only)."""
    return integrity == f"sha512-{base64.b64encode(hashlib.sha512(content).digest()).decode()}"


def read_registry() -> str:
    """Return the npm registry: NPM_CONFIG_REGISTRY, else that of ~/.npmrc, else npm's own."""
    address = os.environ.get("NPM_CONFIG_REGISTRY") or os.environ.get("npm_config_registry")  # noqa: SIM112 - npm
    if not address:
        file = Path("~/.npmrc").expanduser()
        text = file.read_text(encoding="utf-8") if file.is_file() else ""
        line = re.search(r"^registry\s*=\s*(\S+)", text, re.MULTILINE)
        address = line[1] if line else DEFAULT
    return address.rstrip("/")


def _entry(lock: Path, name: str) -> dict[str, str]:
    found: dict[str, str] = json.loads((lock / "package-lock.json").read_text(encoding="utf-8"))["packages"][
        f"node_modules/{name}"
    ]
    return found
