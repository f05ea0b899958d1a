"""The real browser: started once per worker; every visit has a fresh profile."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from tests.browser.visiting import Profiles, Visits
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
    "--disable-gpu",  # there is none: drawing without pretending to have one takes less of the processor
    # Whatever slips past the stubs ends here and not on the internet.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)


PATIENCE = 30_000  # milliseconds; a busy machine is slow
expect.set_options(timeout=PATIENCE)


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
def profiles(browser: Browser) -> Iterator[Profiles]:  # noqa: ARG001 - must end before the browser does
    """Profiles that tests use one after the other, cleared between."""
    free: Profiles = {}
    yield free
    for profile in free.values():
        profile.context.close()


@pytest.fixture
def reading_visit(browser: Browser, site: Served, profiles: Profiles) -> Iterator[Visits]:
    """As `visit`, for tests that do nothing to a profile but read in it, and perhaps store something."""
    with Visits(browser, site.url, profiles) as visits:
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
