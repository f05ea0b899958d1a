"""Addresses: field types for places in the web, and for the ways in which people register."""

from __future__ import annotations

import re

from plugins.content.schema.field_types import PatternField

_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?:[/?#]\S*)?", re.IGNORECASE)
_WEB = r"https?://[^\s<>\"'\\^`{|}/?#@]+(?:[/?#][^\s<>\"\\^`{|}]*)?"
_MAIL = r"[A-Za-z0-9.!#$%&'*+/=?^_~-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"
_PHONE = r"tel:\+?[0-9][0-9 ()/-]{2,30}"
_OURS = r"(?:/|(?:\.\./)+)(?:[^\s<>\"\\^`{|}/][^\s<>\"\\^`{|}]*)?"
_SOLE_NUMBER = re.compile(r"(?:tel:|Tel\.?:?|Telefon:?)?\s*(\+?[0-9][0-9 ()/–-]{2,30})", re.ASCII | re.IGNORECASE)
_NUMBER = re.compile(r"(?<![\w+(])((?:\+[1-9]|\(?0)[0-9 ()/–-]{3,28}[0-9])", re.ASCII)
_SOME_MAIL = re.compile(r"(?<![\w.+/-])[\w.+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+", re.ASCII | re.IGNORECASE)
_SOME_WEB = re.compile(_WEB)


def complete_address(text: str) -> str:
    """Return *text* as a whole address if only its beginning is missing."""
    return f"https://{text}" if _HOST.fullmatch(text) else text.replace(" ", "%20")


def _complete_way(text: str) -> str:
    """Return the way to register in *text*, wherever it stands there, in the form that is read."""
    for pattern in (_SOME_WEB, _SOME_MAIL):
        if found := pattern.search(text):
            return found[0].rstrip(".,;:)")
    number = _SOLE_NUMBER.fullmatch(text.strip()) or _NUMBER.search(text)
    if number is None:
        return complete_address(text)
    return "tel:" + re.sub(r"^\((\d+)\)", r"\1", number[1].replace("–", "-").strip())


ADDRESS = PatternField(
    _WEB,
    "web-address",
    "gebraucht wird eine vollständige Webadresse.",
    "https://www.beispiel.de/",
    complete_address,
)
REGISTRATION = PatternField(
    f"{_WEB}|{_MAIL}|{_PHONE}|{_OURS}",
    "registration-form",
    "gebraucht wird eine Webadresse, eine Mailadresse, eine Telefonnummer mit „tel:“ davor oder eine Seite dieser "
    "Website.",
    "https://www.beispiel.de/anmeldung",
    _complete_way,
)
