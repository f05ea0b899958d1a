"""Visits in a browser: other hosts are answered by a stub, and who is asked is noted."""

import json
import re
from collections.abc import Callable
from typing import Any, Self
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Playwright, Route, WebSocketRoute

from tools.chromium import Chromium

Stub = Callable[[str], str]
SWITCHES = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-gpu",  # there is none: drawing without pretending to have one takes less of the processor
    # Whatever slips past the stubs ends here and not on the internet.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)

LISTEN = """
addEventListener("securitypolicyviolation", event =>
  window.reportViolation(`${event.effectiveDirective}: ${event.blockedURI} on ${event.documentURI}`));
"""


def launch(playwright: Playwright, chromium: Chromium) -> Browser:
    """Start *chromium* with the back/forward cache, which Playwright would switch off."""
    return playwright.chromium.launch(
        executable_path=chromium.path,
        args=[*SWITCHES, *chromium.switches],
        ignore_default_args=["--disable-back-forward-cache"],
    )


def empty_page(url: str) -> str:
    """Stand in for the frame of a service."""
    return f"<!doctype html><html lang=en><title>Stub</title><p>{url}"


class Profile:
    """A profile of the browser; notes whom it asks, and what policy and console have to say."""

    def __init__(self, browser: Browser, url: str, options: dict[str, Any]) -> None:
        self.context: BrowserContext = browser.new_context(base_url=url, service_workers="block", **options)
        self._url = url
        self.begin(empty_page, [], [])
        site = re.escape(urlsplit(url).netloc)
        foreign = re.compile(rf"^(?!\w+://{site}(?:[/?#]|$))")  # compared in the driver, so our own files come straight
        self.context.route(foreign, self._answer)
        self.context.route_web_socket(foreign, self._refuse)
        self.context.expose_function("reportViolation", self._note)
        self.context.add_init_script(LISTEN)
        self.context.on("console", self._hear)
        self.context.on("weberror", lambda error: self._console.append(str(error.error)))

    def begin(self, stub: Stub, violations: list[str], console: list[str]) -> list[str]:
        """Note from now on in these lists, and return the list of those who are asked."""
        self._stub, self._violations, self._console = stub, violations, console
        self._foreign: list[str] = []
        return self._foreign

    def clear(self) -> None:
        """Close all pages, and forget what they have stored."""
        session = self.context.new_cdp_session(self.context.pages[0])
        session.send("Storage.clearDataForOrigin", {"origin": self._url, "storageTypes": "all"})
        for page in self.context.pages:
            page.close()
        self.context.clear_cookies()
        self.begin(empty_page, [], [])

    def _answer(self, route: Route) -> None:
        self._foreign.append(route.request.url)
        is_page = route.request.resource_type == "document"
        body = self._stub(route.request.url) if is_page else ""
        route.fulfill(body=body, content_type="text/html; charset=utf-8" if is_page else "text/plain")

    def _refuse(self, socket: WebSocketRoute) -> None:
        self._foreign.append(socket.url)
        socket.close()

    def _note(self, violation: str) -> None:
        self._violations.append(violation)

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self._console.append(message.text)


Profiles = dict[str, Profile]
"""Profiles that are free for the next visit, by their options."""


class Visits:
    """Opens pages in fresh profiles; hears what policy and console have to say."""

    def __init__(self, browser: Browser, url: str, profiles: Profiles | None = None) -> None:
        """Take profiles from *profiles* and give them back cleared; without, each visit has its own.

        A profile costs more than a page. Only for tests that read: what a test does to a context besides storing
        something (its clock, being offline, permissions, scripts) would still hold in the next.
        """
        self.browser = browser
        self.url = url
        self.violations: list[str] = []
        self.console: list[str] = []
        self._free = profiles
        self._taken: list[tuple[str, Profile]] = []

    def __call__(
        self,
        path: str,
        *,
        java_script: bool = True,
        colour_scheme: str = "light",
        width: int = 1280,
        height: int = 800,
        service_stub: Stub = empty_page,
        **profile: Any,
    ) -> tuple[Page, list[str]]:
        """Open *path* as somebody who was never here before.

        Args:
            path: Site-absolute, or a whole address.
            service_stub: Gives the page that stands in for each document of another host.
            profile: More of Playwright's `new_context`: reduced_motion, forced_colors, storage_state ...
        """
        options = {
            "java_script_enabled": java_script,
            "color_scheme": colour_scheme,
            "viewport": {"width": width, "height": height},
            **{"locale": "de-DE", "timezone_id": "Europe/Berlin", **profile},
        }
        key = f"{self.url} {json.dumps(options, sort_keys=True, default=str)}"
        taken = (self._free or {}).pop(key, None) or Profile(self.browser, self.url, options)
        self._taken.append((key, taken))
        foreign = taken.begin(service_stub, self.violations, self.console)
        page = taken.context.new_page()
        page.goto(path)
        return page, foreign

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_trouble: object) -> None:
        self.end()

    def end(self) -> None:
        """Close what was opened, or give it back."""
        for key, profile in self._taken:
            if self._free is None or key in self._free:
                profile.context.close()
            else:
                profile.clear()
                self._free[key] = profile
        self._taken.clear()
