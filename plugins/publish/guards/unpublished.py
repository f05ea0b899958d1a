"""Unpublished: no draft goes out, nothing that is not yet due, and no preview."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plugins.publish.guards.case import GuardContext, Refusal

_PREVIEW = re.compile(rb"<[^>]*\bdata-preview\b", re.IGNORECASE)


def judge(case: GuardContext) -> Iterator[Refusal]:
    """Yield each draft that is there, and one refusal for a preview."""
    for address in sorted(case.unpublished):
        if case.has(f"{case.release.base_path}{address.removeprefix('/')}"):
            yield Refusal(
                f"Unter {address} steht ein Text, der noch nicht erscheinen soll.",
                "Bitte neu bauen: python3 tasks.py build",
            )
    if any(_PREVIEW.search(page) for _, page in case.texts("index.html")):
        yield Refusal("Das ist eine Vorschau und nicht die Website.", "Bitte ohne --preview bauen.")
