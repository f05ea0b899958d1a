"""Plan documents: the files below /media/ as links name them, and their problems."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
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
    """Return the properties of all *files* for links, and documents as they go out.

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


def move_places(
    problems: Sequence[Problem], edited: Sequence[ContentItem], sources: Mapping[str, str]
) -> list[Problem] | None:
    """Return *problems* with the places of the *edited* texts as they are now.

    None if one of these links to the file of a problem for the first time, or does not any more.
    """
    texts, moved = {item.source for item in edited}, list[Problem]()
    for problem, placed in zip(problems, place_at_links(problems, edited, sources), strict=True):
        if {file for file, _ in placed.places} != texts.intersection(file for file, _ in problem.places):
            return None
        moved.append(replace(problem, places=_spliced(problem, placed)) if placed.places else problem)
    return moved


def _spliced(problem: Problem, placed: Problem) -> tuple[tuple[str, int], ...]:
    """Return the places of *problem*, in the texts of *placed* its places alone."""
    now: dict[str, list[tuple[str, int]]] = {file: [] for file, _ in problem.places}
    anew = {file for file, _ in placed.places}
    for place in (*(one for one in problem.places if one[0] not in anew), *placed.places):
        now[place[0]].append(place)
    return tuple(place for places in now.values() for place in places)
