"""What an editor waits for: from saving a file, one among ARTICLES, until its page is painted anew; SAVES times."""

from __future__ import annotations

import os
import signal
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error, Page

from tests.benchmarks.test_search_cost import with_articles
from tests.browser.conftest import browser as browser  # the fixture

ROOT = Path(__file__).parents[2]
SERVE = "import pathlib, sys; from plugins.preview import serve; serve.serve(pathlib.Path(sys.argv[1]), 0)"
SAVES = int(os.environ.get("SAVES", "20"))
PATIENCE = 180  # seconds
WHEN_PAINTED = """word => {
  const [paint] = performance.getEntriesByName("first-contentful-paint");
  return document.body.textContent.includes(word) && paint ? performance.timeOrigin + paint.startTime : 0;
}"""


@contextmanager
def preview(content: Path) -> Iterator[str]:
    """Run a preview of *content* and give its address."""
    running = subprocess.Popen([sys.executable, "-u", "-c", SERVE, str(content)], cwd=ROOT, stdout=subprocess.PIPE)
    assert running.stdout is not None
    try:
        line = running.stdout.readline().decode()
        while "http://" not in line:
            line = running.stdout.readline().decode()
        yield next(word for word in line.split() if word.startswith("http://")).rstrip("/")
    finally:
        running.send_signal(signal.SIGINT)
        running.communicate(timeout=60)


def seconds(page: Page, file: Path, word: str) -> float:
    """Return the time from saving *file* with *word* in it until *page* has painted that."""
    text = file.read_text("utf-8")
    began = time.time()
    file.write_text(f"{text}\n{word}\n", "utf-8")
    while time.time() - began < PATIENCE:
        with suppress(Error):  # it is being loaded just now
            if painted := page.evaluate(WHEN_PAINTED, word):
                return float(painted) / 1000 - began
        time.sleep(0.01)
    raise TimeoutError(word)


@pytest.mark.benchmark
@pytest.mark.parametrize("count", [int(number) for number in os.environ.get("ARTICLES", "50,2000").split(",")])
def test_a_saved_text_is_soon_on_the_page(
    browser: Browser, tmp_path: Path, capsys: pytest.CaptureFixture[str], count: int
) -> None:
    """Median and worst over twenty saves; the first build is not among them."""
    content = with_articles(tmp_path / "content", count)
    file = content / "articles/2015/probe-7.md"
    began = time.perf_counter()
    with preview(content) as address:
        page = browser.new_page()
        while not page.title().startswith("Artikel"):
            with suppress(Error):  # the preview reloads it meanwhile
                page.goto(f"{address}/aktuelles/probe-7/")
            time.sleep(0.1)
        first = time.perf_counter() - began
        took = []
        for number in range(SAVES):
            time.sleep(1)
            took.append(seconds(page, file, f"Wort{number}gespeichert"))
        page.close()
    each = " ".join(f"{one:.1f}" for one in took)
    with capsys.disabled():
        print(
            f"\n{count} articles more: first page after {first:.1f} s; from save to paint {each}: "
            f"median {statistics.median(took):.2f} s, worst {max(took):.2f} s"
        )
    assert statistics.median(took) < first
