"""Event price: the number for search engines, where the words of an event say no more."""

from __future__ import annotations

import re

_FREE = re.compile(r"\b(?:kostenlos|kostenfrei|frei|free|nichts)\b", re.IGNORECASE)
_AMOUNT = re.compile(r"(\d{1,3}(?:\.\d{3})+|\d{1,5})(?:[.,](\d\d))?\s*(?:€|Euros?\b|EUR\b)", re.IGNORECASE)
# A range, a condition or a denial: then the amount is not the price, or what is free is not so for all
_UNLESS = re.compile(
    r"\b(?:ab|bis|etwa|circa|ca|mindestens|höchstens|für|nicht|kein\w*"
    r"|from|to|about|least|most|for|not|no|\w+n['’]t)\b",
    re.IGNORECASE,
)


def price_of(said: str) -> str:
    """Return the one price that *said* names, 0 for none at all, "" if there is more to it.

    A search engine repeats it as a fact, so anything in doubt is left to people.
    """
    if _UNLESS.search(said):
        return ""
    amount, is_free = _AMOUNT.search(said), bool(_FREE.search(said))
    rest = _AMOUNT.sub("", said, count=1)
    if re.search(r"\d", rest) or bool(amount) == is_free:
        return ""
    if amount is None:
        return "0"
    euros, cents = str(int(amount[1].replace(".", ""))), amount[2]
    return f"{euros}.{cents}" if cents else euros
