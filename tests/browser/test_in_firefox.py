"""The promises that matter most, kept in Firefox too: one small run."""

import json
import subprocess
from pathlib import Path

import pytest

from tools import node
from tools.environment import CACHE
from tools.firefox import find_firefox
from tools.serving import Served

WALK = Path(__file__).with_name("firefox.mjs")


@pytest.mark.slow  # each of these is tested in Chromium as well
def test_firefox_keeps_the_promises(site: Served) -> None:
    """Silent before the click, nothing kept before „dauerhaft“, withdrawn everywhere at once, also after „Zurück“."""
    modules = node.install(node.FIREFOX, CACHE / "npm")

    walked = subprocess.run(
        [str(node.NODE), str(WALK), str(modules), str(find_firefox()), site.url],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
        env=node.make_variables(),
    )

    assert walked.returncode == 0, walked.stderr
    seen = json.loads(walked.stdout)
    assert seen["askedBefore"] == seen["askedWithoutScripts"] == []
    assert seen["hints"] == 0
    assert [url.split("/")[2] for url in seen["askedAfterOneClick"]] == ["www.youtube-nocookie.com"]
    assert seen["storedWithoutConsent"] == ["", 0, 0, 0, 0]
    assert seen["kept"] == ["youtube"]
    assert seen["storedWithConsent"] == ["", 1, 0, 0, 0]
    assert seen["framesAfterWithdrawal"] == 0
    assert seen["framesInTheFirstTab"] == [1, 0]
    assert seen["back"] == {"path": "/zwei-klick/", "fromMemory": True, "frames": 0}
