"""Hostile texts that the build lets through, opened in a real browser: none of them asks anybody or runs anything."""

from __future__ import annotations

import io
import json
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, redirect_stderr
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from playwright.sync_api import Browser, Dialog, Playwright, Request

from plugins.cli import commands
from tests.browser.firefox import run_in_firefox
from tests.browser.webkit import webkit_window
from tests.build.hostile_cases import add, cases
from tests.embeds.hostile import BREAKING, HOST, fragments
from tools.chromium import Chromium, find_release_shell
from tools.serving import Served, served
from tools.visiting import LISTEN, launch
from tools.webkit import find_webkit

TINY_SITE = Path(__file__).parent.parent / "site"
# In the bare pages nothing helps; what the theme loads is left out, so that they open faster.
HEAD = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>|<link [^>]*>')
GENERATED = 40
EVERY = 4  # of the harmless cases; all that are hostile and let through are opened
FIELDS = """---
title: {0}
summary: {0}
date: 2016-10-26
category: {0}
tags: [{0}]
image: {{src: /media/bild.jpg, alt: {0}, credit: {0}, caption: {0}}}
embeds: [{{url: "https://youtu.be/K2_uiH18gIV", title: {0}, alternative: {0}}}]
---
https://youtu.be/K2_uiH18gIV
"""
NOTE = """
for (const name of ["alert", "confirm", "prompt", "print", "open"]) window[name] = () => noteRun(document.URL);
"""
LIVING = [
    f'<img src="//{HOST}/x">',
    f"<p style='background:url(//{HOST}/x)'>x</p>",
    f'<svg><image href="https://{HOST}/x"/></svg>',
    f'<link rel="stylesheet" href="https://{HOST}/x">',
    f'<div><template shadowrootmode="open"><img src="//{HOST}/x"></template></div>',
    "<img src=x onerror=alert(1)>",
    "<script>alert(1)</script>",
    "<p onclick='alert(1)'>x</p>",
    "<a href='java&Tab;script:alert(1)'>x</a>",
    f'<video preload="none" poster="/media/bild.jpg" src="https://{HOST}/x"></video>',
]
# For browsers that we cannot watch from outside: what the page itself knows of what ran and was asked for.
NOTE_IN_PAGE = """<script>
window.ran = [];
for (const name of ["alert", "confirm", "prompt", "print", "open"]) window[name] = () => window.ran.push(name);
</script>"""
LOOK = """() => {
  const asked = performance.getEntriesByType("resource").map(entry => entry.name);
  const foreign = asked.filter(name => !name.startsWith(location.origin) && !name.startsWith("data:"));
  return [...window.ran, ...foreign, ...(LIVELY)()];
}"""
# What a browser has made of a page: attributes that run, and addresses that only a click or a future load would ask.
LIVELY = """() => [...document.querySelectorAll("*")].flatMap(node => {
  const own = address => new URL(address, document.baseURI).origin === location.origin;
  const said = [...node.attributes].filter(a => a.name.startsWith("on")).map(a => `${node.localName} ${a.name}`);
  if (node.matches("a, area") && /^(javascript|vbscript|data|blob):/.test(node.href?.baseVal ?? node.href))
    said.push(`link ${node.href}`);
  for (const name of ["src", "poster", "background", "data", "formaction", "action"]) {
    const address = node.localName.includes("-") ? null : node.getAttribute(name);
    if (address && !address.startsWith("data:image/png") && !own(address)) said.push(`${node.localName} ${name}`);
  }
  return said;
})"""


