"""What the search costs: seconds of a build with the index and without, and what a first search fetches."""

from __future__ import annotations

import random
import shutil
import time
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from plugins.cli import commands
from tests.browser.conftest import browser as browser  # the fixture
from tools.serving import Served, served

ROOT = Path(__file__).parents[2]
ARTICLE = "---\ntitle: Artikel {number}\nsummary: Worum es geht.\ndate: 2016-01-01\ntags: [Probe]\n---\n\n{text}\n"


def with_articles(folder: Path, count: int) -> Path:
    """Return a copy of the reference site with *count* articles of about 300 words more."""
    content = Path(shutil.copytree(ROOT / "tests" / "reference", folder))
    words = sorted(
        {word for path in content.rglob("*.md") for word in path.read_text("utf-8").split() if word.isalpha()}
    )
    chance = random.Random(4)
    (content / "articles/2015").mkdir(exist_ok=True)
    for number in range(count):
        text = "\n\n".join(" ".join(chance.choices(words, k=60)) for _ in range(5))
        (content / f"articles/2015/probe-{number}.md").write_text(ARTICLE.format(number=number, text=text), "utf-8")
    return content


@pytest.mark.benchmark
@pytest.mark.parametrize("count", [0, 1000])
def test_the_index_costs_less_than_the_rest(tmp_path: Path, capsys: pytest.CaptureFixture[str], count: int) -> None:
    """However large the site, making it takes longer than making it searchable."""
    content = with_articles(tmp_path / "content", count)
    seconds = {}
    for search in (False, True):
        began = time.perf_counter()
        assert commands.build(content, tmp_path / "output", None, search=search, audit=True) == 0
        seconds[search] = time.perf_counter() - began
    files = [path for path in (tmp_path / "output/pagefind").rglob("*") if path.is_file()]
    with capsys.disabled():
        print(
            f"\n{count} articles more: {seconds[False]:.1f} s without search, {seconds[True]:.1f} s with it; "
            f"index of {len(files)} files, {sum(path.stat().st_size for path in files) / 1000:.0f} KB"
        )
    assert seconds[True] < 2 * seconds[False] + 1


@pytest.mark.benchmark
@pytest.mark.parametrize("count", [0, 1000])
def test_a_first_search_fetches_little(
    browser: Browser, tmp_path: Path, capsys: pytest.CaptureFixture[str], count: int
) -> None:
    """Code, words that begin alike, and ten results: not the index as a whole."""
    content = with_articles(tmp_path / "content", count)
    assert commands.build(content, tmp_path / "output", None, search=True, audit=False) == 0
    with served(tmp_path / "output") as site:
        fetched, milliseconds = first_search(browser, site)
    with capsys.disabled():
        print(f"\n{count} articles more: the first search fetches {fetched / 1000:.0f} KB, {milliseconds:.0f} ms")
    assert fetched < 400_000


def first_search(browser: Browser, site: Served) -> tuple[int, float]:
    """Return the bytes and the time from the address to the results."""
    page = browser.new_page()
    began = time.perf_counter()
    page.goto(f"{site.url}/suche/?q=Ehrenamt")
    expect(page.locator(".search-hit").first).to_be_visible(timeout=20_000)
    milliseconds = (time.perf_counter() - began) * 1000
    names: list[str] = page.evaluate("performance.getEntriesByType('resource').map(one => one.name)")
    page.close()
    paths = {name.removeprefix(site.url).partition("?")[0].lstrip("/") for name in names if "/pagefind/" in name}
    return sum((site.folder / path).stat().st_size for path in paths), milliseconds
