"""Staged proof: the texts of content/ word for word beside the bytes that are to be sent."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from plugins.content.placed_texts import scan_texts
from plugins.content.settings.site_settings import read_language
from plugins.core.problem import Problem, Severity
from plugins.core.urls import json_address, path_of
from plugins.proof import ProofInput, ShownText, prove
from plugins.publish.withdrawn_addresses import TRANSCRIPT

_COLLECTIONS = ("feed.xml", "kalender.ics")


def prove_staged(content: Path, site: Path, home: str) -> tuple[Problem, ...]:
    """Return where a text is read otherwise than it was typed, words and numbers only.

    The build has proved its own output; another folder, or one that was changed since, is proved here.

    Args:
        content: The folder that editors write in.
        site: The folder of the staged site.
        home: The address that its feeds and calendars begin with, without a slash at the end.
    """
    files = (path for name in _COLLECTIONS for path in site.rglob(name))
    collections = tuple(sorted(path.relative_to(site).as_posix() for path in files))
    texts, lang = tuple(_shown_texts(content, site, home)), read_language(content)
    found = prove(ProofInput(texts, collections, content, (site,), lang=lang))
    return tuple(problem for problem in found.problems if problem.severity is Severity.ERROR)


def _shown_texts(content: Path, site: Path, home: str) -> Iterator[ShownText]:
    """Yield each text that has a page in the site, with the files that show it alone."""
    for text in scan_texts(content):
        page = path_of(text.address)
        if text.value("status") == "draft" or not (site / page).is_file():
            continue
        outputs = (page, path_of(json_address(text.address)), f"{text.address.lstrip('/')}{TRANSCRIPT}")
        file = f"content/{text.path.relative_to(content).as_posix()}"
        yield ShownText(file, text.path, home + text.address, tuple(one for one in outputs if (site / one).is_file()))
