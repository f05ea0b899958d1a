"""Plan documents: the files below /media/ as links name them, and their problems."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

from plugins.content.media.media_files import MediaFile
from plugins.core import progress
from plugins.core.model import ContentItem, Download
from plugins.core.problem import Problem
from plugins.core.project import CACHE
from plugins.core.urls import resolve, split_suffix
from plugins.documents.cache import DocumentCache
from plugins.documents.process import DocumentFile, ProcessedDocuments, process_documents

_CACHE = CACHE / "documents"


def plan_documents(files: Iterable[MediaFile], pictures: Iterable[tuple[Path, str]]) -> ProcessedDocuments:
    """Return the facts of all *files* for links, and documents as they go out.

    *pictures* are the picture files that go out, with their output paths.
    """
    progress.begin("Dokumente")
    known = list(files)
    found = process_documents(
        (DocumentFile(file.source, file.output) for file in known if not file.is_picture), DocumentCache.below(_CACHE)
    )
    sizes = {file.output: file.source for file in known if file.is_picture and not file.is_raster}
    sizes |= {output: path for path, output in pictures}
    shown = {f"/{output}": Download(f"/{output}", path.stat().st_size) for output, path in sizes.items()}
    return replace(found, downloads={**shown, **found.downloads})


def place_at_links(
    problems: Iterable[Problem], items: Iterable[ContentItem], sources: Mapping[str, str]
) -> Iterator[Problem]:
    """Yield *problems* of files, each with the places of the texts that link to its file."""
    wanted = {problem.file for problem in problems}
    places: dict[str, list[tuple[str, int]]] = {}
    for item in items if wanted else ():
        for link in item.body.links:
            address = unquote(split_suffix(resolve(link.target, item.source, sources) or "")[0])
            if f"content{address}" in wanted:
                places.setdefault(f"content{address}", []).append((item.source, link.line))
    for problem in problems:
        yield replace(problem, places=tuple(places.get(problem.file, ())))
