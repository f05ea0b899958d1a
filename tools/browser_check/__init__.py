"""Browser check: every page of a site in a real Chromium, for `check --browser`.

    find_browser_check()    the browser, found or installed, as a function that yields findings of a built site
    find_faults(...)        the same in a browser that runs already

`look.py` opens the pages and notes what it sees, `judge.py` says what is wrong with it. The tests of the engine ask
the same questions of their own sites, by the same scripts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from plugins.audit import Finding
from tools.browser_check.judge import judge
from tools.browser_check.look import look
from tools.chromium import find_chromium, find_headless_shell
from tools.validators import axe_source
from tools.visiting import launch

__all__ = ["find_browser_check", "find_faults"]


def find_browser_check() -> Callable[[Path, str], Iterator[Finding]]:
    """Return what finds faults in a folder, shown below a base path.

    Exit with a sentence if there is no browser.
    """
    chromium = find_headless_shell(find_chromium())

    def check(folder: Path, base_path: str) -> Iterator[Finding]:
        with sync_playwright() as playwright, launch(playwright, chromium) as browser:
            yield from find_faults(folder, base_path, browser)

    return check


def find_faults(folder: Path, base_path: str, browser: Browser) -> Iterator[Finding]:
    """Yield a finding for each fault that *browser* meets in *folder*, shown below *base_path*."""
    for view in look(folder, base_path, browser, axe_source()):
        yield from judge(view)
