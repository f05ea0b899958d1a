"""Raw HTML: the links and pictures in what an editor wrote as HTML, for hints; whether it is allowed others ask."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape

_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_ATTRIBUTES = r"(?:[^<>\"']|\"[^\"]*\"|'[^']*')*"
_LINK = re.compile(rf"<a\s({_ATTRIBUTES})>(.*?)</a\s*>", re.IGNORECASE | re.DOTALL)
_PICTURE = re.compile(rf"<img\s({_ATTRIBUTES})>", re.IGNORECASE)
_TAG = re.compile(rf"</?[a-zA-Z]{_ATTRIBUTES}>")
_LONGEST = 20_000  # nobody writes that by hand, and nothing hostile shall keep us busy


@dataclass(frozen=True, slots=True)
class Raw:
    """Links as target, text and line; pictures as source, alternative, line, and whether one was written at all."""

    links: tuple[tuple[str, str, int], ...] = ()
    pictures: tuple[tuple[str, str, int, bool], ...] = ()


def raw_parts(text: str, first_line: int) -> Raw:
    """Return what is in *text*, which begins in the line *first_line*."""
    text = _COMMENT.sub(lambda comment: "\n" * comment[0].count("\n"), text[:_LONGEST])

    def line(at: int) -> int:
        return first_line + text.count("\n", 0, at)

    links = tuple(
        (_value(found[1], "href"), " ".join(unescape(_TAG.sub("", found[2])).split()), line(found.start()))
        for found in _LINK.finditer(text)
        if _value(found[1], "href") and "<img" not in found[2].lower()
    )
    pictures = tuple(
        (_value(found[1], "src"), _value(found[1], "alt"), line(found.start()), _has(found[1], "alt"))
        for found in _PICTURE.finditer(text)
    )
    return Raw(links, pictures)


def _has(attributes: str, name: str) -> bool:
    return re.search(rf"(?:^|\s){name}(?=[\s=/]|$)", attributes, re.IGNORECASE) is not None


def _value(attributes: str, name: str) -> str:
    found = re.search(rf"(?:^|\s){name}\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", attributes, re.IGNORECASE)
    return unescape(next((group for group in found.groups() if group), "")).strip() if found else ""
