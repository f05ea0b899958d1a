"""Three browser engines on the same walk over the placeholders of a page, at several widths of the window."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest

from tests.browser.every_kind import BLANK, asking, stub
from tests.browser.firefox import run_in_firefox
from tests.browser.stub_proxy import stub_proxy
from tests.browser.webkit import webkit_window
from tools.visiting import Visits
from tools.webkit import find_webkit

WALK = Path(__file__).with_name("places.js").read_text(encoding="utf-8")
LOADED_AT = 320  # pixels; at other widths frames stay empty: whom they ask does not depend on it
HEIGHT = 800
SILENCE = 300  # milliseconds in which a page could ask somebody before a click
TO_THE_END = "() => scrollTo(0, document.body.scrollHeight)"
# WebKit's smallest window is wider than a phone: there the page stands in a frame of our own.
IN_A_FRAME = """async () => {
  const frame = document.body.appendChild(document.createElement("iframe"));
  Object.assign(frame, { width: WIDTH, height: HEIGHT, src: "ADDRESS" });
  frame.style.border = 0;
  await new Promise((done) => frame.addEventListener("load", done));
  frame.contentWindow.scrollTo(0, frame.contentDocument.body.scrollHeight);
  await new Promise((done) => setTimeout(done, SILENCE));
}"""


IN_THE_FRAME = "document.querySelector('iframe').contentWindow"


@dataclass(frozen=True)
class Walk:
    """What was seen at one width: whom the page asked before a click, whom after it, and what places.js returned."""

    asked_before: list[str]
    asked: list[str]
    seen: dict[str, Any]


def walk_in_chromium(address: str, widths: Iterable[int], request: pytest.FixtureRequest) -> list[Walk]:
    """Walk in the Chromium of all other tests, which has the strictest eye: violations and layout shifts."""
    walks = []
    with Visits(request.getfixturevalue("browser"), address) as visits:
        for width in widths:
            page, foreign = visits(address, width=width, height=HEIGHT, service_stub=stub)
            page.evaluate(TO_THE_END)
            page.wait_for_timeout(SILENCE)
            before = foreign.copy()
            seen = page.evaluate(f"() => ({WALK})(window, {int(width == LOADED_AT)})")
            walks.append(Walk(before, foreign[len(before) :], seen))
        assert visits.violations == []
    return walks


def walk_in_firefox(address: str, widths: Iterable[int], _request: pytest.FixtureRequest) -> list[Walk]:
    """Walk in Firefox."""
    stubs = {address: stub(address) for address in [*asking(), ""]}
    order = {
        "address": address,
        "widths": [*widths],
        "loadedAt": LOADED_AT,
        "height": HEIGHT,
        "silence": SILENCE,
        "walk": WALK,
        "stubs": stubs,
    }
    return [Walk(**found) for found in run_in_firefox("places.mjs", address, order)]


def walk_in_webkit(address: str, widths: Iterable[int], _request: pytest.FixtureRequest) -> list[Walk]:
    """Walk in WebKit, with a proxy that answers for all other hosts."""
    walks = []
    with stub_proxy(stub) as proxy, webkit_window(find_webkit(), proxy.port) as window:
        for width in widths:
            proxy.asked.clear()
            proxy.reached.clear()
            window.open(urljoin(address, BLANK))
            values = {"WIDTH": str(width), "HEIGHT": str(HEIGHT), "ADDRESS": address, "SILENCE": str(SILENCE)}
            opening = IN_A_FRAME
            for name, value in values.items():
                opening = opening.replace(name, value)
            window.evaluate(opening)
            before = [*proxy.reached, *proxy.asked]
            seen = window.evaluate(f"() => ({WALK})({IN_THE_FRAME}, {int(width == LOADED_AT)})")
            walks.append(Walk(before, proxy.asked.copy(), seen))
    return walks
