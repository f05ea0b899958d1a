"""Parts kept for other pages (`once`) hold nothing of the page they were first made for."""

from __future__ import annotations

from pathlib import Path

import pytest

from plugins.build import render
from plugins.build.options import BuildOptions
from plugins.build.run_pelican import PelicanRun, run_pelican

ROOT = Path(__file__).parents[2]


def pages(folder: Path) -> dict[str, bytes]:
    run_pelican(PelicanRun(BuildOptions(ROOT / "tests" / "reference", folder, drafts=True, search=False)), folder)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.html")}


def test_every_page_is_as_if_nothing_were_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever its language, its section and its place in the menus."""
    kept = pages(tmp_path / "kept")
    monkeypatch.setattr(render, "_Once", lambda _words: lambda _name, *depends_on, caller: caller(*depends_on))
    made = pages(tmp_path / "made")

    assert len(kept) > 30
    assert [path for path, page in made.items() if kept[path] != page] == []