def generated() -> list[str]:
    """Return texts that are hostile at random, the same each time."""
    found: list[str] = []

    @settings(
        max_examples=GENERATED,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(fragments)
    def collect(text: str) -> None:
        found.append(text)

    collect()
    return found


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The built site with an article for each text that is let through, and the same without its policy."""
    scratch = tmp_path_factory.mktemp("hostile")
    content, output = scratch / "content", scratch / "site"
    shutil.copytree(TINY_SITE, content)
    harmless = dict(list(cases("pass").items())[::EVERY])
    harmless["p-frame"] = '<iframe src="/datenschutz/" title="Datenschutz"></iframe>'
    add(content, cases("inert") | harmless | {f"erdacht-{n}": text for n, text in enumerate(generated())})
    for number, value in enumerate(BREAKING):
        text = FIELDS.format(json.dumps(value))
        (content / f"articles/2016/fall-angaben-{number}.md").write_text(text, encoding="utf-8")
    for name in refused(content, output):  # the proof refuses some in which words are hidden
        (content / f"articles/2016/fall-{name}.md").unlink()
    assert refused(content, output) == set()
    bare = Path(shutil.copytree(output, scratch / "bare"))
    for page in bare.rglob("*.html"):
        head, end, rest = page.read_text("utf-8").partition("</head>")
        page.write_text(HEAD.sub("", head) + end + rest, encoding="utf-8")
    return output, bare


def refused(content: Path, output: Path) -> set[str]:
    """Build and return the cases that were refused; nothing else may go wrong."""
    complained = io.StringIO()
    with redirect_stderr(complained):
        code = commands.build(content, output, None, search=False, audit=True)
    names = set(re.findall(r"/fall-([\w-]+)\.md:", complained.getvalue()))
    assert bool(code) == bool(names), complained.getvalue()
    return names


class Watched:
    """A browser that goes from page to page and writes down whatever comes to life.

    Unlike `Visits` it answers no request to others, which would slow down all the rest;
    the switches of the browser keep them on this machine.
    """

    def __init__(self, browser: Browser, site: Served) -> None:
        self.foreign: list[str] = []
        self.ran: list[str] = []
        self.violations: list[str] = []
        self.site = site
        self.context = browser.new_context(base_url=site.url, service_workers="block")
        self.context.expose_function("noteRun", self._note)
        self.context.expose_function("reportViolation", self._violated)
        self.context.add_init_script(NOTE + LISTEN)
        self.context.on("request", self._asked)
        self.page = self.context.new_page()
        self.page.on("dialog", self._dismiss)

    def _asked(self, request: Request) -> None:
        if not request.url.startswith((f"{self.site.url}/", "data:")):
            self.foreign.append(request.url)

    def _violated(self, violation: str) -> None:
        self.violations.append(violation)

    def _note(self, address: str) -> None:
        self.ran.append(address)

    def _dismiss(self, dialog: Dialog) -> None:
        self.ran.append(dialog.message)
        dialog.dismiss()

    def open(self, address: str) -> list[str]:
        """Open a page and return what its elements could do."""
        self.page.goto(address)
        return [f"{address}: {found}" for found in self.page.evaluate(LIVELY)]


@pytest.fixture
def watch(browser: Browser) -> Iterator[Callable[[Path], Watched]]:
    """Watch the pages of a folder."""
    with ExitStack() as stack:

        def begin(folder: Path) -> Watched:
            watched = Watched(browser, stack.enter_context(served(folder)))
            stack.callback(watched.context.close)
            return watched

        yield begin


def addresses(folder: Path, kind: str = "") -> list[str]:
    """Return the addresses of the cases that were built, or of those whose name begins with *kind*."""
    return sorted(f"/aktuelles/{page.parent.name}/" for page in folder.glob(f"aktuelles/fall-{kind}*/index.html"))


@pytest.mark.slow
def test_nothing_comes_to_life(watch: Callable[[Path], Watched], folders: tuple[Path, Path]) -> None:
    """Even where no content security policy helps, no page asks another host or runs anything of a text."""
    _site, bare = folders
    watched = watch(bare)

    lively = [found for address in addresses(bare) for found in watched.open(address)]

    assert len(addresses(bare)) > 60
    assert lively == []
    assert watched.foreign == []
    assert watched.ran == []


@pytest.mark.slow
def test_no_harmless_text_offends_the_policy(watch: Callable[[Path], Watched], folders: tuple[Path, Path]) -> None:
    """What may stand on a page is also shown there: frames of our own, pictures, films."""
    site, _bare = folders
    watched = watch(site)

    for address in addresses(site, "p-"):
        watched.open(address)

    assert len(addresses(site, "p-")) > 20
    assert watched.foreign == []
    assert watched.violations == []


def test_the_watch_sees_what_lives(watch: Callable[[Path], Watched], tmp_path: Path) -> None:
    """The test above would fail if any such thing stood on a page."""
    for name, text in enumerate(LIVING):
        (tmp_path / f"{name}.html").write_text(f"<!doctype html><title>x</title>{text}")
    (tmp_path / "404.html").write_text("<!doctype html><title>x</title>")
    watched = watch(tmp_path)

    seen = {}
    for name, text in enumerate(LIVING):
        before = len(watched.foreign) + len(watched.ran)
        lively = watched.open(f"/{name}.html")
        seen[text] = bool(lively) or len(watched.foreign) + len(watched.ran) > before

    assert [text for text, found in seen.items() if not found] == []


def note_in_pages(folder: Path, target: Path) -> Path:
    """Copy *folder* to *target*, with pages that note what runs in them."""
    shutil.copytree(folder, target)
    for page in target.rglob("*.html"):
        text = page.read_text("utf-8")
        head = text.lower().find("<head>") + len("<head>") if "<head>" in text.lower() else len("<!doctype html>")
        page.write_text(f"{text[:head]}{NOTE_IN_PAGE}{text[head:]}", encoding="utf-8")
    return target


def write_living(folder: Path) -> list[str]:
    """Write a page for each living thing; return their addresses."""
    folder.mkdir()
    (folder / "404.html").write_text("<!doctype html><title>x</title>")
    for name, text in enumerate(LIVING):
        (folder / f"{name}.html").write_text(f"<!doctype html><title>x</title>{text}")
    return [f"/{name}.html" for name in range(len(LIVING))]


@pytest.mark.slow
def test_nothing_comes_to_life_in_the_release(
    playwright: Playwright, headless_shell: Chromium, folders: tuple[Path, Path]
) -> None:
    """Debian's release has an older Chromium than its updates; some HTML is read differently by it."""
    _site, bare = folders
    with served(bare) as site, launch(playwright, find_release_shell(headless_shell)) as older:
        watched = Watched(older, site)

        lively = [found for address in addresses(bare) for found in watched.open(address)]

        assert (lively, watched.foreign, watched.ran) == ([], [], [])


def look_in_firefox(folder: Path, opened: list[str]) -> dict[str, list[str]]:
    """Return what is lively on each page *opened* in Firefox."""
    with served(folder) as site:
        order = {"addresses": opened, "look": LOOK.replace("LIVELY", LIVELY)}
        return dict(run_in_firefox("hostile.mjs", site.url, order))


def look_in_webkit(folder: Path, opened: list[str]) -> dict[str, list[str]]:
    """Return what is lively on each page *opened* in WebKit."""
    seen = {}
    with served(folder) as site, webkit_window(find_webkit()) as window:
        for address in opened:
            window.open(site.url + address)
            seen[address] = window.evaluate(LOOK.replace("LIVELY", LIVELY))
    return seen


@pytest.mark.slow
@pytest.mark.parametrize(("look", "unseen"), [(look_in_firefox, []), (look_in_webkit, LIVING[1:5])])
def test_nothing_comes_to_life_elsewhere(
    look: Callable[[Path, list[str]], dict[str, list[str]]],
    unseen: list[str],
    folders: tuple[Path, Path],
    tmp_path: Path,
) -> None:
    """Nor in the browsers of others, which would show what lives.

    A page in WebKit does not know of what it asked for in vain, unless an attribute of an element says so.
    """
    _site, bare = folders
    living = write_living(tmp_path / "living")
    for name in ("bare", "living"):
        note_in_pages(bare if name == "bare" else tmp_path / name, tmp_path / f"noted-{name}")

    seen = look(tmp_path / "noted-bare", addresses(bare))
    alive = look(tmp_path / "noted-living", living)

    assert len(seen) > 60
    assert {address: found for address, found in seen.items() if found} == {}
    assert [LIVING[int(address[1:-5])] for address, found in alive.items() if not found] == unseen
