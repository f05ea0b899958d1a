"""Typography: German texts get the no-break spaces that keep together what is read together."""

from __future__ import annotations

import re

_NO_BREAK = "\u00a0"
_NARROW = "\u202f"
_MONTHS = "Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember"

# DIN 5008: abbreviations of several words, signs and units are never torn apart at the end of a line.
_RULES: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        re.compile(r"\b(z|d|u|i|o|s|v)\. ?(B|h|a|d|R|Ä|o|u|A|T|H|g|H)\.(?! ?[A-Za-zÄÖÜäöü]\.)"),
        rf"\1.{_NARROW}\2.",
    ),
    (
        re.compile(r"(§§?|Art\.|Artikel|Abs\.|Absatz|Nr\.|Satz|lit\.|Seite|Kapitel) (?=[0-9a-zA-Z])"),
        rf"\1{_NO_BREAK}",
    ),
    (re.compile(rf"\b(\d{{1,2}}\.) (?={_MONTHS})"), rf"\1{_NO_BREAK}"),
    (
        re.compile(r"\b(\d+(?:[.,]\d+)?) (?=(?:%|€|°|Uhr|Euro|km|m|cm|kg|MB|KB|GB|Millionen|Prozent)\b|%|€|°)"),
        rf"\1{_NO_BREAK}",
    ),
    (re.compile(r" (?=–(?: |$))"), _NO_BREAK),
    (re.compile(r"\bEN (\d{3}) (\d{3})\b"), rf"EN{_NO_BREAK}\1{_NO_BREAK}\2"),
)


def no_break(text: str) -> str:
    """Return *text* with no-break spaces in „z. B.“, „§ 5“, „10 Uhr“, „26. Oktober“, „5 %“ and before a dash."""
    for pattern, replacement in _RULES:
        text = pattern.sub(replacement, text)
    return text
