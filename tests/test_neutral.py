"""The engine knows nothing of the one who uses it first: no name of theirs stands in code, theme or tools."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.test_architecture import ROOT

NAMES = re.compile(
    r"lebensbildung|lebens-bildung|breitbandged|kommmach|mfkjks|denklabor|"  # the process and its house
    r"kampmann|neuendorf|beuß|"  # persons of its texts
    r"nordrhein|westfalen|\w*nrw\b",  # its Land
    re.IGNORECASE,
)
LAW = "plugins/content/law/nrw.yaml"  # whose Land it is
OTHERS = re.compile(r"\bnrw\\?\.social\b|\bjustiz-nrw\.\S+")  # a server of Mastodon, and one with the law of all
FILES = [ROOT / name for name in ("pelicanconf.py", "publishconf.py", "tasks.py")]


def engine() -> Iterator[Path]:
    """Yield every text file of the engine."""
    yield from FILES
    for folder in ("plugins", "theme", "tools"):
        for path in sorted((ROOT / folder).rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts and path.suffix not in {".woff2", ".png", ".json"}:
                yield path


def test_no_name_of_a_site_stands_in_the_engine() -> None:
    """Who copies the engine finds nobody else's name on a page, in a message or in an example."""
    found = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()}"
        for path in engine()
        if path.relative_to(ROOT).as_posix() != LAW
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if NAMES.search(OTHERS.sub("", line))
    ]

    assert found == []


@pytest.mark.parametrize("name", ["lebensbildung.digital", "#Breitbandgedöns", "BGG NRW", "BITVNRW", "land.nrw"])
def test_these_would_be_found(name: str) -> None:
    """However they are written."""
    assert NAMES.search(name)
    assert not NAMES.search(OTHERS.sub("", "instance: '(?:nrw\\.social)'"))
