"""What tests of every part share: the built site, on loopback, and the browser's path."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.serving import Served, served
from tools.chromium import Chromium, find_chromium
from tools.environment import CACHE, ROOT
from tools.file_lock import hold_lock
from tools.suite import SITE_VARIABLE

BUILD = "import sys, pathlib; from plugins.cli import commands; P = pathlib.Path; \
sys.exit(commands.build(P('content'), P(sys.argv[1]), None, True, True))"
BUILD_PROBE = BUILD.replace("'content'", "'tests/site'").replace("None", "'https://www.probe.example/probe/'")


@pytest.fixture(scope="session")
def site_folder(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """Return the folder of the real content's site: the one `test` has built, else one built once a run."""
    built = os.environ.get(SITE_VARIABLE)
    if built:
        return Path(built)
    scratch = tmp_path_factory.getbasetemp()
    shared = scratch if worker_id == "master" else scratch.parent
    folder = shared / "site"
    with hold_lock(shared / "site.lock"):
        if not (folder / "index.html").exists():
            subprocess.run([sys.executable, "-c", BUILD, str(folder)], cwd=ROOT, check=True)
    return folder


@pytest.fixture(scope="session")
def site(site_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The site of the real content on loopback, and below its sub-path /probe/ the tiny site of the tests."""
    folder = tmp_path_factory.mktemp("served") / "site"
    shutil.copytree(site_folder, folder)
    command = [sys.executable, "-c", BUILD_PROBE, str(folder / "probe")]
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
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
def chromium_path(chromium: Chromium) -> str:
    """Where that browser is."""
    return str(chromium.path)
