"""Placed texts: where each text of content/ stands on the site, by its front matter alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from plugins.content import reader
from plugins.content.front_matter.parser import Mapping as Front
from plugins.content.front_matter.parser import Scalar
from plugins.content.schema.content_types import ContentType
from plugins.content.schema.languages import DEFAULT
from plugins.content.schema.life import WITHDRAWN
from plugins.content.settings.sections import read_sections, types_in
from plugins.content.settings.site_settings import read_settings
from plugins.content.source_files import scan_front_matter


@dataclass(frozen=True, slots=True)
class PlacedText:
    """A text: its type, its file, its front matter if that can be read, its page's address."""

    kind: ContentType
    path: Path
    front: Front | None
    address: str

    def value(self, key: str) -> str:
        """Return the value of a key, "" if it has none."""
        return value_of(self.front, key)

    @property
    def is_withdrawn(self) -> bool:
        """Whether its page only says why it is gone."""
        return self.front is not None and WITHDRAWN in self.front.pairs


@dataclass(frozen=True, slots=True)
class Addressing:
    """How a site makes addresses: its content types by id, and its own language."""

    types: Mapping[str, ContentType]
    main: str

    def address_of(self, kind: ContentType, name: str, front: Front | None) -> str:
        """Return the address of the text in the file *name*."""
        slug = value_of(front, "slug") or reader.slug_of(name)
        return reader.address_of(self.types[kind.id], slug, value_of(front, "lang") or self.main, self.main)


def value_of(front: Front | None, key: str) -> str:
    """Return the value of a key of a front matter, "" if it has none."""
    node = front.pairs.get(key) if front else None
    return node.text.strip() if isinstance(node, Scalar) else ""


def read_addressing(content: Path) -> Addressing:
    """Return how the site in *content* makes addresses, by its site.yaml."""
    settings = read_settings(content / "site.yaml", "")[0].values
    return Addressing(types_in(read_sections(settings)), str(settings.get("lang", DEFAULT)))


def scan_texts(content: Path) -> Iterator[PlacedText]:
    """Yield every text below *content*."""
    addressing = read_addressing(content)
    for kind, path, front in scan_front_matter(content):
        yield PlacedText(addressing.types[kind.id], path, front, addressing.address_of(kind, path.name, front))
