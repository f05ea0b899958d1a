"""Share cards: the picture of each, drawn only if the cache does not hold it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path

from plugins.core.model import HEIGHT, WIDTH, ShareCard
from plugins.core.parallel import parallel_map
from plugins.images import sizes
from plugins.images.cache import CachedFile, CachedImage, ImageCache
from plugins.images.process import FOLDER

_ROLE = "card"
_FEWEST = 32  # cards to be drawn; fewer are done before another process is awake


def make_cards(
    wanted: Iterable[ShareCard], face: Path, colours: Mapping[str, str], files: Mapping[str, Path], cache: ImageCache
) -> dict[ShareCard, tuple[Path, str]]:
    """Return where the picture of each card lies, and its path in the output.

    Args:
        wanted: The cards, each as often as it may be.
        face: The font file.
        colours: The theme's, by name.
        files: Where the pictures lie that cards show, by address. A card whose picture is not there goes without.
        cache: The share cards that were drawn before.
    """
    recipe = sizes.card_recipe_hash() + face.read_bytes() + repr(sorted(colours.items())).encode()
    keys = {card: _key(card, recipe, files) for card in dict.fromkeys(wanted)}
    known = {card: cache.find(key) for card, key in keys.items()}
    missing = [card for card, entry in known.items() if entry is None]

    def draw(card: ShareCard) -> CachedImage:
        return _draw(card, keys[card], face, colours, _picture(card, files), cache)

    drawn = dict(zip(missing, parallel_map(draw, missing, _FEWEST), strict=True))
    found: dict[ShareCard, tuple[Path, str]] = {}
    for card, entry in known.items():
        file = (entry or drawn[card]).files[0]
        found[card] = cache.path(file.digest), f"{FOLDER}/karte.{file.digest[:10]}{file.suffix}"
    return found


def _key(card: ShareCard, recipe: bytes, files: Mapping[str, Path]) -> str:
    return hashlib.sha256(b"\0".join([recipe, repr(card).encode(), _picture(card, files) or b""])).hexdigest()


def _picture(card: ShareCard, files: Mapping[str, Path]) -> bytes | None:
    file = files.get(card.picture)
    return file.read_bytes() if file is not None else None


def _draw(
    card: ShareCard, key: str, face: Path, colours: Mapping[str, str], picture: bytes | None, cache: ImageCache
) -> CachedImage:
    from plugins.images.share_cards.draw import CardStyle, encode_card
    from plugins.images.share_cards.text_layout import CardFont

    image = encode_card(card, CardStyle(CardFont(face.read_bytes()), colours), picture)
    entry = CachedImage(WIDTH, HEIGHT, (), (CachedFile(_ROLE, image.suffix, WIDTH, cache.save_file(image.data)),))
    cache.save_entry(key, entry)
    return entry
