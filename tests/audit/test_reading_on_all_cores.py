"""The audit finds the same on however many cores it reads."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from plugins.audit import Finding, audit, inspection
from plugins.audit.files.markup import ElementPool
from plugins.audit.files.read import read_files
from plugins.audit.files.tree import scan_files
from plugins.audit.model.built_site import ElementCache
from plugins.audit.model.site_context import SiteContext
from plugins.core import parallel

PAGE = """<!doctype html><html lang="de"><head><title>Seite {n}</title></head><body><h1>Seite</h1>
<a href="/seite-{other}/">Verweis</a><p id="absatz">Text {n}</p>{extra}</body></html>"""
EXTRAS = {
    20: '<img src="https://fremd.example/a.png" alt="">',
    21: "<script>alert(1)</script>",
    150: '<a href="/nirgends/">Ins Leere</a>',
    151: '<img src="https://fremd.example/a.png" alt="">',
}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """300 pages that link in a circle; some contact others, lead nowhere or cannot be read."""
    for n in range(300):
        folder = tmp_path / f"seite-{n}"
        folder.mkdir()
        page = PAGE.format(n=n, other=(n + 1) % 300, extra=EXTRAS.get(n, ""))
        (folder / "index.html").write_text(page, encoding="utf-16" if n % 100 == 37 else "utf-8")
    (tmp_path / "kaputt.xml").write_text("<a>", "utf-8")
    (tmp_path / "daten.json.gz").write_bytes(b"nichts")
    return tmp_path


def found(site: Path, cores: int, monkeypatch: pytest.MonkeyPatch) -> list[Finding]:
    monkeypatch.setattr(parallel, "processes", lambda _tasks, _fewest: cores)
    return audit(site)


def test_the_number_of_cores_changes_no_finding(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither a fault within a page nor one that shows only when all are seen together."""
    alone = found(site, 1, monkeypatch)

    assert {"third-party", "links", "unreadable", "inline"} <= {finding.check for finding in alone}
    assert found(site, 3, monkeypatch) == alone


def test_a_large_site_is_judged_apart_from_the_build(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that begins empty finds the same, and one that dies has vouched for nothing."""
    together = audit(site)
    monkeypatch.setattr(inspection, "_MANY", 100)
    assert audit(site) == together

    monkeypatch.setattr(sys, "executable", "/bin/false")
    assert "audit" in {finding.check for finding in audit(site)}


def test_equal_elements_are_one(site: Path) -> None:
    """So that the navigation of many pages is judged once."""
    tree, _, _ = scan_files(site)
    paths = ["seite-20/index.html", "seite-150/index.html", "seite-151/index.html"]
    pages = read_files(paths, tree, SiteContext(), ElementPool(), ElementCache()).pages

    assert len(pages) == 3
    assert len(set(pages[0].elements) & set(pages[2].elements)) >= 3
