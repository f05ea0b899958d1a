"""Staging: a built site becomes the document root of a release, in a folder of its own."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from plugins.release.twins import twins

SITE = "site"  # the document root
SERVER = "server"  # what is for those who run a server
MANIFEST = "release.json"
HEADERS = "headers.json"  # below SERVER: the headers of each file, for stores that are told file by file


def stage(output: Path, staged: Path, base_path: str, kept: Path) -> list[str]:
    """Make *staged* anew out of the site in *output*; return the paths of its files below the document root.

    Args:
        output: The built site.
        staged: The folder of the release; what it held before goes.
        base_path: Where the site begins on its host, such as "/" or "/probe/". So do its files below the document root.
        kept: Where compressed twins are remembered.

    Raises OSError, also if *output* holds anything but files and folders.
    """
    shutil.rmtree(staged, ignore_errors=True)
    root = staged / SITE
    below = base_path.lstrip("/")
    (staged / SERVER).mkdir(parents=True)
    paths = []
    for folder, folders, names in os.walk(output):
        here = Path(folder)
        inside = root / below / here.relative_to(output)
        inside.mkdir(parents=True)
        for name in names:
            _take(here / name, inside / name)
            paths.append((inside / name).relative_to(root).as_posix())
        folders.sort()
    return sorted(paths + twins(root, paths, kept))


def _take(file: Path, to: Path) -> None:
    """Let *to* be the same file; a build never writes into a file that is there."""
    if file.is_symlink() or not file.is_file():
        raise OSError(0, "keine gewöhnliche Datei", str(file))
    try:
        os.link(file, to)
    except OSError:
        shutil.copyfile(file, to)
