"""The real browser: started once per worker; every visit has a fresh profile."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.visiting import Visits
from tests.serving import Served
from tools import sveltia
from tools.chromium import Chromium
from tools.environment import CACHE, ROOT
from tools.form_in_browser import serve_form

TINY_SITE = ROOT / "tests" / "site"
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


@pytest.fixture(scope="session")
def form_program() -> Path:
    """Sveltia, fetched by its hash."""
    return sveltia.fetch_sveltia(CACHE / "npm")


@pytest.fixture
def form_visits(browser: Browser, form_program: Path) -> Iterator[Visits]:
    """Visits to the form of the tiny site, served as `redaktion` serves it."""
    with serve_form(TINY_SITE, form_program) as address, Visits(browser, address) as visits:
        yield visits
