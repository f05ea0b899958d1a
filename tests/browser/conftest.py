"""The real browser: started once per worker; every visit has a fresh profile."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright, expect

from tools import sveltia
from tools.chromium import Chromium
from tools.environment import CACHE, ROOT
from tools.form_in_browser import serve_form
from tools.serving import Served
from tools.visiting import Profiles, Visits, launch

TINY_SITE = ROOT / "tests" / "site"
PATIENCE = 30_000  # milliseconds; a busy machine is slow
expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def browser(headless_shell: Chromium, playwright: Playwright) -> Iterator[Browser]:
    """Chromium without windows."""
    running = launch(playwright, headless_shell)
    yield running
    running.close()


@pytest.fixture(scope="session")
def window_browser(chromium: Chromium, playwright: Playwright) -> Iterator[Browser]:
    """Chromium as citizens have it, with its back/forward cache."""
    running = launch(playwright, chromium)
    yield running
    running.close()


@pytest.fixture
def visit(browser: Browser, site: Served) -> Iterator[Visits]:
    """Open pages of the reference site: `page, foreign = visit("/aktuelles/")`."""
    with Visits(browser, site.url) as visits:
        yield visits


@pytest.fixture
def window_visit(window_browser: Browser, site: Served) -> Iterator[Visits]:
    """As `visit`, in a browser with a back/forward cache."""
    with Visits(window_browser, site.url) as visits:
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
