"""Library: everything below content/, read and checked as a whole."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from plugins.editorial import reader, site
from plugins.editorial.kinds import Reading
from plugins.editorial.markup import Converter
from plugins.editorial.report import Report
from plugins.editorial.schema import TYPES, ContentType
from plugins.editorial.site import Facts
from plugins.problem import Problem
from plugins.records import Item

_IGNORED = frozenset({"Thumbs.db", "desktop.ini"})
_OTHER_TEXT = frozenset({".txt", ".markdown", ".mdown", ".mkd", ".rst", ".html", ".htm", ".docx", ".doc", ".odt"})


@dataclass(frozen=True, slots=True)
class Library:
    """What was read: the items in a fixed order, the facts of site.yaml, and all problems.

    ``claimed`` holds the addresses of files that could not be read, so that a link
    to one of them is not reported as dead as well.
    """

    items: tuple[Item, ...]
    facts: Facts
    media: frozenset[str]
    claimed: frozenset[str]
    problems: tuple[Problem, ...]


def read(content: Path, converter: Converter, name: str = "content") -> Library:
    """Return everything below the folder *content*; whatever cannot be read is among the problems.

    Args:
        content: The folder to read.
        converter: Turns bodies into HTML.
        name: How problems call the folder.
    """
    facts, problems = site.read(content / "site.yaml", f"{name}/site.yaml")
    media = frozenset(_media(content))
    items: list[Item] = []
    claimed: set[str] = set()
    for path in sorted(_files(content)):
        relative = path.relative_to(content)
        report = Report(f"{name}/{relative.as_posix()}")
        kind = _type_of(relative, report)
        if kind is not None:
            item = reader.read(path.read_bytes(), kind, converter, Reading(report, media))
            if item is None:
                claimed.add(reader.claimed_address(relative.as_posix(), kind))
            else:
                items.append(item)
        problems += report.problems
    return Library(tuple(items), facts, media, frozenset(claimed), tuple(problems))


def _media(content: Path) -> Iterator[str]:
    folder = content / "media"
    for path in folder.rglob("*"):
        if path.is_file() and not _is_ignored(path.relative_to(content)):
            yield f"/media/{path.relative_to(folder).as_posix()}"


def _files(content: Path) -> Iterator[Path]:
    for path in content.rglob("*"):
        relative = path.relative_to(content)
        inside = relative.parts[0] not in {"media", "site.yaml"}
        if inside and path.is_file() and not _is_ignored(relative):
            yield path


def _is_ignored(relative: Path) -> bool:
    """Return whether nobody wrote this on purpose: hidden files, and what file managers and editors leave."""
    hidden = any(part.startswith((".", "~$")) for part in relative.parts)
    return hidden or relative.name in _IGNORED or relative.name.endswith("~")


def _type_of(relative: Path, report: Report) -> ContentType | None:
    """Return the content type of the file, or None after reporting that it has none."""
    kind = next((kind for kind in TYPES if kind.folder == relative.parts[0]), None)
    if kind is None or len(relative.parts) == 1:
        folders = ", ".join(f"content/{kind.folder}/" for kind in TYPES)
        report.error(
            1,
            "misplaced-file",
            "Diese Datei liegt in keinem der vorgesehenen Ordner und erschiene nirgends.",
            f"Bitte in einen dieser Ordner verschieben: {folders}. Bilder und Filme gehören nach content/media/.",
        )
        return None
    if relative.suffix == ".md":
        return kind
    wanted = relative.with_suffix(".md").name
    if relative.suffix.lower() == ".md" or relative.suffix.lower() in _OTHER_TEXT:
        report.error(
            1,
            "file-ending",
            f"Die Datei endet auf „{relative.suffix}“ und würde nicht gelesen.",
            f"Bitte als Textdatei mit kleingeschriebener Endung .md speichern: {wanted}",
        )
        return None
    report.error(
        1,
        "misplaced-file",
        f"Eine Datei mit der Endung „{relative.suffix}“ gehört nicht zwischen die Texte.",
        f"Bitte nach content/media/ verschieben und als /media/{relative.name} verwenden.",
    )
    return None
