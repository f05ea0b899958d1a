"""Corpus: the source files of content/ as their authors see them, for warnings.

They are read apart from the items of the site, a second time: a build need not wait for warnings, and a file whose
front matter cannot be read still has a body worth a look. Nothing here raises or reports.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import Protocol

from plugins.content.front_matter import source
from plugins.content.front_matter.parser import Mapping as Front
from plugins.content.front_matter.parser import Node, Scalar, Sequence, parse
from plugins.content.markdown.remarks import clean_body
from plugins.content.schema.content_types import TYPES
from plugins.content.schema.languages import DEFAULT, LANGUAGE_OF
from plugins.content.schema.life import WITHDRAWN
from plugins.content.settings.sections import read_sections, types_in
from plugins.content.settings.site_settings import read_settings
from plugins.content.source_files import find_files
from plugins.core.problem import ProblemCollector
from plugins.embeds.services import Service, load_for
from plugins.embeds.site_services import find_services
from plugins.embeds.unlisted import find_unlisted
from plugins.proofreading import prose_reader
from plugins.proofreading.prose import Prose, ProseLine, TextImage

SITE = "site"
_READ_ALOUD = frozenset({"alt", "alternative", "caption", "summary", "text", "title"})
_FACTS = frozenset({"about", "description", "first", "gaps", "lead", "open", "second", "text", "title", "when"})
_NOTHING = Front({}, {}, 1)


@dataclass(frozen=True, slots=True)
class SourceDocument:
    """One source file: its type, its text, its front matter and prose, with lines.

    The type is article, event, clip, page, or SITE for site.yaml.

    ``text`` is the whole file, ``front`` its front matter, empty if that cannot be read. Drafts
    that cannot be decoded do not exist. ``services`` and ``main``, the language, are those of its site, ``unlisted``
    the services that it does not have, ``pattern`` its address with {slug} for its name.
    """

    file: str
    type: str
    text: str
    front: Front = field(default=_NOTHING, repr=False)
    body_line: int = 1
    prose: Prose = field(default_factory=Prose)
    services: tuple[Service, ...] = field(default=(), repr=False)
    unlisted: tuple[Service, ...] = field(default=(), repr=False)
    main: str = DEFAULT
    pattern: str = ""

    @property
    def stem(self) -> str:
        """The name of the file without its ending."""
        return PurePosixPath(self.file).stem

    @property
    def lang(self) -> str:
        """The language it is written in."""
        lang = self.value("lang")
        return lang if lang in LANGUAGE_OF else self.main

    @property
    def is_unfinished(self) -> bool:
        """Whether its author has marked it as a draft."""
        return self.value("status") == "draft"

    def value(self, key: str) -> str:
        """Return the single value of *key* on one line, or nothing."""
        node = self.front.pairs.get(key)
        return " ".join(node.text.split()) if isinstance(node, Scalar) else ""

    def line(self, key: str) -> int:
        """Return the line of *key*, or 1."""
        return self.front.lines.get(key, 1)

    @property
    def lines(self) -> Iterator[ProseLine]:
        """All lines that readers see: the texts of the front matter, then those of the body."""
        yield from self.visible_texts
        for block in self.prose.blocks:
            yield from block.lines

    @property
    def visible_texts(self) -> tuple[ProseLine, ...]:
        """The texts of the front matter that are read on the site."""
        return tuple(_texts(self.front, _FACTS if self.type == SITE else _READ_ALOUD))

    @property
    def pictures(self) -> tuple[TextImage, ...]:
        """All pictures, those of the front matter first."""
        return (*_pictures(self.front), *self.prose.pictures)


class Speller(Protocol):
    """Spelling dictionary of one language."""

    def knows(self, word: str) -> bool:
        """Return whether *word* is spelled as it should be."""

    def words(self) -> Iterator[str]:
        """Yield the words that it lists."""

    def parts(self) -> Iterator[str]:
        """Yield those, and the parts of which it forms others."""


@dataclass(frozen=True, slots=True)
class Corpus:
    """All documents in a fixed order, the day, the project's own words, spellers by language.

    ``asked`` names the files that are to be looked at, None for all; the others are there to compare with.
    """

    documents: tuple[SourceDocument, ...]
    day: dt.date
    words: frozenset[str] = frozenset()
    spellers: Mapping[str, Speller] = field(default_factory=dict)
    asked: frozenset[str] | None = None

    @property
    def asked_documents(self) -> tuple[SourceDocument, ...]:
        """The documents that are to be looked at."""
        return tuple(one for one in self.documents if self.asked is None or one.file in self.asked)


def read_corpus(content: Path, name: str = "content") -> tuple[SourceDocument, ...]:
    """Return the documents below *content*, with paths below *name*.

    Unreadable files are left out.
    """
    found = []
    settings, _ = read_settings(content / "site.yaml", "")
    registry = load_for(content)
    services = find_services(settings.values, registry)
    unlisted = find_unlisted(services, registry)
    main = str(settings.values.get("lang", DEFAULT))
    patterns = {kind.id: kind.address for kind in types_in(read_sections(settings.values)).values()}
    for path in find_files(content):
        relative = path.relative_to(content)
        kind = _kind(relative)
        if kind:
            raw = _bytes(path)
            document = read_document(raw, kind, f"{name}/{relative.as_posix()}") if raw is not None else None
            pattern = patterns.get(kind, "")
            if document:
                found.append(replace(document, services=services, unlisted=unlisted, main=main, pattern=pattern))
    return tuple(found)


def read_document(raw: bytes, kind: str, file: str) -> SourceDocument | None:
    """Return the document in the bytes of a *file*, or None if they are no text."""
    collector = ProblemCollector(file)
    text = source.decode(raw, collector)
    if text is None:
        return None
    if kind == SITE:
        return SourceDocument(file, kind, text, parse(text, 1, collector) or _NOTHING)
    parts = source.split_front_matter(text, collector)
    if parts is None:
        return SourceDocument(file, kind, text)
    front = parse(parts.front, parts.front_line, collector) or _NOTHING
    if WITHDRAWN in front.pairs:
        return SourceDocument(file, kind, text, _only(front, WITHDRAWN, "lang", "status"), parts.body_line)
    return SourceDocument(file, kind, text, front, parts.body_line, _prose(parts.body, parts.body_line))


def _only(front: Front, *keys: str) -> Front:
    """Return *front* with these keys alone."""
    return replace(front, pairs={key: value for key, value in front.pairs.items() if key in keys})


def _prose(body: str, first_line: int) -> Prose:
    try:
        return prose_reader.read_prose(clean_body(body).text, first_line)
    except RecursionError:  # nested beyond any use; the reader of items says so
        return Prose()


def _kind(relative: Path) -> str:
    if relative.as_posix() == "site.yaml":
        return SITE
    if relative.suffix != ".md" or len(relative.parts) < 2:
        return ""
    return next((kind.id for kind in TYPES if kind.folder == relative.parts[0]), "")


def _bytes(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


def _texts(node: Node, keys: frozenset[str], key: str = "") -> Iterator[ProseLine]:
    """Yield the texts at *keys*, however deep; folded ones line by line as far as possible."""
    if isinstance(node, Scalar):
        if key in keys and not node.text.startswith(("/", "http://", "https://")):
            yield ProseLine(node.line, node.text)
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _texts(item, keys, key)
    else:
        for name, value in node.pairs.items():
            yield from _texts(value, keys, name)


def _entries(node: Node | None) -> tuple[Node, ...]:
    return node.items if isinstance(node, Sequence) else ()


def _pictures(front: Front) -> Iterator[TextImage]:
    gallery, embeds = (_entries(front.pairs.get(key)) for key in ("gallery", "embeds"))
    posters = [entry.pairs.get("poster") for entry in embeds if isinstance(entry, Front)]
    for node in (front.pairs.get("image"), *gallery, front.pairs.get("poster"), *posters):
        if isinstance(node, Scalar):
            yield TextImage(node.text.strip(), "", node.line, marked=True)  # a path alone is mere decoration
        if isinstance(node, Front):
            src, alt = node.pairs.get("src"), node.pairs.get("alt")
            if isinstance(src, Scalar) and isinstance(alt, Scalar):
                # An alternative that is missing here is an error of its own.
                yield TextImage(src.text.strip(), alt.text.strip(), node.lines["alt"], marked=True)
