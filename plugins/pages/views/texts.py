"""Text pages: privacy, imprint, the process and the like."""

from __future__ import annotations

from collections.abc import Iterator

from plugins.addresses import path_of
from plugins.pages.bodies import parts
from plugins.pages.head import embeds_in, item_head
from plugins.pages.shown import Teaser, teaser
from plugins.pages.world import World
from plugins.plan import Output
from plugins.records import Item

_LANGUAGE_START = {"de-simple": ("Leichte Sprache", "/leichte-sprache/"), "en": ("English", "/en/")}


def outputs(world: World) -> Iterator[Output]:
    """Yield all pages."""
    for item in world.of_type("page"):
        yield _text(item, world)


def _text(item: Item, world: World) -> Output:
    body = parts(item, world)
    template = str(item.values.get("template", "default"))
    start = _LANGUAGE_START.get(item.lang)
    stands = {other.address for other in world.of_type("page")}
    crumbs = (start,) if start and start[1] != item.address and start[1] in stands else ()
    accounts = world.accounts if template == "social-media" else {}
    page = item_head(world, item, crumbs, (*embeds_in(body), *accounts.values()))
    shows = {
        "page": page,
        "item": item,
        "body": body,
        "accounts": accounts,
        "listed": _listed(template, item, world),
    }
    name = "page.html" if template == "default" else f"pages/{template}.html"
    return Output(path_of(item.address), name, shows, item.source)


def _listed(template: str, item: Item, world: World) -> tuple[Teaser, ...]:
    """Return what a page lists beside its text: in Leichte Sprache, all other texts in it."""
    if template != "easy-language":
        return ()
    texts = (other for other in world.items if other.lang == item.lang and other.status == "published")
    return tuple(teaser(other) for other in texts if other.address != item.address)
