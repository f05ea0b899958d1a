"""Do our own scripts know the address of anybody else?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from plugins.audit.model.built_site import BuiltSite
from plugins.audit.model.finding import Finding, quote_text

_ABSOLUTE = re.compile(r"\b(?:https?|wss?|ftp):(?:\\?/){1,2}[^\s\"'`<>)]*", re.I)
_BY_PROTOCOL = re.compile(r"[\"'`]((?:\\?/){2}[\w-]+(?:\.[\w-]+)+[^\s\"'`]*)")
_NAMESPACE = re.compile(r"http:(?:\\?/){2}www\.w3\.org(?:\\?/|$)")
# The code of the search, not ours, fills in this host to take addresses apart; it fetches what lies beside it.
_SEARCH = re.compile(r"pagefind/[a-z]{2}/pagefind\.js")
_FILLED_IN = re.compile(r"https:(?:\\?/){2}example\\?\.com(?![\w.:@-])")


def check(site: BuiltSite) -> Iterator[Finding]:
    """Yield every address of a host in a script, except the namespaces of the W3C: mere names."""
    for path, text in site.texts.items():
        if PurePosixPath(path).suffix.lower() not in (".js", ".mjs"):
            continue
        if site.context.is_exempt("scripts", path):
            continue  # the policy of the part's page says which hosts it may contact
        for address in (*_ABSOLUTE.findall(text), *_BY_PROTOCOL.findall(text)):
            filled_in = _SEARCH.fullmatch(path) and _FILLED_IN.match(address)
            if not filled_in and not _NAMESPACE.match(address):
                yield Finding(
                    "scripts",
                    path,
                    address,
                    f"Ein Skript der Website könnte ohne Klick „{quote_text(address)}“ ansprechen.",
                    "Bitte an die Entwicklung weitergeben: Adressen stehen im HTML, nie im Skript.",
                )
