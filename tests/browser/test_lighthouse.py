"""Google's judgement of the pages that differ most, on a slow phone: https://developer.chrome.com/docs/lighthouse."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tools import node
from tools.chromium import Chromium
from tools.environment import CACHE
from tools.serving import CompressingHandler, served

TRIES = 3
# But for the shift, the mark for performance is made of times, and other tests run beside this one: a quiet
# machine gives 100. What is asked for is Lighthouse's own limit for "good".
GOOD_SPEED = 90
WALK = Path(__file__).with_name("lighthouse.mjs")
MARKS = ("accessibility", "best-practices", "seo")
PAGES = (
    "/",
    "/aktuelles/",
    "/aktuelles/breitbandgedoens/",
    "/veranstaltungen/kongress-leben-in-nrw/",
    "/clip/breitbandgedoens/",
    "/social-media/",
    "/zwei-klick/",
    "/suche/",
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
    """Three times 100, good speed, and nothing moves."""
    found = judged(site_folder, PAGES, chromium)
    for _ in range(TRIES - 1):
        slow = tuple(page for page, said in found.items() if said["scores"]["performance"] < GOOD_SPEED)
        found |= judged(site_folder, slow, chromium) if slow else {}

    with capsys.disabled():
        for page, said in found.items():
            marks = "/".join(str(mark) for mark in said["scores"].values())
            print(f"\n{page}: {marks}, shift {said['shift']:.3f}, {said['largest']} ms, {said['bytes']} bytes", end="")
    assert found.keys() == set(PAGES)
    for page, said in found.items():
        assert said["scores"]["performance"] >= GOOD_SPEED, (page, said["costly"])
        for mark in MARKS:
            assert said["scores"][mark] == 100, (page, mark, said["costly"])
        assert said["shift"] == 0, page
