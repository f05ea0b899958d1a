"""Quotation marks: pairs of straight and foreign ones become German ones.

They look „so“ and within these ‚so‘.

A mark without its partner stays as it was typed: an inch is an inch. DIN 5008:2020 and § 89 to 97 of the Amtliches
Regelwerk der deutschen Rechtschreibung (https://www.rechtschreibrat.com/regeln-und-woerterverzeichnis/).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_DOUBLE = '"„“”'
_SINGLE = "'‚‘’"
_MARK = re.compile(f"[{_DOUBLE}{_SINGLE}`´]")
_PAIRS = (("„", "“"), ("‚", "‘"))
_APOSTROPHE = "’"
# After these, or at the very beginning, a mark opens
_OPENING = frozenset(" \t\n\u00a0\u202f([{–—/„‚»›-")
_SHORT = re.compile(
    r"'(?:s|n|ne|nem|nen|ner|nes|rein|raus|rauf|runter|rum|rüber|ran|ab|tschuldigung|\d0er)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class _Open:
    """A mark that waits for its partner: where it is, and its kind."""

    at: int
    mark: str
    is_double: bool


def typeset_quotes(text: str) -> str:
    """Return *text* with German quotation marks and apostrophes; nothing else changes."""
    if not _MARK.search(text):
        return text
    signs = list(text)
    waiting: list[_Open] = []
    for match in _MARK.finditer(text):
        at, mark = match.start(), match[0]
        before, after = text[at - 1 : at], text[at + 1 : at + 2]
        if _is_apostrophe(mark, before, after):
            signs[at] = _APOSTROPHE
        elif _is_opening(mark, "" if _has_just_opened(waiting, at) else before, after) and not (
            mark == "'" and _SHORT.match(text, at)
        ):
            waiting.append(_Open(at, mark, mark in _DOUBLE))
        elif mark not in "`´„‚":
            _close(at, mark, before, after, waiting, signs)
    return "".join(
        sign if sign != "'" or not _follows_letter(text, at) else _APOSTROPHE for at, sign in enumerate(signs)
    )


def _is_apostrophe(mark: str, before: str, after: str) -> bool:
    """Return whether the mark stands within a word: „geht's“."""
    return mark in "'‘’`´" and before.isalpha() and after.isalpha()


def _has_just_opened(waiting: list[_Open], at: int) -> bool:
    """Return whether the sign before *at* opens a quotation, which may begin with another one."""
    return bool(waiting) and waiting[-1].at == at - 1


def _is_opening(mark: str, before: str, after: str) -> bool:
    if mark in "”’`´":
        return False
    return (not before or before in _OPENING) and bool(after) and not after.isspace()


def _close(at: int, mark: str, before: str, after: str, waiting: list[_Open], signs: list[str]) -> None:
    """Let the mark at *at* end the pair it belongs to, if there is one."""
    if not before or before.isspace() or after.isalpha():
        return
    depth = next((n for n in range(len(waiting) - 1, -1, -1) if _is_partner(waiting[n], mark)), None)
    if depth is None:
        return
    partner = waiting[depth]
    del waiting[depth:]  # what opened within and never closed is no pair
    outer = [one for one in waiting if one.is_double]
    left, right = _PAIRS[1 if outer or not partner.is_double else 0]
    signs[partner.at], signs[at] = left, right


def _is_partner(opened: _Open, mark: str) -> bool:
    if opened.is_double:
        return mark in '"“”'
    return mark in ("‘’" if opened.mark == "‘" else "'‘")


def _follows_letter(text: str, at: int) -> bool:
    """Return whether the straight mark at *at* is an apostrophe.

    It is one after a letter, or before a word cut short.
    """
    return (at > 0 and text[at - 1].isalpha()) or bool(_SHORT.match(text, at))
