"""Internal links in HTML that an editor wrote by hand."""

from __future__ import annotations

import html
import re
from collections.abc import Callable

from plugins.holes import hole

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_TAG = re.compile(r"<(?P<name>[a-zA-Z][a-zA-Z0-9-]*)(?P<rest>(?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>")
_ATTRIBUTE = re.compile(
    r"(?P<before>\s(?:href|src|poster)\s*=\s*)(?P<quote>[\"'])(?P<value>.*?)(?P=quote)", re.I | re.S
)


def with_holes(text: str, is_internal: Callable[[str], bool], targets: list[str]) -> str:
    """Return *text* with a hole for each internal target in a quoted attribute; *targets* grows by them."""

    def attribute(match: re.Match[str]) -> str:
        value = html.unescape(match["value"]).strip()
        if "\x1a" in value or not is_internal(value):
            return match[0]
        targets.append(value)
        return f"{match['before']}{match['quote']}{hole('link', len(targets) - 1)}{match['quote']}"

    def tag(match: re.Match[str]) -> str:
        return f"<{match['name']}{_ATTRIBUTE.sub(attribute, match['rest'])}>"

    pieces = []
    at = 0
    for comment in _COMMENT.finditer(text):
        pieces += [_TAG.sub(tag, text[at : comment.start()]), comment[0]]
        at = comment.end()
    return "".join([*pieces, _TAG.sub(tag, text[at:])])
