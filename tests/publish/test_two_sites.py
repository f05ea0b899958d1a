"""Two sites published by turns from one checkout, to targets of one name: neither becomes the other."""

from __future__ import annotations

import fcntl
import os
import shutil
from pathlib import Path

import pytest

from plugins.cli import commands, publish_commands
from plugins.publish import publish as publishing
from plugins.publish.staged_release import PublishRequest, StagedRelease

pytestmark = pytest.mark.usefixtures("programs")


def add_target(content: Path, name: str) -> Path:
    """Return a site of this *name* in *content*, with a folder that a host takes over."""
    facts = content / "site.yaml"
    target = f"targets: {{probe: {{kind: folder, path: {content.parent / 'ziel'}, url: 'http://127.0.0.1:1'}}}}\n"
    facts.write_text(facts.read_text("utf-8").replace("name: Probe", f"name: {name}") + target, "utf-8")
    return content


def test_releases_of_two_sites_do_not_mix(content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each has a folder of its own, although both are built into one and their targets have one name."""
    other = add_target(Path(shutil.copytree(content, tmp_path / "b" / "content")), "Andere")
    add_target(content, "Eine")
    monkeypatch.setattr(publish_commands, "CACHE", tmp_path / "cache")
    for site in (content, other):
        assert publish_commands.publish("probe", site, tmp_path / "output", dry_run=True) == 0

    staged = (tmp_path / "cache" / "releases").glob("*/site/index.html")
    titles = {page.read_text("utf-8").partition("<title>")[2].partition("</title>")[0] for page in staged}
    assert titles == {"Eine", "Andere"}


def test_nobody_builds_between_building_and_staging(
    content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another site may share the output: what is staged is what was just built."""
    monkeypatch.setattr(publish_commands, "CACHE", tmp_path / "cache")
    monkeypatch.setattr(commands, "build", lambda *_: 0)
    tried = list[str]()

    def stage(request: PublishRequest) -> StagedRelease:
        number = os.open(tmp_path / ".output.lock", os.O_RDWR)
        with pytest.raises(BlockingIOError):
            fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
        os.close(number)
        tried.append(request.url)
        raise OSError(28, "voll")

    monkeypatch.setattr(publishing, "stage_release", stage)

    assert publish_commands.publish("probe", add_target(content, "Eine"), tmp_path / "output") == 1
    assert tried == ["http://127.0.0.1:1/"]


def test_a_folder_for_a_host_lies_beside_its_site(content: Path) -> None:
    """As its output does; both may be called `public`."""
    facts = content / "site.yaml"
    facts.write_text(
        facts.read_text("utf-8") + "targets: {s: {kind: pages, path: public, url: 'https://x.y'}}\n", "utf-8"
    )
    settings = publish_commands._read_settings(content).values

    assert publish_commands._target_settings(settings, "s", content)["path"] == str(content.parent / "public")
    assert publish_commands._target_settings(settings, "s", Path("content"))["path"] == "public"
