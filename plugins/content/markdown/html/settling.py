"""Settling: a finished body in a form from which every reader of HTML builds the same tree."""

from __future__ import annotations

import re
from html import unescape

from selectolax.lexbor import LexborHTMLParser

_START = "<!DOCTYPE html><html><head></head><body>"
_TAG = re.compile(r"<(?P<slash>/?)(?P<name>[a-zA-Z][^\s/>]*)(?P<rest>(?:[^\"<>]|\"[^\"]*\")*)>")
_VALUE = re.compile(r"\"[^\"]*\"")
_FIRST_BREAK = re.compile(r"(<(?:pre|textarea|listing)\b(?:[^\"<>]|\"[^\"]*\")*>)\n")
_EMPTY_PARAGRAPH = re.compile(r"<p>\s*</p>\n?")
# Every parser adds these where they were left out.
_IMPLIED = ("tbody", "colgroup")


class SeveralReadingsError(ValueError):
    """There is no form of this HTML that stays as it is when it is read and written again."""


def settle(html: str) -> str:
    """Return *html*, or the form into which a browser brings it if that is another.

    Raises:
        SeveralReadingsError: If that form would be brought into yet another.
    """
    skeleton, written = _skeleton_of(html), _write(html)
    if skeleton == _skeleton_of(written):
        return html
    written = _EMPTY_PARAGRAPH.sub("", written)
    if _skeleton_of(_write(written)) != _skeleton_of(written):
        raise SeveralReadingsError
    return written


def _write(html: str) -> str:
    body = LexborHTMLParser(_START + html).body
    written = (body.inner_html or "") if body is not None else ""
    written = _FIRST_BREAK.sub(r"\1\n\n", written)  # browsers drop the first line break there
    return _TAG.sub(_hide_brackets, written)


def _hide_brackets(match: re.Match[str]) -> str:
    if "<" not in match[0][1:] and ">" not in match[0][:-1]:
        return match[0]
    return _VALUE.sub(lambda value: value[0].replace("<", "&lt;").replace(">", "&gt;"), match[0])


def _skeleton_of(html: str) -> list[str]:
    """Return the names of all tags of *html*, and the text between them."""
    found: list[str] = []
    at = 0
    for match in _TAG.finditer(html):
        _add_text(found, html[at : match.start()])
        at = match.end()
        if (name := match["name"].lower()) not in _IMPLIED:
            found.append(f"<{match['slash']}{name}")
    _add_text(found, html[at:])
    return found


def _add_text(found: list[str], text: str) -> None:
    plain = " ".join(unescape(text).split())
    if plain:
        found.append(plain)
