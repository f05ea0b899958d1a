"""Packages of the npm registry without Node: each is a tar file whose hash stands in one of our locks."""

import base64
import hashlib
import json
import os
import re
from pathlib import Path

from tools import index

DEFAULT = "https://registry.npmjs.org"


class UnexpectedFileError(ValueError):
    """What the registry sent is not what the lock names; the package is the argument."""


def version(lock: Path, name: str) -> str:
    """Return the version of the package *name* in *lock*, a folder of ``node.LOCKS``."""
    return _entry(lock, name)["version"]


def archive(lock: Path, name: str, seconds: float = 60) -> bytes:
    """Return the package *name* as *lock* knows it, packed, after waiting at most so many *seconds* for each answer.

    Raises OSError if it cannot be had, UnexpectedFileError if it is another one.
    """
    entry = _entry(lock, name)
    file = f"{name.rpartition('/')[2]}-{entry['version']}.tgz"
    content = index.read(f"{registry()}/{name}/-/{file}", seconds)
    if not matches(content, entry["integrity"]):
        raise UnexpectedFileError(f"{name} {entry['version']}")
    return content


def matches(content: bytes, integrity: str) -> bool:
    """Whether *content* is what *integrity* stands for (https://www.w3.org/TR/SRI/, SHA-512 only)."""
    return integrity == f"sha512-{base64.b64encode(hashlib.sha512(content).digest()).decode()}"


def registry() -> str:
    """The npm registry as npm is told of it: by NPM_CONFIG_REGISTRY, else by ~/.npmrc, else npm's own."""
    told = os.environ.get("NPM_CONFIG_REGISTRY") or os.environ.get("npm_config_registry")  # noqa: SIM112 - npm
    if not told:
        file = Path("~/.npmrc").expanduser()
        text = file.read_text(encoding="utf-8") if file.is_file() else ""
        line = re.search(r"^registry\s*=\s*(\S+)", text, re.MULTILINE)
        told = line[1] if line else DEFAULT
    return told.rstrip("/")


def _entry(lock: Path, name: str) -> dict[str, str]:
    found: dict[str, str] = json.loads((lock / "package-lock.json").read_text(encoding="utf-8"))["packages"][
        f"node_modules/{name}"
    ]
    return found
