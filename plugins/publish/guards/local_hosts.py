"""Local hosts: no address leads to the machine that the reader sits at."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plugins.publish.guards.case import GuardContext, Refusal

_LOCAL = re.compile(rb"\blocalhost\b|\b127\.\d{1,3}\.\d{1,3}\.\d{1,3}\b|\[::1\]|\b0\.0\.0\.0\b", re.IGNORECASE)
_TEXTS = (".html", ".xml", ".json", ".ics", ".txt", ".css", ".webmanifest", "_redirects", "_headers", ".htaccess")


def judge(case: GuardContext) -> Iterator[Refusal]:
    """Yield each file that names such a host; our scripts name none, Pagefind's take their own addresses apart."""
    for path, content in case.texts(*_TEXTS):
        if found := _LOCAL.search(content):
            yield Refusal(
                f"In „{path}“ steht die Adresse eines eigenen Rechners: {found[0].decode()}.",
                "Bitte durch die öffentliche Adresse ersetzen; beim Bauen gilt „address“ in content/site.yaml.",
            )
