"""Do two readers of HTML that were written by different people build the same of each page?

What they read differently is refused, not judged: a judgement of one tree says nothing about the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from plugins.audit.files.plain_markup import is_plain
from plugins.audit.files.second_reader import find_difference
from plugins.audit.model.built_site import BuiltSite
from plugins.audit.model.finding import Finding, quote_text

# Some versions of Chromium make a section text and others markup, and no instruction means anything in HTML.
_UNSETTLED = re.compile(r"<!\[CDATA\[|<\?|<!(?!--|doctype html>)", re.IGNORECASE)
_PROGRAM = re.compile(r"<(script|style)\b[^>]*>.*?</\1>", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"</?[a-zA-Z][^\s>]*")
_REMEDY = (
    "Bitte den Befehl in spitzen Klammern weglassen oder einfacher schreiben. Steht er nicht in Ihrem Text, geben Sie "
    "es bitte an die Entwicklung weiter."
)


def check(site: BuiltSite) -> Iterator[Finding]:
    """Yield every page that is read in two ways."""
    for page in site.pages:
        text = page.data.decode("utf-8")
        if is_plain(text):
            continue
        if sign := _UNSETTLED.search(_PROGRAM.sub("", text)):
            message = f"Was mit „{quote_text(sign[0])}“ beginnt, lesen Browser verschieden."
            yield Finding("readings", page.path, sign[0], message, _REMEDY)
        elif difference := find_difference(text):
            one, other = difference
            tag = _TAG.match(one) or _TAG.match(other)
            message = f"Browser können diese Seite verschieden lesen: „{quote_text(one)}“ oder „{quote_text(other)}“."
            yield Finding("readings", page.path, tag[0] if tag else quote_text(one), message, _REMEDY)
