"""Pictured: joins what was read with the pictures made: which files pages show, and how each is shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import cast
from urllib.parse import unquote

from plugins.addresses import resolve, without_suffix
from plugins.records import Image, Item, Renditions


def used(items: Iterable[Item], sources: Mapping[str, str]) -> frozenset[str]:
    """Return the addresses that *items* name in places where a picture may stand, and a few that they link to."""
    return frozenset(address for item in items for address in _used(item, sources))


def _used(item: Item, sources: Mapping[str, str]) -> Iterator[str]:
    images = [item.image, *cast("tuple[Image, ...]", item.values.get("gallery", ()))]
    yield from (image.src for image in images if image)
    if poster := item.values.get("poster"):
        yield str(poster)
    if "<img" in item.body.html.lower():
        for link in item.body.links:
            yield unquote(without_suffix(resolve(link.target, item.source, sources) or "")[0])


def pictured(item: Item, renditions: Mapping[str, Renditions]) -> Item:
    """Return *item* with each of its pictures knowing how it is shown; a poster becomes ``poster_image`` as well."""
    values = dict(item.values)
    if gallery := cast("tuple[Image, ...]", values.get("gallery", ())):
        values["gallery"] = tuple(_shown(image, renditions) for image in gallery)
    if poster := values.get("poster"):
        values["poster_image"] = _shown(Image(str(poster), "", decorative=True), renditions)
    image = _shown(item.image, renditions) if item.image else None
    return replace(item, image=image, values=MappingProxyType(values))


def _shown(image: Image, renditions: Mapping[str, Renditions]) -> Image:
    return replace(image, shown=renditions.get(image.src))
