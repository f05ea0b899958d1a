"""Withdrawn addresses: all that may go from a site because a text was withdrawn."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from plugins.content.front_matter.parser import Mapping as Front
from plugins.content.front_matter.parser import Scalar, Sequence
from plugins.content.media.named_files import find_named_files
from plugins.content.placed_texts import scan_texts
from plugins.content.source_files import find_media_addresses
from plugins.core.urls import json_address, subject_slug

TRANSCRIPT = "textfassung.txt"


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
