"""Staged proof: the texts of content/ word for word beside the bytes that are to be sent."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from plugins.content import reader
from plugins.content.front_matter.parser import Mapping as Front
from plugins.content.front_matter.parser import Scalar
from plugins.content.settings.site_settings import read_language
from plugins.content.source_files import scan_front_matter
from plugins.core.problem import Problem, Severity
from plugins.core.urls import json_address, path_of
from plugins.proof import ProofInput, ShownText, prove

_TRANSCRIPT = "textfassung.txt"
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
    main = read_language(content)
    for kind, path, front in scan_front_matter(content):
        slug = front_text(front, "slug") or reader.slug_of(path.name)
        address = reader.address_of(kind, slug, front_text(front, "lang") or main, main)
        page = path_of(address)
        if front_text(front, "status") == "draft" or not (site / page).is_file():
            continue
        outputs = (page, path_of(json_address(address)), f"{address.lstrip('/')}{_TRANSCRIPT}")
        file = f"content/{path.relative_to(content).as_posix()}"
        yield ShownText(file, path, home + address, tuple(one for one in outputs if (site / one).is_file()))


def front_text(front: Front | None, key: str) -> str:
    """Return the value of a key of a front matter, "" if it has none."""
    node = front.pairs.get(key) if front else None
    return node.text.strip() if isinstance(node, Scalar) else ""
