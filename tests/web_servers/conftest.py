"""A release of the tiny site, and the two servers that show it as they are told."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from plugins.publish import web_servers
from plugins.publish.staging import SITE, stage_files
from tests.servers import Web, apache, nginx
from tools.environment import ROOT

BUILD = "import sys, pathlib; from plugins.cli import commands; P = pathlib.Path; \
sys.exit(commands.build(P('tests/site'), P(sys.argv[1]), sys.argv[2] or None, True, True))"
FRAMES = frozenset({"https://www.youtube-nocookie.com", "https://player.vimeo.com"})
NAME = "20261126T231500Z-22acabe"


@dataclass(frozen=True)
class Release:
    """A staged release below ``releases/``: its document root, and the headers of each file."""

    folder: Path
    base_path: str
    paths: tuple[str, ...]
    headers: Mapping[str, Mapping[str, str]]

    @property
    def root(self) -> Path:
        """The document root."""
        return self.folder / SITE


@pytest.fixture(scope="session", params=["/", "/probe/"])
def release(request: pytest.FixtureRequest) -> Iterator[Release]:
    """Such a release, at the root of its host and below a sub-path."""
    with open_folder() as scratch:
        yield make_release(str(request.param), scratch)


def make_release(base: str, scratch: Path) -> Release:
    """Build and stage the tiny site at the path *base* of its host, below *scratch*."""
    url = "" if base == "/" else f"https://www.probe.example{base}"
    subprocess.run([sys.executable, "-c", BUILD, str(scratch / "output"), url], cwd=ROOT, check=True)
    folder = scratch / "releases" / NAME
    paths = stage_files(scratch / "output", folder, base, scratch / "kept")
    told = web_servers.render_site_files(folder / SITE, paths, base, FRAMES)
    for path, data in told.items():
        (folder / SITE / path).write_bytes(data)
    for path, data in web_servers.render_nginx_files(folder / SITE, paths, base, FRAMES, NAME).items():
        (folder / "server" / path).write_bytes(data)
    return Release(folder, base, tuple(paths), web_servers.headers_by_path(folder / SITE, paths, base, FRAMES))


@pytest.fixture(scope="session")
def current(release: Release) -> Path:
    """The link to the release that is shown."""
    link = release.folder.parent.parent / "current"
    if not link.is_symlink():
        link.symlink_to(f"releases/{NAME}")
    return link


@pytest.fixture(scope="session", params=["nginx", "apache"])
def web(request: pytest.FixtureRequest, current: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Web]:
    """Each of the servers."""
    folder = tmp_path_factory.mktemp("server") / "server"
    if request.param == "apache":
        with apache(folder, current / SITE) as running:
            yield running
    else:
        with nginx(folder, current / SITE, *nginx_includes(current)) as running:
            yield running


def nginx_includes(current: Path) -> tuple[str, str]:
    """Return the lines with which an operator includes the files of a release."""
    server = current / "server"
    http = f"include {server}/nginx-once.conf; include {server}/nginx-http.conf;"
    return http, f"include {server}/nginx-server.conf;"


@pytest.fixture
def copied(release: Release) -> Iterator[Path]:
    """The folder around a copy of the release that a test may change."""
    with open_folder() as folder:
        shutil.copytree(release.folder, folder / "releases" / NAME)
        (folder / "current").symlink_to(f"releases/{NAME}")
        yield folder


@contextmanager
def open_folder() -> Iterator[Path]:
    """Make a folder that servers, which are other users, may read.

    Not below pytest's own: each run of pytest closes that again for all that are going on.
    """
    with tempfile.TemporaryDirectory(prefix="served-") as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)
