"""Link lines: the lines in the Markdown of link targets that were found in its HTML."""

from __future__ import annotations

import html
import re
from bisect import bisect_left
from collections.abc import Sequence
from html import unescape

from plugins.core.model import Link
from plugins.core.placeholders import placeholder

# What stands around the target of a link. An expression with the target in it would be compiled for each of them.
_BEFORE = re.compile(r"(?:\]\(|\]:|=)\s?[<\"']?\Z")
_LONGEST_BEFORE = 4
_BEHIND = re.compile(r"[\s\"')>]|$", re.MULTILINE)
_BLANKS = re.compile(r"[\s\x00-\x1f]+")
# What browsers drop in addresses must not hide a scheme from us.
_IGNORED = str.maketrans("", "", "\t\n\r")
_LEADING = "".join(map(chr, range(0x21)))
_INTERNAL = re.compile(r"(?!(?:[a-zA-Z][a-zA-Z0-9+.-]*:|//|\\|#|$))")


def is_internal(target: str) -> bool:
    """Return whether *target* leads to another page of this site.

    It has no scheme and no host, and is not merely an anchor of the page.
    """
    return _INTERNAL.match(target.lstrip(_LEADING).translate(_IGNORED)) is not None


def add_lines(targets: Sequence[str], text: str, first_line: int) -> tuple[Link, ...]:
    """Return *targets* with their lines.

    Markdown forgets lines, so each target is looked up, in order.
    """
    links = []
    at: dict[str, int] = {}
    breaks = [match.start() for match in re.finditer("\n", text)] if targets else []
    for target in targets:
        found = _find(target, text, at.get(target, 0))
        if found < 0:
            found = max(_find(target, text, 0), 0)
        at[target] = found + len(target)
        links.append(Link(target, first_line + bisect_left(breaks, found)))
    return tuple(links)


def _find(target: str, text: str, begin: int) -> int:
    """Return the position of *target* in *text*: in a link, else anywhere, else respelled.

    It is -1 if there is none.
    """
    at = text.find(target, begin)
    while at >= 0:
        before = _BEFORE.search(text, max(begin, at - _LONGEST_BEFORE), at)
        if before and _BEHIND.match(text, at + len(target)):
            return before.start()
        at = text.find(target, at + 1)
    found = text.find(target, begin)
    return found if found >= 0 else _find_spelled_otherwise(target, text, begin)


def _find_spelled_otherwise(target: str, text: str, begin: int) -> int:
    """Return the start of the line with *target* in entities or with other blanks, or -1."""
    wanted, at = _plain(target), 0
    for line in text.splitlines(keepends=True):
        if at >= begin and wanted in _plain(line):
            return at
        at += len(line)
    return -1


def _plain(text: str) -> str:
    return _BLANKS.sub("", unescape(text))


_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_TAG = re.compile(r"<(?P<name>[a-zA-Z][a-zA-Z0-9-]*)(?P<rest>(?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>")
_ATTRIBUTE = re.compile(
    r"(?P<before>\s(?:href|src|poster)\s*=\s*)(?P<quote>[\"'])(?P<value>.*?)(?P=quote)", re.I | re.S
)


def replace_raw_links(text: str, targets: list[str]) -> str:
    """Return *text* with a placeholder for each internal target in a quoted attribute.

    *targets* grows by them.
    """

    def attribute(match: re.Match[str]) -> str:
        value = html.unescape(match["value"]).strip()
        if "\x1a" in value or not is_internal(value):
            return match[0]
        targets.append(value)
        return f"{match['before']}{match['quote']}{placeholder('link', len(targets) - 1)}{match['quote']}"

    def tag(match: re.Match[str]) -> str:
        return f"<{match['name']}{_ATTRIBUTE.sub(attribute, match['rest'])}>"

    pieces = []
    at = 0
    for comment in _COMMENT.finditer(text):
        pieces += [_TAG.sub(tag, text[at : comment.start()]), comment[0]]
        at = comment.end()
    return "".join([*pieces, _TAG.sub(tag, text[at:])])
