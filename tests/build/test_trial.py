"""A preview of a change: every page says so, search engines find none, and it never goes out."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from plugins.build.cache.up_to_date import UpToDateCheck
from plugins.cli import commands
from plugins.publish.guards import GuardContext, contents
from plugins.publish.manifest import Release
from tools.environment import ROOT

pytestmark = pytest.mark.slow

URL = "https://vorschau.example/projekt/mr-12"


@pytest.fixture
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the tiny site; builds keep what they leave in a folder of their own."""
    monkeypatch.setattr(commands, "UpToDateCheck", lambda project, _folder: UpToDateCheck(project, tmp_path / "kept"))
    return Path(shutil.copytree(ROOT / "tests" / "site", tmp_path / "content"))


def built(content: Path, *, trial: bool, url: str | None = URL) -> dict[str, str]:
    """Return the pages of a build, by path."""
    output = content.parent / "output"
    assert commands.build(content, output, url, True, True, trial=trial) == 0
    return {path.relative_to(output).as_posix(): path.read_text("utf-8") for path in output.rglob("*.html")}


def test_every_page_says_so_and_is_kept_out_of_search_engines(content: Path) -> None:
    """Once each, also those that no list holds; the site's own search finds them all the same."""
    pages = built(content, trial=True)

    assert "404.html" in pages
    for path, page in pages.items():
        assert re.findall(r'<meta name="robots" content="([^"]*)">', page) == ["noindex, nofollow"], path
        assert page.count("data-preview") == 1, path
    assert (content.parent / "output/pagefind/de/pagefind.js").exists()


def test_a_build_to_publish_says_nothing_of_it(content: Path) -> None:
    """Also after a preview in the same folder, and the other way round."""
    before = built(content, trial=False)
    assert built(content, trial=True) != before
    after = built(content, trial=False)

    assert after == before
    assert not any("data-preview" in page for page in after.values())


def test_a_preview_is_never_published(content: Path) -> None:
    """The guard knows it by what stands on the page."""
    output = content.parent / "output"
    release = Release("20261126T231500Z-22acabe", "", "2026-11-26T23:15:00Z", "/", 1, {"index.html": "0" * 64})
    for trial, expected in ((True, ["Das ist eine Vorschau und nicht die Website."]), (False, [])):
        built(content, trial=trial, url=None)

        assert [one.message for one in contents.check_preview(GuardContext(output, release, None))] == expected
