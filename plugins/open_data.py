"""Open data: joins pages and outputs: a JSON twin beside every item's page, and the catalogue of them all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import cast

from plugins.addresses import path_of, twin_of
from plugins.outputs.open_data import Record, Rights, catalogue, twin
from plugins.pages.bodies import feed_html
from plugins.pages.views.data import CATALOGUE
from plugins.pages.world import World
from plugins.plan import Output, Shows
from plugins.records import Item


def plan(world: World) -> Iterator[Output]:
    """Yield the twins and the catalogue; what is hidden has no twin, since no list leads to it."""
    site = world.home
    rights = _rights(world)
    listed = {entry.address for entry in world.dated}
    records = []
    for kind in ("article", "event", "clip"):
        for item in (item for item in world.of_type(kind) if item.status != "hidden"):
            path = path_of(twin_of(item.address))
            yield Output(path, twin, partial(_twin, item, world, rights), item.source, frozenset({item.source}))
            if item.address in listed:
                records.append(_record(item, site))
    shows = {"title": str(world.site["name"]), "records": tuple(records), "rights": rights}
    yield Output(path_of(CATALOGUE), catalogue, lambda: shows)


def _twin(front: Item, world: World, rights: Rights) -> Shows:
    item = world.whole(front)
    return {
        "item": item,
        "address": world.home + item.address,
        "html": feed_html(item, world),
        "rights": rights,
        "site": world.home,
    }


def _record(item: Item, site: str) -> Record:
    return Record(item.type, item.title, site + item.address, site + twin_of(item.address), item.updated or item.date)


def _rights(world: World) -> Rights:
    ministry = cast("Mapping[str, object]", world.site["ministry"])
    licence = world.site["licence"]
    return Rights(str(ministry["name"]), licence if isinstance(licence, str) else None)
