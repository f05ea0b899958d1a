"""Visits to a site, on which every other host is answered by a stub and every request to it written down."""

from collections.abc import Callable
from typing import Any, Self
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Route, WebSocketRoute

Stub = Callable[[str], str]

LISTEN = """
addEventListener("securitypolicyviolation", event =>
  window.reportViolation(`${event.effectiveDirective}: ${event.blockedURI} on ${event.documentURI}`));
"""


def empty_page(url: str) -> str:
    """Stand in for the frame of a service."""
    return f"<!doctype html><html lang=en><title>Stub</title><p>{url}"


class Visits:
    """Opens pages in fresh profiles; hears what the content security policy and the console have to say."""

    def __init__(self, browser: Browser, url: str) -> None:
        self.browser = browser
        self.url = url
        self.violations: list[str] = []
        self.console: list[str] = []
        self._contexts: list[BrowserContext] = []

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
        context = self.browser.new_context(
            base_url=self.url,
            java_script_enabled=java_script,
            color_scheme=colour_scheme,  # type: ignore[arg-type]  # Playwright lists the words, we pass them on
            viewport={"width": width, "height": height},
            service_workers="block",
            **{"locale": "de-DE", "timezone_id": "Europe/Berlin", **profile},
        )
        self._contexts.append(context)
        foreign = self._watch(context, service_stub)
        page = context.new_page()
        page.goto(path)
        return page, foreign

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_trouble: object) -> None:
        self.end()

    def end(self) -> None:
        """Close what was opened."""
        for context in self._contexts:
            context.close()

    def _watch(self, context: BrowserContext, service_stub: Stub) -> list[str]:
        foreign: list[str] = []

        def answer(route: Route) -> None:
            foreign.append(route.request.url)
            is_page = route.request.resource_type == "document"
            body = service_stub(route.request.url) if is_page else ""
            route.fulfill(body=body, content_type="text/html; charset=utf-8" if is_page else "text/plain")

        def refuse(socket: WebSocketRoute) -> None:
            foreign.append(socket.url)
            socket.close()

        context.route(self._is_foreign, answer)
        context.route_web_socket(self._is_foreign, refuse)
        context.expose_function("reportViolation", self._note)
        context.add_init_script(LISTEN)
        context.on("console", self._hear)
        context.on("weberror", lambda error: self.console.append(str(error.error)))
        return foreign

    def _is_foreign(self, url: str) -> bool:
        return urlsplit(url).netloc != urlsplit(self.url).netloc

    def _note(self, violation: str) -> None:
        self.violations.append(violation)

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.console.append(message.text)
