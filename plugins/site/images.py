"""Images of items: which files pages show, in which renditions, and the share cards.

Joins the items that were read with the images that were encoded.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import cast
from urllib.parse import unquote

from plugins.core.model import ContentItem, Embed, Image, Renditions, ShareCard, SharePicture
from plugins.core.output import Output
from plugins.core.urls import resolve, split_suffix
from plugins.images.cache import ImageCache
from plugins.images.share_cards.make import make_cards
from plugins.site.site import Site

_TYPES = {".jpg": "image/jpeg", ".png": "image/png"}

Copies = tuple[tuple[Path, str], ...]


def find_used_images(items: Iterable[ContentItem], sources: Mapping[str, str]) -> frozenset[str]:
    """Return the addresses of pictures that *items* show.

    A few more are among them that bodies only link to.
    """
    return frozenset(address for item in items for address in _image_addresses(item, sources))


def _image_addresses(item: ContentItem, sources: Mapping[str, str]) -> Iterator[str]:
    images = [item.image, *cast("tuple[Image, ...]", item.fields.get("gallery", ()))]
    images += [embed.poster for embed in item.body.embeds]
    yield from (image.src for image in images if image)
    if poster := item.fields.get("poster"):
        yield str(poster)
    if "<img" in item.body.html.lower():
        for link in item.body.links:
            yield unquote(split_suffix(resolve(link.target, item.source, sources) or "")[0])


def attach_images(item: ContentItem, renditions: Mapping[str, Renditions]) -> ContentItem:
    """Return *item* with the renditions of each of its pictures.

    A poster becomes ``poster_image`` as well, and stands before a film at a service.
    """
    values = dict(item.fields)
    if gallery := cast("tuple[Image, ...]", values.get("gallery", ())):
        values["gallery"] = tuple(_with_renditions(image, renditions) for image in gallery)
    if poster := values.get("poster"):
        still = _with_renditions(Image(str(poster), "", decorative=True), renditions)
        values["poster_image"] = still
        if embed := cast("Embed | None", values.get("embed")):
            values["embed"] = replace(embed, poster=still)
    elif lead := find_lead_poster(item):
        values["poster_image"] = _with_renditions(lead, renditions)
    image = _with_renditions(item.image, renditions) if item.image else None
    return replace(item, image=image, fields=MappingProxyType(values))


def find_lead_poster(item: ContentItem) -> Image | None:
    """Return the picture before the first embed of *item* that has one.

    It stands for a text without a picture of its own; a film is its own picture, and of an event the day is shown.
    """
    if item.image is not None or not {"video", "start"}.isdisjoint(item.fields):
        return None
    return next((embed.poster for embed in item.body.embeds if embed.poster), None)


def _with_renditions(image: Image, renditions: Mapping[str, Renditions]) -> Image:
    return replace(image, renditions=renditions.get(image.src))


def make_share_cards(
    pages: Iterable[Output], site: Site, copies: Copies, face: Path, colours: Mapping[str, str], cache: ImageCache
) -> Copies:
    """Return the files of the share cards of *pages*, with their output paths.

    Afterwards ``site.share_pictures`` holds where each card stands.

    Args:
        pages: What templates are to write.
        site: Its ``share_pictures`` are filled in here.
        copies: The pictures that go out, with their output paths.
        face: The font file.
        colours: Those of the light palette, by name.
        cache: The share cards that were drawn before.
    """
    cards = (page.meta().card for page in pages if page.meta is not None)
    wanted = [card for card in cards if card is not None]
    files = make_cards(wanted, face, colours, _files(wanted, site, copies), cache)
    for card, (_, output) in files.items():
        kind = _TYPES[PurePosixPath(output).suffix]
        site.share_pictures[card] = SharePicture(f"{site.home}/{output}", kind, card.alt)
    return tuple(sorted(set(files.values())))


def _files(wanted: Iterable[ShareCard], site: Site, copies: Copies) -> dict[str, Path]:
    """Return the files of the pictures that cards show, by address.

    Each is the largest file whose orientation and colours are those that readers see.
    """
    lies = {f"/{output}": path for path, output in copies}
    addresses = {card.picture for card in wanted} & set(site.pictures)
    return {address: lies[site.pictures[address].large] for address in addresses}
