"""Verbatim: code between fences and preformatted text, which are read as they were typed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import unescape

FENCE = re.compile(r"^\s*(`{3,}|~{3,})\s*([^`\n=\"]*)$")
PRE = re.compile(r"\s*<pre\b", re.IGNORECASE)
_TAG = re.compile(r"<[^>\n]*>")


def end_of_fence(lines: Sequence[str], at: int, signs: str) -> int | None:
    """Return the line that ends the code whose fence of *signs* is in line *at*, or None."""
    closing = re.compile(rf"^\s*(?:>\s?)*\s*{re.escape(signs[0])}{{{len(signs)},}}\s*$")
    return next((number for number in range(at + 1, len(lines)) if closing.match(lines[number])), None)


def read_fenced(lines: Sequence[str], depth: int) -> str:
    """Return the code in *lines*, each of which begins with *depth* signs of a quotation."""
    quote = re.compile(rf"^(?:\s{{0,3}}>[ ]?){{0,{depth}}}")
    return "\n".join(quote.sub("", line) for line in lines)


def end_of_preformatted(lines: Sequence[str], at: int) -> int:
    """Return the last line of the preformatted text that begins in line *at*."""
    while at + 1 < len(lines) and "</pre" not in lines[at].lower():
        at += 1
    return at


def read_preformatted(line: str) -> str:
    """Return a line of preformatted text without its tags."""
    return unescape(_TAG.sub("", line))
