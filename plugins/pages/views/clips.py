"""Films: a page for each, and the index that shows the newest large."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from plugins.addresses import path_of
from plugins.pages.bodies import parts
from plugins.pages.film_data import film_data
from plugins.pages.head import embeds_in, item_head, page_head
from plugins.pages.transcripts import transcript
from plugins.pages.world import World
from plugins.plan import Output
from plugins.records import Embed, Item

INDEX = "/clip/"
_TITLE = "Clip"


def outputs(world: World) -> Iterator[Output]:
    """Yield the pages of all films and their index."""
    newest = next((entry.address for entry in world.listed("clip")), "")
    for item in world.of_type("clip"):
        yield _clip(item, world, item.address, is_index=False)
        if item.address == newest:
            yield _clip(item, world, INDEX, is_index=True)
    if not newest:
        yield _empty(world)


def _clip(item: Item, world: World, address: str, *, is_index: bool) -> Output:
    body = parts(item, world)
    text = transcript(item, body, world.url)
    embed = cast("Embed | None", item.values.get("embed"))
    crumbs = () if is_index else ((_TITLE, INDEX),)
    page = item_head(world, item, crumbs, (*embeds_in(body), *([embed] if embed else [])), address)
    shows = {
        "page": page,
        "item": item,
        "body": text.body,
        "lines": text.lines,
        "chapters": text.chapters,
        "embed": embed,
        "about": None
        if is_index or page.noindex
        else film_data(item, world, text.chapters),  # stated once, where it is at home
        "others": tuple(entry for entry in world.listed("clip") if entry.address != item.address),
        "is_index": is_index,
        "subjects": world.subjects_of(item),
    }
    return Output(path_of(address), "clip.html", shows, item.source)


def _empty(world: World) -> Output:
    summary = "Filme zum Prozess lebensbildung.digital."
    shows = {
        "page": page_head(world, INDEX, _TITLE, summary),
        "heading": _TITLE,
        "intro": summary,
        "groups": (),
        "feed": "",
        "pagination": None,
    }
    return Output(path_of(INDEX), "list.html", shows)
