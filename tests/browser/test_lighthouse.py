"""Google's judgement of each type of page, on a slow phone: https://developer.chrome.com/docs/lighthouse."""

from __future__ import annotations

import json
import os
import subprocess
from operator import ge
from pathlib import Path
from typing import Any

import pytest

from tests.serving import CompressingHandler, served
from tools import node
from tools.chromium import Chromium
from tools.environment import CACHE

TRIES = 3
BUSY = ["performance: total-blocking-time"]  # the only figure that is worse while others use the processor
BUSY_SCORE = 95
BUSY_LOAD = 3  # processes for each core, far more than the suite itself starts
WALK = Path(__file__).with_name("lighthouse.mjs")
MARKS = ("performance", "accessibility", "best-practices", "seo")
PAGES = (
    "/",
    "/aktuelles/",
    "/aktuelles/rueckblick-auf-den-open-nrw-kongress/",
    "/aktuelles/breitbandgedoens/",
    "/veranstaltungen/",
    "/veranstaltungen/kongress-leben-in-nrw/",
    "/clip/",
    "/clip/breitbandgedoens/",
    "/themen/ehrenamt/",
    "/der-prozess/",
    "/datenschutz/",
    "/social-media/",
    "/zwei-klick/",
    "/kontakt/",
    "/suche/",
    "/daten/",
    "/en/",
    "/leichte-sprache/",
    "/404.html",
)


def judged(folder: Path, pages: tuple[str, ...], browser: Chromium) -> dict[str, Any]:
    """Return what Lighthouse says of *pages* of the site in *folder*, seen by *browser*."""
    modules = node.install(node.LIGHTHOUSE, CACHE / "npm")
    with served(folder, CompressingHandler) as site:
        walked = subprocess.run(
            [
                str(node.NODE),
                str(WALK),
                str(modules),
                str(browser.path),
                json.dumps(["--no-sandbox", *browser.switches]),
                *(f"{site.url}{page}" for page in pages),
            ],
            capture_output=True,
            text=True,
            timeout=1800,
            check=False,
            env=node.make_variables(),
        )
    assert walked.returncode == 0, walked.stderr
    found: dict[str, Any] = json.loads(walked.stdout)
    return found


@pytest.mark.slow
def test_lighthouse_has_nothing_to_say(
    site_folder: Path, chromium: Chromium, capsys: pytest.CaptureFixture[str]
) -> None:
    """Four times 100 on every type of page, and nothing moves; where nobody shall search, that mark does not count."""
    found = judged(site_folder, PAGES, chromium)
    for _ in range(TRIES - 1):  # a busy machine costs points for speed
        slow = tuple(page for page, said in found.items() if said["scores"]["performance"] < 100)
        found |= judged(site_folder, slow, chromium) if slow else {}

    with capsys.disabled():
        for page, said in found.items():
            marks = "/".join(str(mark) for mark in said["scores"].values())
            print(f"\n{page}: {marks}, shift {said['shift']:.3f}, {said['largest']} ms, {said['bytes']} bytes", end="")
    assert found.keys() == set(PAGES)
    is_loaded = os.getloadavg()[1] > BUSY_LOAD * (os.cpu_count() or 1)
    for page, said in found.items():
        counted = MARKS[:-1] if page == "/404.html" else MARKS
        is_busy = is_loaded and said["costly"] == BUSY and said["scores"]["performance"] >= BUSY_SCORE
        expected = [BUSY_SCORE if mark == "performance" and is_busy else 100 for mark in counted]
        found_scores = [said["scores"][mark] for mark in counted]
        assert all(map(ge, found_scores, expected)), (page, found_scores, said["costly"])
        assert said["shift"] == 0, page
