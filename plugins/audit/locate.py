"""Locate: find the source of a finding, the first place that holds its quote."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from urllib.parse import unquote

from plugins.audit.model.finding import Finding

_CSS_ESCAPE = re.compile(r"\\([0-9A-Fa-f]{1,6})[ \t]?")
_MARKDOWN_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")


def _decode(text: str) -> str:
    """Return *text* in one spelling, with the escapes of HTML, CSS and Markdown undone."""
    plain = _CSS_ESCAPE.sub(lambda match: chr(min(int(match[1], 16), 0x10FFFF)), html.unescape(text))
    return unquote(_MARKDOWN_ESCAPE.sub(r"\1", plain)).casefold()


_FORMS: tuple[Callable[[str], str], ...] = (
    str,
    html.unescape,
    # HTML does not mind capital letters in tags, schemes and hosts; Markdown encodes umlauts.
    lambda text: unquote(html.unescape(text)).casefold(),
    # Characters that a browser ignores within an address must not hide it from us either.
    lambda text: re.sub(r"[\s\x00-\x1f\x7f]+", "", _decode(text)),
)


def locate(finding: Finding, candidates: Sequence[tuple[str, str]]) -> tuple[str, int]:
    """Return name and line of the first of *candidates* that holds the finding's quote.

    A candidate is a name and a text. Where none fits, the first name with line 1 is
    returned: there the reader of the message begins to look.
    """
    quote = finding.quote.strip()
    if quote:
        # An "x" that is a whole value is a better place than any other; "/a/" alone than the start of "/a/b/".
        for name, text in candidates:
            for bound in (_match_value, _match_between_tags, _match_word, re.escape):
                if line := _find_line(text, quote, bound):
                    return name, line
    return (candidates[0][0], 1) if candidates else ("", 1)


def _find_line(text: str, quote: str, bound: Callable[[str], str]) -> int:
    """Return the first line of *text* that holds *quote* in some form, or 0.

    *bound* makes the expression for a form of it, with what must stand around.
    """
    for number, form in enumerate(_FORMS):
        lines = _convert_lines(text, number)
        for wanted in filter(None, _spellings(form, quote)):
            if found := re.compile(bound(wanted), re.MULTILINE).search(lines):
                return lines.count("\n", 0, found.start()) + 1
    return 0


@lru_cache(maxsize=512)  # one text is asked about often, and often many texts about one quote
def _convert_lines(text: str, number: int) -> str:
    """Return *text* with each line in one of the forms."""
    return "\n".join(map(_FORMS[number], text.splitlines()))


def _spellings(form: Callable[[str], str], quote: str) -> Iterator[str]:
    """Yield the quote in one form; of a quote over several lines also its first line."""
    yield form(quote)
    first = quote.splitlines()[0].strip()
    if first != quote and len(first) > 3:
        yield form(first)


def _match_value(wanted: str) -> str:
    return rf"(?:=\s?[\"']?|\]\(<?|\]:\s?<?)\s?{re.escape(wanted)}(?=[\"'\s)>]|$)"


def _match_between_tags(wanted: str) -> str:
    return rf">\s?{re.escape(wanted)}(?=<|$)"


def _match_word(wanted: str) -> str:
    before = r"(?<![\w/.-])" if re.match(r"[\w/]", wanted) else ""
    after = r"(?![\w/-])" if re.search(r"[\w/]$", wanted) else ""
    return f"{before}{re.escape(wanted)}{after}"
