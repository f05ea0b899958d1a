"""Source files: every file below content/, and a problem for each entry that is no file."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path

from plugins.content.front_matter import source
from plugins.content.front_matter.parser import Mapping as Front
from plugins.content.front_matter.parser import parse
from plugins.content.own_files import NO_FILE
from plugins.content.schema.content_types import TYPES, ContentType
from plugins.core.problem import ProblemCollector

_IGNORED = frozenset({"Thumbs.db", "desktop.ini"})

ReportFile = Callable[[Path, str, str, str], None]  # path, code, message, remedy


def ignore_problem(_path: Path, _code: str, _message: str, _remedy: str) -> None:
    """Ignore a problem that another stage reports."""


def find_files(folder: Path, report_file: ReportFile = ignore_problem) -> Iterator[Path]:
    """Yield the ordinary files below *folder*, sorted.

    Links, pipes and folders that cannot be opened are reported, never passed over:
    an article behind one of them would be missing in silence.
    """

    def unreadable(error: OSError) -> None:
        report_file(
            Path(error.filename),
            "unreadable",
            "Dieser Ordner lässt sich nicht öffnen; was darin liegt, fehlte auf der Website.",
            "Bitte die Leserechte des Ordners prüfen.",
        )

    for parent, folders, names in os.walk(folder, onerror=unreadable):
        folders[:] = sorted(name for name in folders if not is_litter(name))
        linked = [name for name in folders if (Path(parent) / name).is_symlink()]
        for name in sorted([*(name for name in names if not is_litter(name)), *linked]):
            path = Path(parent) / name
            if path.is_file() and not path.is_symlink():
                yield path
            else:
                report_file(path, "no-file", *NO_FILE)


def find_media_addresses(content: Path) -> frozenset[str]:
    """Return the addresses of all files below content/media/.

    Letters are composed, as in texts. Entries that are no files are reported by the stage that copies them.
    """
    paths = (path.relative_to(content).as_posix() for path in find_files(content / "media"))
    return frozenset(f"/{unicodedata.normalize('NFC', path)}" for path in paths)


def media_path(content: Path, address: str) -> Path:
    """Return where the file at the *address* below /media/ lies.

    A Mac may have decomposed the letters of its name.
    """
    path = content / address.lstrip("/")
    decomposed = content / unicodedata.normalize("NFD", address.lstrip("/"))
    return decomposed if decomposed != path and not path.exists() and decomposed.exists() else path


def is_litter(name: str) -> bool:
    """Return whether a file is litter: hidden, or left behind by a file manager or editor."""
    return name.startswith((".", "~$")) or name in _IGNORED or name.endswith("~")


def scan_front_matter(content: Path) -> Iterator[tuple[ContentType, Path, Front | None]]:
    """Yield each text below *content* with its front matter.

    None stands for a front matter that cannot be read; ``check`` reports it.
    """
    for kind in TYPES:
        for path in find_files(content / kind.folder):
            if path.suffix == ".md":
                yield kind, path, _front(path)


def _front(path: Path) -> Front | None:
    report = ProblemCollector(path.name)
    try:
        text = source.decode(path.read_bytes(), report)
    except OSError:
        return None
    parts = source.split_front_matter(text, report) if text is not None else None
    return parse(parts.front, parts.front_line, report) if parts else None
