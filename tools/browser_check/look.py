"""Look: every page of a built site in a browser, on screen, on paper and without JavaScript."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Error, Page, Response

from tools.browser_check import scripts
from tools.serving import CompressingHandler, served
from tools.visiting import Visits

_DESK, _PHONE, _PAPER = 1280, 320, 718  # pixels; paper: 190 mm at 96 pixels an inch
_HEIGHT = 800
_HOVERED = 4  # of the links and buttons of a page
_ONWARD = b'http-equiv="refresh"'  # a former address, which shows nothing of its own


@dataclass(frozen=True, slots=True)
class Barrier:
    """One place of a page that axe objects to."""

    rule: str
    says: str
    page: str
    is_required: bool
    quote: str
    html: str


@dataclass(frozen=True, slots=True)
class Place:
    """An element of a page: the words to look it up by, and its name for people."""

    quote: str
    name: str


Places = Mapping[str, tuple[Place, ...]]


@dataclass(frozen=True, slots=True)
class PageView:
    """What a browser saw of one page, before anybody had clicked."""

    path: str
    failure: str = ""
    barriers: frozenset[Barrier] = frozenset()
    foreign: frozenset[str] = frozenset()
    stored: tuple[str, ...] = ()
    refused: frozenset[str] = frozenset()
    console: frozenset[str] = frozenset()
    lost: frozenset[str] = frozenset()
    wide: tuple[Place, ...] = ()
    paper: Places = field(default_factory=dict)
    plain: Places = field(default_factory=dict)
    weight: int = 0


def look(folder: Path, base_path: str, browser: Browser, axe: str) -> Iterator[PageView]:
    """Yield a view of each page in *folder*, which is shown below *base_path*."""
    pages = [path for path in sorted(folder.rglob("*.html")) if _ONWARD not in path.read_bytes()]
    with _served_below(folder, base_path) as url, Visits(browser, url) as visits:
        viewer = _Viewer(visits, base_path, axe)
        for page in pages:
            yield viewer.view(page.relative_to(folder).as_posix())


@contextmanager
def _served_below(folder: Path, base_path: str) -> Iterator[str]:
    """Serve *folder* at *base_path*, and yield the address of the server."""
    with tempfile.TemporaryDirectory() as root:
        place = Path(root) / "root" / base_path.strip("/")
        place.parent.mkdir(parents=True, exist_ok=True)
        place.symlink_to(folder.absolute())
        with served(Path(root) / "root", CompressingHandler) as running:
            yield running.url


class _Viewer:
    """Two tabs, one of them without JavaScript, that go from page to page."""

    def __init__(self, visits: Visits, base_path: str, axe: str) -> None:
        self._visits, self._base, self._axe = visits, base_path, axe
        self._page, self._foreign = visits("about:blank", width=_DESK, height=_HEIGHT)
        self._plain, _ = visits("about:blank", java_script=False)
        self._lost: set[str] = set()
        self._answers: dict[str, bool] = {}
        self._page.on("response", self._note)

    def _note(self, answer: Response) -> None:
        if answer.status >= 400:
            self._lost.add(self._without_base(urlsplit(answer.url).path))

    def view(self, path: str) -> PageView:
        """Open the page in the file *path* in every way, and return what is seen."""
        for noted in (self._foreign, self._visits.violations, self._visits.console, self._lost):
            noted.clear()
        try:
            return self._view(path, self._base + path.removesuffix("index.html"))
        except Error as reason:
            return PageView(path, failure=reason.message.partition("\n")[0])

    def _view(self, path: str, address: str) -> PageView:
        page = self._page
        page.set_viewport_size({"width": _DESK, "height": _HEIGHT})
        page.emulate_media(media="screen", color_scheme="light")
        page.goto(address)
        page.evaluate(self._axe)
        barriers = page.evaluate(scripts.BARRIERS)
        _behave(page)
        weight = page.evaluate(scripts.WEIGHT)
        lost = {written for written, target in page.evaluate(scripts.LINKS) if not self._answers_to(target)}
        page.set_viewport_size({"width": _PHONE, "height": _HEIGHT})
        page.emulate_media(color_scheme="dark")
        barriers += page.evaluate(scripts.BARRIERS)
        wide = page.evaluate(scripts.TOO_WIDE)
        page.set_viewport_size({"width": _PAPER, "height": _HEIGHT})
        page.emulate_media(media="print", color_scheme="dark")
        paper = page.evaluate(scripts.PAPER)
        if stored := page.evaluate(scripts.STORED):
            self._forget()
        self._plain.goto(address)
        return PageView(
            path,
            barriers=frozenset(Barrier(**(one | {"quote": self._without_base(one["quote"])})) for one in barriers),
            foreign=frozenset(self._foreign),
            stored=tuple(stored),
            refused=frozenset(violation.partition(" on ")[0] for violation in self._visits.violations),
            console=frozenset(self._visits.console),
            lost=frozenset(self._lost | {self._without_base(written) for written in lost}),
            wide=self._places(wide),
            paper={kind: self._places(found) for kind, found in paper.items()},
            plain={kind: self._places(found) for kind, found in self._plain.evaluate(scripts.PLAIN).items()},
            weight=int(weight),
        )

    def _forget(self) -> None:
        """Clear all that is stored, or it would be told of the next page as well."""
        self._page.evaluate("sessionStorage.clear()")
        session = self._page.context.new_cdp_session(self._page)
        session.send("Storage.clearDataForOrigin", {"origin": self._visits.url, "storageTypes": "all"})
        session.detach()

    def _places(self, found: list[dict[str, str]]) -> tuple[Place, ...]:
        return tuple(Place(self._without_base(one["quote"]), one["name"]) for one in found)

    def _answers_to(self, path: str) -> bool:
        """Return whether the server has something at *path*; each is asked once."""
        if path not in self._answers:
            self._answers[path] = self._page.request.head(path).ok
        return self._answers[path]

    def _without_base(self, quote: str) -> str:
        """Return an address as a text has it: from the site's own root."""
        return f"/{quote.removeprefix(self._base)}" if quote.startswith(self._base) else quote


def _behave(page: Page) -> None:
    """Do what readers do before they click: point at something, press Tab, read to the end."""
    for link in page.locator("main a, main button, consent-embed").all()[:_HOVERED]:
        with suppress(Error):  # something may lie above it
            link.hover(force=True, timeout=1000)
    page.keyboard.press("Tab")
    page.mouse.wheel(0, 20_000)
    page.evaluate("document.activeElement.blur()")  # the link past the menus lies above others while it has the focus
