"""Withdrawn items: a page and a JSON copy that say why there is nothing else any more."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from plugins.content.media.named_files import find_dark_drawings, find_named_files
from plugins.core.model import ContentItem, DatedNote, Renditions
from plugins.core.urls import resolve, split_suffix
from plugins.site.frame_texts import FrameTexts
from plugins.site.template_filters import datum

_MEDIA = re.compile(r"/media/[^\s\"'<>()\[\]{},]+")


def entitle(item: ContentItem, words: FrameTexts) -> ContentItem:
    """Return the withdrawn *item* with the title of its page; no list may show it."""
    note = withdrawal_of(item)
    day = datum(note.day, words.lang)
    return replace(
        item, title=words.say("withdrawn.title"), summary=words.say("withdrawn.since", day=day), status="hidden"
    )


def withdrawal_of(item: ContentItem) -> DatedNote:
    """Return why *item* is withdrawn. Raises ValueError if it is not."""
    if item.withdrawn is None:
        raise ValueError(item.source)
    return item.withdrawn


def find_withheld(
    withdrawn: Iterable[Path],
    media: frozenset[str],
    others: Iterable[ContentItem],
    settings: Mapping[str, object],
    sources: Mapping[str, str],
) -> frozenset[str]:
    """Return the addresses of the files below /media/ that nothing but *withdrawn* texts names.

    Args:
        withdrawn: The files of these texts.
        media: The addresses of all files below /media/.
        others: All other texts that are published.
        settings: What site.yaml says.
        sources: Source file to address.
    """
    named = frozenset(address for path in withdrawn for address in find_named_files(path, media))
    if not named:
        return named
    used = find_used_files(others, sources).union(_addresses(settings))
    return named.difference(used, find_dark_drawings(used))


def find_used_files(items: Iterable[ContentItem], sources: Mapping[str, str]) -> frozenset[str]:
    """Return the addresses below /media/ that *items* name in any way."""
    found: set[str] = set()
    for item in items:
        found.update(_addresses((item.image, item.embed_notes, item.fields, item.body.embeds, item.body.html)))
        targets = (resolve(link.target, item.source, sources) or link.target for link in item.body.links)
        found.update(address for target in targets for address in _spellings(split_suffix(target)[0]))
    return frozenset(one for one in found if one.startswith("/media/"))


def _addresses(value: Any) -> Iterator[str]:
    """Yield every address below /media/ in plain data, however deep."""
    if isinstance(value, str):
        for found in _MEDIA.findall(value) if "/media/" in value else ():
            yield from _spellings(split_suffix(found)[0])
        if value.startswith("/media/"):
            yield value
    elif isinstance(value, Mapping):
        yield from (address for part in value.values() for address in _addresses(part))
    elif isinstance(value, list | tuple):
        yield from (address for part in value for address in _addresses(part))
    elif is_dataclass(value) and not isinstance(value, Renditions):
        yield from (address for one in fields(value) for address in _addresses(getattr(value, one.name)))


def _spellings(address: str) -> tuple[str, str]:
    return address, unquote(address)
