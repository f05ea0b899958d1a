"""A project in which nothing can be kept: its builds come to the same, and say so."""

from __future__ import annotations

import shutil

import pytest

from tests.build.cache.project import everything, project

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("name", [".cache", ".cache/builds"])
def test_without_a_folder_to_keep_anything_in_it_builds(name: str) -> None:
    """Somebody's file is in the way: that stops root as well, whom no rights do."""
    with project() as one:
        shutil.rmtree(one.folder / ".cache", ignore_errors=True)
        (one.folder / name).parent.mkdir(exist_ok=True)
        (one.folder / name).write_text("no folder")
        for _ in range(2):
            done = one.build()
            assert done["code"] == 0, done
            assert "ließ sich nichts aufheben" in done["told"]
            with one.clean() as (_, folder):
                assert everything(one.output) == everything(folder)
