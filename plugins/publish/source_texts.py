"""Source texts: where each text of content/ stands on the site, by its front matter alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from plugins.content import reader
from plugins.content.front_matter.parser import Mapping as Front
from plugins.content.front_matter.parser import Scalar, Sequence
from plugins.content.media.named_files import find_named_files
from plugins.content.schema.content_types import ContentType
from plugins.content.schema.languages import DEFAULT
from plugins.content.schema.life import WITHDRAWN
from plugins.content.settings.sections import read_sections, types_in
from plugins.content.settings.site_settings import read_settings
from plugins.content.source_files import find_media_addresses, scan_front_matter
from plugins.core.urls import json_address, subject_slug

TRANSCRIPT = "textfassung.txt"


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


def value_of(front: Front | None, key: str) -> str:
    """Return the value of a key of a front matter, "" if it has none."""
    node = front.pairs.get(key) if front else None
    return node.text.strip() if isinstance(node, Scalar) else ""


def scan_texts(content: Path) -> Iterator[PlacedText]:
    """Yield every text below *content*."""
    settings = read_settings(content / "site.yaml", "")[0].values
    types, main = types_in(read_sections(settings)), str(settings.get("lang", DEFAULT))
    for kind, path, front in scan_front_matter(content):
        slug = value_of(front, "slug") or reader.slug_of(path.name)
        address = reader.address_of(types[kind.id], slug, value_of(front, "lang") or main, main)
        yield PlacedText(types[kind.id], path, front, address)


def find_withdrawn_addresses(content: Path, subjects: str) -> Iterator[str]:
    """Yield every address that may go because a text is withdrawn, without the base path.

    Its page stays. Gone may be its data, its calendar file, its text version, the files that it named, the page of a
    subject below *subjects* and the last pages of its list.
    """
    texts = list(scan_texts(content))
    media = find_media_addresses(content) if any(text.is_withdrawn for text in texts) else frozenset[str]()
    for text in (one for one in texts if one.is_withdrawn):
        yield from (json_address(text.address), f"{text.address.rstrip('/')}.ics", f"{text.address}{TRANSCRIPT}")
        yield from find_named_files(text.path, media)
        yield from _subjects(text.front, subjects)
        count = sum(one.kind.id == text.kind.id for one in texts)  # no list has more pages
        yield from (f"{text.kind.index}seite-{number}/" for number in range(2, count + 1))


def _subjects(front: Front | None, subjects: str) -> Iterator[str]:
    tags = front.pairs.get("tags") if front else None
    for tag in tags.items if isinstance(tags, Sequence) and subjects else ():
        if isinstance(tag, Scalar):
            yield f"{subjects}{subject_slug(tag.text)}/"
