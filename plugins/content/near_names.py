"""Near names: the known name that a name which is not there was meant for.

Spelling decides first: the same letters in another case, decomposed, or encoded as in an address. Only then likeness.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches
from urllib.parse import unquote


def fold(name: str) -> str:
    """Return *name* in one spelling: composed, decoded, in small letters."""
    return unicodedata.normalize("NFC", unquote(name)).casefold()


def nearest_name(name: str, known: Iterable[str], cutoff: float = 0.6) -> str:
    """Return the *known* name that is *name* spelled otherwise, else the one most like it.

    It is "" if none is close.
    """
    names = sorted(known)
    wanted = fold(name)
    same = [one for one in names if fold(one) == wanted]
    return next(iter(same or get_close_matches(name, names, n=1, cutoff=cutoff)), "")
