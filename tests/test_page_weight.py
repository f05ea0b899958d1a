"""What readers load before any picture: page, style sheet and scripts, compressed as a server sends them."""

from __future__ import annotations

import re
from pathlib import Path

import brotli
import pytest

OWN = re.compile(r'(?:href|src)="/(assets/[\w.-]+\.(?:css|js))"')
IMPORTED = re.compile(r'from"\./([\w.-]+\.js)"')


def weight(folder: Path, page: Path) -> int:
    """Return the bytes of *page* with all its styles and scripts, after brotli."""
    html = page.read_text(encoding="utf-8")
    names = set(OWN.findall(html))
    names |= {f"assets/{other}" for name in names for other in IMPORTED.findall((folder / name).read_text("utf-8"))}
    return sum(
        len(brotli.compress(data)) for data in [html.encode(), *((folder / name).read_bytes() for name in names)]
    )


@pytest.mark.parametrize(
    ("pattern", "most"),
    [
        ("index.html", 18_000),
        ("aktuelles/*/index.html", 14_000),
        ("veranstaltungen/*/index.html", 14_000),
    ],
)
def test_a_page_fits_into_one_window(site_folder: Path, pattern: str, most: int) -> None:
    """An article comes within the first window of a connection, about 14 KB; the start page has a little more."""
    pages = sorted(site_folder.glob(pattern))

    assert pages
    heavy = {page.relative_to(site_folder).as_posix(): weight(site_folder, page) for page in pages}
    assert {name: size for name, size in heavy.items() if size > most} == {}


def test_a_page_has_one_style_sheet(site_folder: Path) -> None:
    """One request for all that is seen; switches, films and the search bring one more."""
    for page in site_folder.rglob("*.html"):
        html = page.read_text(encoding="utf-8")
        has_own = re.search('<consent-panel|is-film|role="search"', html) is not None
        assert len(re.findall(r'rel="stylesheet"', html)) == 1 + has_own, page
