"""Card workshop: the picture of each share card, painted only if nothing is kept of it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path

from plugins.pictures import recipe
from plugins.pictures.store import Entry, Kept, Store
from plugins.pictures.workshop import FOLDER
from plugins.share_card import HEIGHT, WIDTH, ShareCard

_ROLE = "card"


def cards(
    wanted: Iterable[ShareCard], face: Path, colours: Mapping[str, str], files: Mapping[str, Path], store: Store
) -> dict[ShareCard, tuple[Path, str]]:
    """Return where the picture of each card lies, and its path in the output.

    Args:
        wanted: The cards, each as often as it may be.
        face: The font file.
        colours: The theme's, by name.
        files: Where the pictures lie that cards show, by address. A card whose picture is not there goes without.
        store: What was painted before.
    """
    marks = recipe.card_mark() + face.read_bytes() + repr(sorted(colours.items())).encode()
    found: dict[ShareCard, tuple[Path, str]] = {}
    for card in dict.fromkeys(wanted):
        file = files.get(card.picture)
        picture = file.read_bytes() if file is not None else None
        key = hashlib.sha256(b"\0".join([marks, repr(card).encode(), picture or b""])).hexdigest()
        entry = store.find(key) or _painted(card, key, face, colours, picture, store)
        kept = entry.files[0]
        found[card] = store.path(kept.digest), f"{FOLDER}/karte.{kept.digest[:10]}{kept.suffix}"
    return found


def _painted(
    card: ShareCard, key: str, face: Path, colours: Mapping[str, str], picture: bytes | None, store: Store
) -> Entry:
    from plugins.pictures.cards import Look, paint  # a build that has everything does not load the library
    from plugins.pictures.lettering import Face

    painting = paint(card, Look(Face(face.read_bytes()), colours), picture)
    entry = Entry(WIDTH, HEIGHT, (), (Kept(_ROLE, painting.suffix, WIDTH, store.keep(painting.data)),))
    store.enter(key, entry)
    return entry
