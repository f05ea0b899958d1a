"""Own files: what a site has beside texts and pictures, read with care."""

from __future__ import annotations

import re
from pathlib import Path

from plugins.content.front_matter import source
from plugins.core.problem import ProblemCollector

_LARGEST = 1_000_000  # bytes; a hundred times what such a file has
MARKUP = re.compile(r"<[a-zA-Z/!?]")  # in a text of such a file it would be read as it stands
NO_FILE = (
    "Das ist keine Datei, sondern nur eine Verknüpfung oder etwas anderes, das sich nicht lesen lässt.",
    "Bitte die Datei selbst hier ablegen.",
)


def read_own_file(path: Path, report: ProblemCollector) -> bytes | None:
    """Return the bytes at *path*, or None after reporting a link, a folder or a large file."""
    if path.is_symlink() or not path.is_file():
        report.error(1, "no-file", *NO_FILE)
        return None
    try:
        size = path.stat().st_size
        if size <= _LARGEST:
            return path.read_bytes()
    except OSError:
        report.error(1, "unreadable", "Diese Datei lässt sich nicht lesen.", "Bitte die Leserechte prüfen.")
        return None
    report.error(
        1,
        "unreadable",
        f"Diese Datei ist {size // _LARGEST} MB groß; gelesen wird sie nur bis 1 MB.",
        "Bitte kürzen oder die richtige Datei hier ablegen.",
    )
    return None


def read_own_text(path: Path, report: ProblemCollector) -> str | None:
    """Return the text at *path*, or None after reporting why there is none."""
    raw = read_own_file(path, report)
    return None if raw is None else source.decode(raw, report)


def has_own_file(path: Path) -> bool:
    """Return whether anything stands at *path*, be it a link that leads nowhere."""
    return path.is_symlink() or path.exists()
