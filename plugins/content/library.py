"""Library: everything below content/, read and checked as a whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from plugins.content import reader, texts, words
from plugins.content.markdown.converter import Converter
from plugins.content.schema.content_types import TYPES, ContentType
from plugins.content.settings import site_settings
from plugins.content.settings.site_settings import Facts
from plugins.content.source_files import Tell, files, media_below
from plugins.content.texts import ReadTexts, Text
from plugins.content.video import clips
from plugins.core.model import Item
from plugins.core.problem import Problem, Report

_OTHER_TEXT = frozenset({".txt", ".markdown", ".mdown", ".mkd", ".rst", ".html", ".htm", ".docx", ".doc", ".odt"})


@dataclass(frozen=True, slots=True)
class Library:
    """What was read: the items in a fixed order, the facts of site.yaml, and all problems.

    ``claimed`` holds the files that could not be read with their addresses, so that
    a link to one of them is not reported as dead as well.
    """

    items: tuple[Item, ...]
    facts: Facts
    media: frozenset[str]
    claimed: Mapping[str, str]
    problems: tuple[Problem, ...]


def read(content: Path, converter: Converter, name: str = "content", read_texts: ReadTexts = texts.read_all) -> Library:
    """Return everything below the folder *content*; whatever cannot be read is among the problems.

    Args:
        content: The folder to read.
        converter: Turns bodies into HTML.
        name: How problems call the folder.
        read_texts: Reads the files; a preview remembers what it read before.
    """
    facts, problems = site_settings.read(content / "site.yaml", f"{name}/site.yaml")
    media = media_below(content)
    items: list[Item] = []
    claimed: dict[str, str] = {}
    astray: list[Problem] = []

    def tell(path: Path, code: str, message: str, remedy: str) -> None:
        astray.append(Problem(f"{name}/{path.relative_to(content).as_posix()}", 1, message, remedy, code))

    found = list(_texts(content, name, tell, astray))
    for text, (item, told) in zip(found, read_texts(found, converter, media), strict=True):
        problems += told
        if item is None:
            claimed[text.file] = reader.claimed_address(text.path.relative_to(content).as_posix(), text.kind)
        else:
            items.append(item)
    problems += astray
    items = _with_captions(items, content, media, name, problems)
    return Library(tuple(items), facts, media, claimed, tuple(problems))


def _with_captions(
    items: list[Item], content: Path, media: frozenset[str], name: str, problems: list[Problem]
) -> list[Item]:
    """Return *items*, the clips among them with their captions; what is wrong with caption files goes to *problems*."""
    found, reports = clips.read(content, media, name)
    joined = [clips.joined(item, content, found, reports) if item.type == "clip" else item for item in items]
    problems += [problem for report in reports.values() for problem in report.problems]
    for item in joined:
        problems += clips.lacking(item, reports) if item.type == "clip" and item.status != "draft" else ()
    return joined


def _texts(content: Path, name: str, tell: Tell, problems: list[Problem]) -> Iterator[Text]:
    """Yield the texts below *content*, and report what is none; some files others look through."""
    for path in files(content, tell):
        relative = path.relative_to(content)
        if relative.parts[0] in {"media", "site.yaml", words.NAME}:
            continue
        report = Report(f"{name}/{relative.as_posix()}")
        kind = _type_of(relative, report)
        problems += report.problems
        if kind is not None:
            yield Text(path, report.file, kind)


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
    wanted = f"{relative.name.partition('.')[0]}.md"
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
