"""Library: everything below content/, read and checked as a whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from plugins.content import reader, texts, words
from plugins.content.markdown.converter import Converter
from plugins.content.near_names import nearest_name
from plugins.content.schema.content_types import TYPES, ContentType
from plugins.content.settings import site_settings
from plugins.content.settings.sections import read_sections, types_in
from plugins.content.settings.site_settings import SiteSettings
from plugins.content.source_files import ReportFile, find_files, find_media_addresses
from plugins.content.texts import ReadTexts, SourceFile
from plugins.content.video import clips
from plugins.core.model import ContentItem
from plugins.core.problem import Problem, ProblemCollector
from plugins.core.site_folder import is_own_file, own_names

_PICTURES = frozenset({".png", ".jpg", ".jpeg", ".webp", ".avif", ".gif", ".pdf", ".ai", ".eps"})
_OTHER_TEXT = frozenset({".txt", ".markdown", ".mdown", ".mkd", ".rst", ".html", ".htm", ".docx", ".doc", ".odt"})


@dataclass(frozen=True, slots=True)
class Library:
    """The content as read: items in a fixed order, site settings, and all problems.

    ``reserved`` holds the files that could not be read with their addresses, so that
    a link to one of them is not reported as dead as well.
    """

    items: tuple[ContentItem, ...]
    settings: SiteSettings
    media: frozenset[str]
    reserved: Mapping[str, str]
    problems: tuple[Problem, ...]


def read_library(
    content: Path, converter: Converter, name: str = "content", read_texts: ReadTexts = texts.read_items
) -> Library:
    """Return everything below the folder *content*, with a problem for each unreadable file.

    Args:
        content: The folder to read.
        converter: Turns bodies into HTML.
        name: How problems call the folder.
        read_texts: Reads the files; a preview remembers what it read before.
    """
    settings, problems = site_settings.read_settings(content / "site.yaml", f"{name}/site.yaml")
    media = find_media_addresses(content)
    items: list[ContentItem] = []
    claimed: dict[str, str] = {}
    misplaced: list[Problem] = []

    def report_file(path: Path, code: str, message: str, remedy: str) -> None:
        misplaced.append(Problem(f"{name}/{path.relative_to(content).as_posix()}", 1, message, remedy, code))

    types = types_in(read_sections(settings.values))
    found = [
        replace(text, content_type=types[text.content_type.id])
        for text in _texts(content, name, report_file, misplaced)
    ]
    for text, (item, reported) in zip(found, read_texts(found, converter, media), strict=True):
        problems += reported
        if item is None:
            claimed[text.file] = reader.address_from_name(text.path.relative_to(content).as_posix(), text.content_type)
        else:
            items.append(item)
    problems += misplaced
    items = _with_captions(items, content, media, name, problems)
    return Library(tuple(items), settings, media, claimed, tuple(problems))


def _with_captions(
    items: list[ContentItem], content: Path, media: frozenset[str], name: str, problems: list[Problem]
) -> list[ContentItem]:
    """Return *items*, those with a film with its captions.

    Problems of caption files are added to *problems*.
    """
    found, reports = clips.read_caption_files(content, media, name)
    joined = [
        clips.attach_captions(item, content, found, reports) if "video" in item.fields else item for item in items
    ]
    problems += [problem for report in reports.values() for problem in report.problems]
    for item in joined:
        if "video" in item.fields and item.status != "draft":
            problems += clips.find_missing_parts(item, reports)
    return joined


def _texts(content: Path, name: str, report_file: ReportFile, problems: list[Problem]) -> Iterator[SourceFile]:
    """Yield the texts below *content*, and report other files; media have a stage of their own."""
    for path in find_files(content, report_file):
        relative = path.relative_to(content)
        if relative.parts[0] in {"media", "site.yaml", words.NAME} or is_own_file(relative.as_posix()):
            continue
        report = ProblemCollector(f"{name}/{relative.as_posix()}")
        kind = _type_of(relative, report)
        problems += report.problems
        if kind is not None:
            yield SourceFile(path, report.file, kind)


def _say_place(relative: Path) -> str:
    """Return the remedy for a file that is neither a text nor one of the site's own files."""
    if names := own_names(relative.parts[0], relative.stem.lower()):
        near = nearest_name(relative.as_posix(), names)
        if relative.suffix.lower() in _PICTURES and near.endswith(".svg"):
            return f"Hier geht nur eine Zeichnung. Bitte als SVG speichern und so nennen: content/{near}"
        if near:
            return f"Bitte umbenennen: content/{near}"
        return f"Bitte löschen oder umbenennen; gelesen wird dort: {', '.join(f'content/{name}' for name in names)}"
    folders = ", ".join(f"content/{kind.folder}/" for kind in TYPES)
    return f"Bitte in einen dieser Ordner verschieben: {folders}. Bilder und Filme gehören nach content/media/."


def _type_of(relative: Path, report: ProblemCollector) -> ContentType | None:
    """Return the content type of the file, or None after reporting that it has none."""
    kind = next((kind for kind in TYPES if kind.folder == relative.parts[0]), None)
    if kind is None or len(relative.parts) == 1:
        message = "Diese Datei liegt in keinem der vorgesehenen Ordner und erschiene nirgends."
        report.error(1, "misplaced-file", message, _say_place(relative))
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
