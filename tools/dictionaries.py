"""Dictionaries for `check`, from the npm registry: by hash, without Node, cached in .cache.

Whoever only writes has no Node; a package of npm is a tar file whose hash the lock file names. The words are data
under their own licences (GPL, MIT and BSD), used here and never handed on.
"""

import io
import shutil
import sys
import tarfile
import tempfile
from pathlib import Path

from tools import npm_packages
from tools.environment import CACHE
from tools.node import SPELLING

LANGUAGES = {"de": "dictionary-de", "en": "dictionary-en-gb"}
FILES = ("index.aff", "index.dic", "license")
_SECONDS = 10  # check has more to say than that


def fetch_dictionaries(cache: Path = CACHE / "dictionaries") -> dict[str, Path]:
    """Return the folder of each language's dictionary; print why and return none if one fails."""
    found = {}
    for language, package in LANGUAGES.items():
        folder = _place(cache, package)
        try:
            if not folder.is_dir():
                _fetch(package, folder)
            found[language] = folder
        except (OSError, tarfile.TarError, KeyError, npm_packages.UnexpectedFileError) as reason:
            print(
                f"Die Rechtschreibung bleibt ungeprüft, das Wörterbuch war nicht zu bekommen: {reason}\n"
                "  → Bitte die Verbindung prüfen; ein eigenes npm-Verzeichnis nennt NPM_CONFIG_REGISTRY.",
                file=sys.stderr,
            )
            return {}  # half the words would be unknown with one alone, and nobody waits twice
    return found


def find_dictionaries(cache: Path = CACHE / "dictionaries") -> dict[str, Path]:
    """Return the folders of dictionaries fetched before: a preview waits for no network."""
    found = {language: _place(cache, package) for language, package in LANGUAGES.items()}
    return {language: folder for language, folder in found.items() if folder.is_dir()}


def _place(cache: Path, package: str) -> Path:
    return cache / f"{package}-{npm_packages.read_version(SPELLING, package)}"


def _fetch(package: str, folder: Path) -> None:
    content = npm_packages.fetch_archive(SPELLING, package, _SECONDS)
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
