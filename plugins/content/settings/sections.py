"""Sections: the lists and fixed pages of a site, and the blocks of its start page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from plugins.content.schema.content_types import TYPES, ContentType
from plugins.content.schema.languages import LANGUAGES

NONE = "none"


@dataclass(frozen=True, slots=True)
class Section:
    """A list, or a fixed page, which is a text.

    ``aliases`` are former addresses of a list and of what is below it. One without a ``title`` has none of its own:
    texts bring theirs.
    """

    id: str
    address: str
    title: str = ""
    is_page: bool = False
    aliases: tuple[str, ...] = ()


# Every section with the title and address that it has unless site.yaml says otherwise.
SECTIONS = (
    *(Section(kind.folder, kind.index, kind.title) for kind in TYPES if kind.index),
    Section("subjects", "/themen/"),
    Section("search", "/suche/", "Suche und Themen"),
    Section("process", "/der-prozess/", is_page=True),
    Section("take_part", "/mitmachen/", is_page=True),
    Section("social_media", "/social-media/", is_page=True),
    Section("netiquette", "/netiquette/", is_page=True),
)

# The blocks of the start page in their usual order. Those that open it stand beside each other.
OPENING = ("about", "news", "take_part")
BLOCKS = (*OPENING, "stages", "events", "film", "fields_of_action", "social_media")

# First parts of addresses that are no section's: what the build and the preview make there.
RESERVED = frozenset(
    [
        *("404", "assets", "daten", "entwuerfe", "media", "pagefind", "pruefung", "redaktion"),
        *(language.folder for language in LANGUAGES if language.folder),
    ]
)

Sections = Mapping[str, Section | None]
"""The sections of a site by their names, None for each that it does not have."""


def read_sections(values: Mapping[str, object]) -> Sections:
    """Return the sections by these *values* of site.yaml."""
    given = values.get("sections")
    chosen = given if isinstance(given, Mapping) else {}
    return {section.id: _section(section, chosen.get(section.id)) for section in SECTIONS}


def read_start(values: Mapping[str, object]) -> tuple[str, ...]:
    """Return the blocks of the start page in their order by these *values* of site.yaml."""
    given = values.get("start")
    return tuple(map(str, given)) if isinstance(given, tuple) else BLOCKS


def types_in(sections: Sections) -> dict[str, ContentType]:
    """Return the content types by id, each with title and addresses of its section.

    One without a section keeps its address: its texts are reported.
    """
    return {kind.id: _placed(kind, sections.get(kind.folder)) for kind in TYPES}


def group_opening(blocks: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """Return *blocks* in groups: neighbours that open the page together, any other one alone."""
    groups: list[tuple[str, ...]] = []
    for block in blocks:
        if groups and block in OPENING and groups[-1][0] in OPENING:
            groups[-1] += (block,)
        else:
            groups.append((block,))
    return tuple(groups)


def _section(usual: Section, given: object) -> Section | None:
    if given == NONE:
        return None
    if not isinstance(given, Mapping):
        return usual
    former = given.get("aliases")
    return replace(
        usual,
        title=str(given.get("title", usual.title)),
        address=str(given.get("address", usual.address)),
        aliases=tuple(map(str, former)) if isinstance(former, tuple) else (),
    )


def _placed(kind: ContentType, section: Section | None) -> ContentType:
    if section is None or (section.title, section.address) == (kind.title, kind.index):
        return kind
    return replace(kind, title=section.title, index=section.address, address=section.address + "{slug}/")
