"""A build may be killed at any moment.

Whoever reads finds whole files, and the next build puts all right.
"""

from __future__ import annotations

import shutil
import signal
from random import Random

import pytest

from tests.build.cache.changes import Undo, a_fact_is_edited, an_article_comes
from tests.build.cache.project import Project, everything, project

LONGEST = 700  # milliseconds; a build of the tiny site takes some 50 to 600


def killed_again_and_again(moments: int, seed: int) -> None:
    chance = Random(seed)
    killed = 0
    with project() as one:
        assert one.build()["code"] == 0
        for moment in range(moments):
            before = everything(one.output)
            undo = changed(one, moment, chance)
            if moment % 4 == 3:
                before = {}
                shutil.rmtree(one.output)
                shutil.rmtree(one.store)
            killed += one.build(kill_after=chance.randrange(5, LONGEST))["code"] == -signal.SIGKILL
            found = everything(one.output)
            done = one.build()
            assert done["code"] == 0, done["told"]
            now = everything(one.output)
            with one.clean(audit=False) as (_, folder):
                assert now == everything(folder)
            torn = [path for path, data in found.items() if data not in (before.get(path), now.get(path))]
            assert torn == []
            assert one.leftovers() == []
            undo()
    assert killed >= moments // 4


def changed(one: Project, moment: int, chance: Random) -> Undo:
    """Change something that takes few files, some, or all."""
    if moment % 4 == 0:
        file = one.folder / "content/articles/2016/zweiter.md"
        before = file.read_bytes()
        file.write_bytes(before + f"\nNoch ein Satz, {moment}.\n".encode())
        return lambda: file.write_bytes(before)
    return (a_fact_is_edited, an_article_comes)[moment % 2](one, chance)


@pytest.mark.slow
def test_a_few_moments() -> None:
    """Of builds that write a page, some, all of them, and all without a former output."""
    killed_again_and_again(4, 1)


@pytest.mark.slow
def test_many_moments() -> None:
    """The same, so often that every part of a build has been hit."""
    killed_again_and_again(40, 2)
