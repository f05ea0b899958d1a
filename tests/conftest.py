"""What tests of every part share: the built site, on loopback, and the browser's path."""

import os
import pickle
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Playwright, sync_playwright

from tests.quick_cases import mark_slow_cases
from tools.chromium import Chromium, find_chromium, find_headless_shell
from tools.environment import CACHE, ROOT
from tools.file_lock import hold_lock
from tools.serving import Served, served
from tools.suite import SITE_VARIABLE

BUILD = "import sys, pathlib; from plugins.cli import commands; P = pathlib.Path; \
content, output, url = sys.argv[1:]; sys.exit(commands.build(P(content), P(output), url or None, True, True))"
# How long an example takes says how busy the machine is, and nothing of us.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")
_CLIENT = (f"{ROOT / 'content'}{os.sep}", f"content{os.sep}")


def _keep_from_client(event: str, arguments: tuple[object, ...]) -> None:
    """Stop a test that reads content/: what editors write there makes no test red or green."""
    if (event, *arguments[:1]) == ("open", "content"):
        return  # shutil.rmtree opens a folder of this name by the one above it, wherever that is
    if event in ("open", "os.listdir", "os.scandir") and f"{arguments[0]}{os.sep}".startswith(_CLIENT):
        path = Path(str(arguments[0])).absolute()
        assert not path.is_relative_to(ROOT / "content"), f"{path} is the client's; tests/reference is ours"


sys.addaudithook(_keep_from_client)
BuildOnce = Callable[[str, str, str], Path]
Once = Callable[[str, Callable[[], Any]], Any]


@pytest.fixture(scope="session")
def build_once(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> BuildOnce:
    """Build a site that all workers of a run share: its name, the content and the address; nobody may change it."""
    scratch = tmp_path_factory.getbasetemp()
    shared = scratch if worker_id == "master" else scratch.parent

    def build(name: str, content: str, url: str) -> Path:
        folder = shared / name
        with hold_lock(shared / f"{name}.lock"):
            if not (folder / "index.html").exists():
                command = [sys.executable, "-c", BUILD, content, str(folder), url]
                subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        return folder

    return build


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Once:
    """Work a value out in one worker of a run; the others read what it left: a name, and the function."""
    scratch = tmp_path_factory.getbasetemp()
    shared = scratch if worker_id == "master" else scratch.parent

    def work_out(name: str, function: Callable[[], Any]) -> Any:
        file = shared / f"{name}.pickle"
        with hold_lock(shared / f"{name}.lock"):
            if not file.exists():
                file.write_bytes(pickle.dumps(function()))
        return pickle.loads(file.read_bytes())

    return work_out


@pytest.hookimpl(tryfirst=True)  # before pytest leaves out what is marked
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let `test` run the first cases of each test, and `test --all` every one."""
    mark_slow_cases(items)


@pytest.fixture(scope="session")
def site_folder(build_once: BuildOnce) -> Path:
    """Return the folder of the reference site: the one `test` has built, else one built once a run."""
    built = os.environ.get(SITE_VARIABLE)
    return Path(built) if built else build_once("site", "tests/reference", "")


@pytest.fixture(scope="session")
def site(site_folder: Path, build_once: BuildOnce, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The reference site on loopback, and below its sub-path /probe/ the tiny site of the tests."""
    folder = tmp_path_factory.mktemp("served") / "site"
    shutil.copytree(site_folder, folder)
    shutil.copytree(build_once("probe", "tests/site", "https://www.probe.example/probe/"), folder / "probe")
    with served(folder) as running:
        yield running


@pytest.fixture(scope="session")
def seven() -> str:
    """The address of a page with an embed of each of the seven networks."""
    return "/probe/sieben/"


@pytest.fixture(scope="session")
def chromium() -> Chromium:
    """A browser that was seen to start; installed if the machine has none."""
    with hold_lock(CACHE / "chromium-search.lock"):
        return find_chromium()


@pytest.fixture(scope="session")
def headless_shell(chromium: Chromium) -> Chromium:
    """The same without windows, which costs a third; where there is none, that browser."""
    with hold_lock(CACHE / "chromium-search.lock"):
        return find_headless_shell(chromium)


@pytest.fixture(scope="session")
def playwright(headless_shell: Chromium) -> Iterator[Playwright]:  # noqa: ARG001 - found by another Playwright, before
    """What drives all browsers of a worker: there can be one at a time."""
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def chromium_path(chromium: Chromium) -> str:
    """Where that browser is."""
    return str(chromium.path)
