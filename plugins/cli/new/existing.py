"""Existing content: words and places to offer for a new text, and addresses that are taken."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from plugins.build.project_settings import site_parts
from plugins.content.front_matter.parser import Mapping as Front
from plugins.content.front_matter.parser import Scalar, Sequence
from plugins.content.reader import address_of, slug_of
from plugins.content.schema.content_types import TYPE_OF, ContentType
from plugins.content.settings.sections import read_sections, types_in
from plugins.content.settings.site_settings import read_language, read_settings
from plugins.content.source_files import find_media_addresses, scan_front_matter


@dataclass(frozen=True, slots=True)
class ExistingContent:
    """The words that texts use, the commonest first, and the addresses that are taken.

    ``places`` are the values of whole places by the words that name them; ``taken`` are addresses
    with the files that have them, ``types`` the content types with their addresses on this site.
    """

    tags: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    places: Mapping[str, Mapping[str, str]] | None = None
    taken: Mapping[str, str] | None = None
    media: frozenset[str] = frozenset()
    types: Mapping[str, ContentType] = field(default_factory=lambda: TYPE_OF)


def find_existing(content: Path) -> ExistingContent:
    """Return the existing content below *content*.

    A text that cannot be read is passed over; ``check`` reports it.
    """
    tags: Counter[str] = Counter()
    categories: Counter[str] = Counter()
    places: dict[str, dict[str, str]] = {}
    sections = read_sections(read_settings(content / "site.yaml", "")[0].values)
    types, main = types_in(sections), read_language(content)
    ours = [one.address for one in sections.values() if one is not None and not one.is_page]
    taken = dict.fromkeys([*ours, *(f"/{part.prefix}" for part in site_parts())], "der Website selbst")
    for usual, path, front in scan_front_matter(content):
        texts = {key: node.text for key, node in front.pairs.items() if isinstance(node, Scalar)} if front else {}
        slug = texts.get("slug") or slug_of(path.name)
        address = address_of(types[usual.id], slug, texts.get("lang", main), main)
        taken[address] = path.relative_to(content).as_posix()
        if front is None:
            continue
        tags.update(_entries(front, "tags"))
        categories.update([texts["category"]] if texts.get("category") else [])
        taken |= {f"/{alias.strip('/')}/": path.name for alias in _entries(front, "aliases")}
        if place := _place(front):
            places.setdefault(", ".join(dict.fromkeys((place["name"], place["city"]))), place)
    return ExistingContent(
        _commonest(tags), _commonest(categories), places, taken, find_media_addresses(content), types
    )


def _commonest(words: Counter[str]) -> tuple[str, ...]:
    return tuple(sorted(words, key=lambda word: (-words[word], word)))


def _entries(front: Front, key: str) -> Iterator[str]:
    node = front.pairs.get(key)
    for entry in node.items if isinstance(node, Sequence) else ():
        if isinstance(entry, Scalar) and entry.text:
            yield entry.text


def _place(front: Front) -> dict[str, str] | None:
    node = front.pairs.get("place")
    if not isinstance(node, Front):
        return None
    place = {key: value.text for key, value in node.pairs.items() if isinstance(value, Scalar)}
    return place if place.get("name") and place.get("city") else None
