"""The real browser: started once per worker; every visit has a fresh profile."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.visiting import Visits
from tests.serving import Served
from tools.chromium import Chromium

SWITCHES = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    # Whatever slips past the stubs ends here and not on the internet.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)


@pytest.fixture(scope="session")
def browser(chromium: Chromium) -> Iterator[Browser]:
    """Chromium with the back/forward cache citizens have, which Playwright would switch off."""
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(
            executable_path=chromium.path,
            args=[*SWITCHES, *chromium.switches],
            ignore_default_args=["--disable-back-forward-cache"],
        )
        yield running
        running.close()


@pytest.fixture
def visit(browser: Browser, site: Served) -> Iterator[Visits]:
    """Open pages of the real site: `page, foreign = visit("/aktuelles/")`."""
    with Visits(browser, site.url) as visits:
        yield visits
