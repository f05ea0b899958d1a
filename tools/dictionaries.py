"""Dictionaries for `check`, from the npm registry: by hash, without Node, kept in .cache.

Whoever only writes has no Node; a package of npm is a tar file whose hash the lock file names. The words are data
under their own licences (GPL, MIT and BSD), used here and never handed on.
"""

import base64
import hashlib
import io
import json
import os
import shutil
import sys
import tarfile
import tempfile
import urllib.error
import urllib.request
from pathlib import Path

from tools import index
from tools.environment import CACHE
from tools.node import SPELLING

LANGUAGES = {"de": "dictionary-de", "en": "dictionary-en-gb"}
FILES = ("index.aff", "index.dic", "license")
DEFAULT = "https://registry.npmjs.org"
_SECONDS = 10  # check has more to say than that


def folders(cache: Path = CACHE / "dictionaries") -> dict[str, Path]:
    """Return the folder of each language's dictionary; none if one cannot be had, which is told."""
    found = {}
    for language, package in LANGUAGES.items():
        version, integrity = locked(package)
        folder = cache / f"{package}-{version}"
        try:
            if not folder.is_dir():
                _fetch(package, version, integrity, folder)
            found[language] = folder
        except (OSError, tarfile.TarError, KeyError, ValueError) as reason:
            print(
                f"Die Rechtschreibung bleibt ungeprüft, das Wörterbuch war nicht zu bekommen: {reason}\n"
                "  → Bitte die Verbindung prüfen; ein eigenes Paketverzeichnis nennt npm_config_registry.",
                file=sys.stderr,
            )
            return {}  # half the words would be unknown with one alone, and nobody waits twice
    return found


def locked(package: str) -> tuple[str, str]:
    """Return version and hash of *package* from the lock file."""
    lock = json.loads((SPELLING / "package-lock.json").read_text(encoding="utf-8"))
    entry = lock["packages"][f"node_modules/{package}"]
    return entry["version"], entry["integrity"]


def _fetch(package: str, version: str, integrity: str, folder: Path) -> None:
    registry = os.environ.get("npm_config_registry", DEFAULT).rstrip("/")  # noqa: SIM112 - as npm spells it
    content = _read(f"{registry}/{package}/-/{package}-{version}.tgz")
    if not fits(content, integrity):
        raise ValueError(f"{package}-{version}.tgz ist nicht die erwartete Datei (andere SHA-512).")
    folder.parent.mkdir(parents=True, exist_ok=True)
    unfinished = Path(tempfile.mkdtemp(prefix=f"{package}-", dir=folder.parent))
    try:
        with tarfile.open(fileobj=io.BytesIO(content)) as archive:
            for name in FILES:
                member = archive.extractfile(f"package/{name}")
                if member is None:
                    raise KeyError(name)
                (unfinished / name).write_bytes(member.read())
        if not folder.is_dir():
            unfinished.rename(folder)  # complete under its final name, or not at all
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)


def fits(content: bytes, integrity: str) -> bool:
    """Return whether *content* has the hash that npm writes as „sha512-…“."""
    return base64.b64encode(hashlib.sha512(content).digest()).decode() == integrity.removeprefix("sha512-")


def _read(address: str) -> bytes:
    try:
        with urllib.request.urlopen(address, timeout=_SECONDS, context=index.trust()) as answer:  # noqa: S310
            content: bytes = answer.read()
    except urllib.error.URLError as reason:
        raise OSError(f"{address}: {reason.reason}") from reason
    return content
