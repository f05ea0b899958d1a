"""Walk: every file below content/, and a problem for whatever cannot be one."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

from plugins.content.front_matter import source
from plugins.content.front_matter.parser import Mapping as Front
from plugins.content.front_matter.parser import parse
from plugins.content.schema.content_types import TYPES, ContentType
from plugins.core.problem import ProblemCollector

_IGNORED = frozenset({"Thumbs.db", "desktop.ini"})

Tell = Callable[[Path, str, str, str], None]  # path, code, message, remedy


def ignore_problem(_path: Path, _code: str, _message: str, _remedy: str) -> None:
    """Leave it to others to tell what is wrong with a file."""


def find_files(folder: Path, tell: Tell = ignore_problem) -> Iterator[Path]:
    """Yield the ordinary files below *folder*, sorted.

    Links, pipes and folders that cannot be opened are told of, never passed over:
    an article behind one of them would be missing in silence.
    """

    def unreadable(trouble: OSError) -> None:
        tell(
            Path(trouble.filename),
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
                tell(
                    path,
                    "no-file",
                    "Das ist keine Datei, sondern nur eine Verknüpfung oder etwas anderes, das sich nicht lesen lässt.",
                    "Bitte die Datei selbst hier ablegen.",
                )


def find_media_addresses(content: Path) -> frozenset[str]:
    """Return the addresses of all files below content/media/; the stage that copies them tells of what is none."""
    return frozenset(f"/{path.relative_to(content).as_posix()}" for path in find_files(content / "media"))


def is_litter(name: str) -> bool:
    """Return whether nobody wrote this on purpose: hidden files, and what file managers and editors leave."""
    return name.startswith((".", "~$")) or name in _IGNORED or name.endswith("~")


def scan_front_matter(content: Path) -> Iterator[tuple[ContentType, Path, Front | None]]:
    """Yield each text below *content*, with None for a front matter that cannot be read: ``check`` tells of it."""
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
