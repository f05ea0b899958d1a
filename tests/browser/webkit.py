"""WebKit, driven by the W3C's protocol (https://www.w3.org/TR/webdriver2/): one window on a screen nobody sees."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import Request, urlopen

_PATIENCE = 120  # seconds
_SCREEN = ["-screen", "0", "1024x768x24", "-nolisten", "tcp"]


class WebKitWindow:
    """A window of WebKit."""

    def __init__(self, address: str, browser: Path, proxy: int | None = None) -> None:
        self._address = address
        through = [f"--proxy=http://127.0.0.1:{proxy}", "--ignore-host=127.0.0.1"] if proxy else []
        options = {"binary": str(browser), "args": ["--automation", *through]}
        wanted = {"webkitgtk:browserOptions": options, "acceptInsecureCerts": bool(proxy)}
        self._session = self._ask("POST", "/session", {"capabilities": {"alwaysMatch": wanted}})["sessionId"]
        self._ask("POST", f"/session/{self._session}/timeouts", {"script": 1000 * _PATIENCE})

    def open(self, address: str) -> None:
        """Go to *address* and wait until it is loaded."""
        self._ask("POST", f"/session/{self._session}/url", {"url": address})

    def evaluate(self, function: str) -> Any:
        """Return what *function* returns in the page, or what its promise is kept with."""
        script = {"script": f"return ({function})()", "args": []}
        return self._ask("POST", f"/session/{self._session}/execute/sync", script)

    def close(self) -> None:
        """Close the window, and with it the browser."""
        self._ask("DELETE", f"/session/{self._session}")

    def _ask(self, method: str, path: str, body: object = None):  # type: ignore[no-untyped-def]
        data = None if body is None else json.dumps(body).encode()
        request = Request(self._address + path, data, {"Content-Type": "application/json"}, method=method)
        with urlopen(request, timeout=_PATIENCE) as answer:
            return json.load(answer)["value"]


@contextmanager
def webkit_window(browser: Path, proxy: int | None = None) -> Iterator[WebKitWindow]:
    """Start a screen, the driver and a window, and end all three; *proxy* is the port of one for all other hosts."""
    read, write = os.pipe()
    screen = subprocess.Popen(["Xvfb", "-displayfd", str(write), *_SCREEN], pass_fds=[write], stderr=subprocess.DEVNULL)
    os.close(write)
    with os.fdopen(read) as told:
        display = told.readline().strip()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    env = {**os.environ, "DISPLAY": f":{display}", "LIBGL_ALWAYS_SOFTWARE": "1"}
    driver = subprocess.Popen(["WebKitWebDriver", f"--port={port}"], env=env, stderr=subprocess.DEVNULL)
    try:
        window = _connect(f"http://127.0.0.1:{port}", browser, proxy)
        yield window
        window.close()
    finally:
        for program in (driver, screen):
            program.terminate()
            program.wait(_PATIENCE)


def _connect(address: str, browser: Path, proxy: int | None) -> WebKitWindow:
    for _ in range(_PATIENCE * 5):
        try:
            return WebKitWindow(address, browser, proxy)
        except URLError:
            time.sleep(0.1)  # the driver is not yet listening
    return WebKitWindow(address, browser, proxy)
