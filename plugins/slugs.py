"""Slugs: the part of an address that is made from German text."""

from __future__ import annotations

import re
import unicodedata

_SPELLED_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "ø": "oe", "œ": "oe"})


def slugify(text: str) -> str:
    """Return *text* in lower-case ASCII letters, digits and single hyphens; it may come out empty.

    Umlauts are spelled out, other accents dropped: „Schöne Grüße“ becomes "schoene-gruesse".
    """
    composed = unicodedata.normalize("NFC", text).lower().translate(_SPELLED_OUT)
    plain = unicodedata.normalize("NFKD", composed).encode("ascii", "ignore").decode("ascii")
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
