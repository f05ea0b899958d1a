"""The environment is made once, repaired when half made, and never by two at a time."""

import json
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from tools import environment
from tools.file_lock import hold_lock


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a project with locks but without an environment."""
    requirements = tmp_path / "requirements"
    requirements.mkdir()
    for name in ("uv", "build", "browser", "test"):
        (requirements / f"{name}.txt").write_text(f"{name}==1\n")
    venv = tmp_path / ".venv"
    places = {"PYTHON": venv / "bin" / "python", "UV": venv / "bin" / "uv", "STAMP": venv / "ready.json"}
    for name, place in {
        "VENV": venv,
        "REQUIREMENTS": requirements,
        "CACHE": tmp_path / ".cache",
        **places,
    }.items():
        monkeypatch.setattr(environment, name, place)
    return tmp_path


@pytest.fixture
def done(project: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the changes to the project's environment, in order; nothing is really installed."""
    steps: list[str] = []

    def run(command: list[str], *_: object) -> None:
        step = "sync" if "sync" in command else "pip"
        steps.append(step)
        environment.UV.touch()

    def create(*_: object) -> None:
        steps.append("venv")
        environment.PYTHON.parent.mkdir(parents=True, exist_ok=True)
        environment.PYTHON.touch()

    monkeypatch.setattr("venv.EnvBuilder.create", create)
    monkeypatch.setattr(environment, "_run", run)
    assert project.exists()
    return steps


def test_a_second_run_finds_everything_done(done: list[str]) -> None:
    """A current environment is left alone."""
    environment.ensure("build")
    environment.ensure("build")

    assert done == ["venv", "pip", "sync"]
    assert environment.is_current("build")


def test_what_test_needs_serves_build_as_well(done: list[str]) -> None:
    """Nothing is taken away between `test` and `build`."""
    environment.ensure("build")
    environment.ensure("test")
    environment.ensure("build")

    assert done == ["venv", "pip", "sync", "sync"]


def test_a_changed_lock_is_synced(done: list[str]) -> None:
    """After a pull with new packages the next command installs them."""
    environment.ensure("build")
    (environment.REQUIREMENTS / "build.txt").write_text("build==2\n")
    environment.ensure("build")

    assert done == ["venv", "pip", "sync", "sync"]


@pytest.mark.parametrize("stamp", [None, "", "{", "[]", "{}"], ids=repr)
def test_an_install_that_was_killed_begins_anew(done: list[str], stamp: str | None) -> None:
    """Without its stamp an environment counts as half made, whatever lies in it."""
    environment.ensure("build")
    environment.STAMP.unlink()
    if stamp is not None:
        environment.STAMP.write_text(stamp)
    environment.ensure("build")

    assert done == ["venv", "pip", "sync"] * 2


def test_an_environment_without_its_python_is_made_anew(done: list[str]) -> None:
    """The Python it was made from may have been removed."""
    environment.ensure("build")
    environment.PYTHON.unlink()
    environment.ensure("build")

    assert done == ["venv", "pip", "sync"] * 2


def test_a_copied_environment_is_made_anew(done: list[str]) -> None:
    """The scripts in it name the folder they were made in."""
    environment.ensure("build")
    stamp = json.loads(environment.STAMP.read_text())
    stamp["machine"] = stamp["build"] = "elsewhere"
    environment.STAMP.write_text(json.dumps(stamp))
    environment.ensure("build")

    assert done == ["venv", "pip", "sync"] * 2


def test_an_install_that_fails_leaves_no_stamp(done: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """It says so in German, and the next run begins anew."""

    def fail(command: list[str], *_: object) -> None:
        raise subprocess.CalledProcessError(1, command)

    monkeypatch.setattr(environment, "_run", fail)

    with pytest.raises(SystemExit, match="nicht vollständig installieren"):
        environment.ensure("build")

    assert done == ["venv"]
    assert not environment.is_current("build")


def test_two_at_once_wait_for_each_other(tmp_path: Path) -> None:
    """Whoever comes second begins when the first has ended."""
    order = []

    def second() -> None:
        with hold_lock(tmp_path / "a.lock"):
            order.append("second")

    waiting = threading.Thread(target=second)
    with hold_lock(tmp_path / "a.lock"):
        waiting.start()
        time.sleep(0.1)
        order.append("first")
    waiting.join()

    assert order == ["first", "second"]


def test_a_child_holds_the_lock_of_its_killed_parent(tmp_path: Path) -> None:
    """While an orphaned installer still writes, nobody else begins."""
    with hold_lock(tmp_path / "a.lock") as lock:
        child = subprocess.Popen(["sleep", "0.3"], pass_fds=(lock,))
    began = time.monotonic()
    with hold_lock(tmp_path / "a.lock"):
        waited = time.monotonic() - began
    child.wait()

    assert waited > 0.1


def test_a_home_nobody_may_write_to_is_replaced(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In containers a user often has no home; uv, npm and the browser want one."""
    monkeypatch.setenv("HOME", "/nonexistent")
    monkeypatch.setattr(environment, "is_current", lambda _level: True)
    monkeypatch.setattr(environment, "is_inside", lambda: True)

    environment.enter("build")

    assert Path.home() == project / ".cache" / "home"
    assert Path.home().is_dir()


def test_the_tests_run_inside() -> None:
    """Inside means: this interpreter is the one of .venv, wherever it was called from."""
    assert environment.is_inside() == (Path(sys.prefix).resolve() == environment.VENV.resolve())
