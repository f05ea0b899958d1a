"""Processing: all documents of the site, each read once."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from plugins.core.model import Download
from plugins.core.problem import Problem, has_errors
from plugins.documents.cache import CachedDocument, DocumentCache
from plugins.documents.messages import find_missing, find_pdf_problems, find_size_problem
from plugins.documents.office import find_office_problems
from plugins.documents.pdf.run import TOO_LONG, read_isolated
from plugins.documents.plain_files import find_text_problems

OFFICE = frozenset({".docx", ".odt", ".ods", ".xlsx"})
PLAIN = frozenset({".csv", ".txt"})


@dataclass(frozen=True, slots=True)
class DocumentFile:
    """A file that may be downloaded: where it lies, and its path in the output."""

    source: Path
    output: str

    @property
    def suffix(self) -> str:
        """Its ending, in small letters."""
        return self.source.suffix.lower()


@dataclass(frozen=True, slots=True)
class ProcessedDocuments:
    """Properties of documents by address, PDF files to copy, problems, and refused addresses."""

    downloads: Mapping[str, Download] = field(default_factory=dict)
    copies: tuple[tuple[Path, str], ...] = ()
    problems: tuple[Problem, ...] = ()
    refused: frozenset[str] = frozenset()


def process_documents(files: Iterable[DocumentFile], cache: DocumentCache) -> ProcessedDocuments:
    """Return *files* as they go out, with their properties for links and their problems."""
    wanted = sorted(files, key=lambda file: file.output)
    downloads: dict[str, Download] = {}
    copies: list[tuple[Path, str]] = []
    problems: list[Problem] = []
    refused: set[str] = set()
    with ThreadPoolExecutor(os.cpu_count() or 1) as workers:
        pdfs = [file for file in wanted if file.suffix == ".pdf" and not _find_size_problems(file)]
        read = dict(zip(pdfs, workers.map(lambda file: _read_pdf(file, cache), pdfs), strict=True))
    for file in wanted:
        address = f"/{file.output}"
        cached = read.get(file)
        found = list(_find_problems(file, cached))
        problems += found
        if has_errors(found):
            refused.add(address)
            continue
        path = cache.path(cached.digest) if cached and cached.digest else file.source
        copies += [(path, file.output)] if cached else []
        downloads[address] = _download(address, path.stat().st_size, cached)
    return ProcessedDocuments(downloads, tuple(copies), tuple(problems), frozenset(refused))


def _read_pdf(file: DocumentFile, cache: DocumentCache) -> CachedDocument:
    key = cache.key(file.source)
    if known := cache.find(key):
        return known
    answer, cleaned = read_isolated(file.source)
    if answer.get("refused") == TOO_LONG:  # another machine may have the time
        return CachedDocument(answer)
    return cache.save(key, answer, cleaned)


def _find_size_problems(file: DocumentFile) -> list[Problem]:
    """Return the problem of a file that is too large to be read."""
    if file.suffix not in {".pdf", *OFFICE, *PLAIN}:
        return []
    return list(find_size_problem(file.source.stat().st_size, f"content/{file.output}"))


def _find_problems(file: DocumentFile, cached: CachedDocument | None) -> Iterable[Problem]:
    name = f"content/{file.output}"
    if found := _find_size_problems(file):
        return found
    if cached is not None:
        return find_pdf_problems(cached.answer, name)
    if file.suffix in OFFICE:
        return find_office_problems(file.source.read_bytes(), file.suffix, name)
    return find_text_problems(file.source.read_bytes(), file.suffix, name) if file.suffix in PLAIN else ()


def _download(address: str, size: int, cached: CachedDocument | None) -> Download:
    if cached is None:
        return Download(address, size)
    pages, answer = cached.answer.get("pages"), cached.answer
    return Download(
        address,
        size,
        pages if isinstance(pages, int) else 0,
        is_accessible=not find_missing(answer),
        lang=str(answer.get("lang", "")),
    )
