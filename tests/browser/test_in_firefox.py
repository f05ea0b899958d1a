"""The promises that matter most, kept in Firefox too: one small run."""

import pytest

from tests.browser.firefox import run_in_firefox
from tools.serving import Served


@pytest.mark.slow  # each of these is tested in Chromium as well
def test_firefox_keeps_the_promises(site: Served) -> None:
    """Silent before the click, nothing kept before „dauerhaft“, withdrawn everywhere at once, also after „Zurück“."""
    seen = run_in_firefox("firefox.mjs", site.url)

    assert seen["askedBefore"] == seen["askedWithoutScripts"] == []
    assert seen["hints"] == 0
    assert [url.split("/")[2] for url in seen["askedAfterOneClick"]] == ["www.youtube-nocookie.com"]
    assert seen["storedWithoutConsent"] == ["", 0, 0, 0, 0]
    assert seen["kept"] == ["youtube"]
    assert seen["storedWithConsent"] == ["", 1, 0, 0, 0]
    assert seen["framesAfterWithdrawal"] == 0
    assert seen["framesInTheFirstTab"] == [1, 0]
    assert seen["back"] == {"path": "/zwei-klick/", "fromMemory": True, "frames": 0}
