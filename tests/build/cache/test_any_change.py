"""After any sequence of changes, a build equals one from nothing, byte for byte.

``ANY_CHANGE_STEPS`` says how many changes the long test makes, 75 if nothing is said, and ``ANY_CHANGE_SEED`` where
chance begins.
"""

from __future__ import annotations

import os
from random import Random

import hypothesis
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from tests.build.cache.changes import CHANGES
from tests.build.cache.project import Project, everything, project

FEW = 4  # changes in the quick test
AT_ONCE = 25  # changes to one project, from a first build to the last


class AnyChange(RuleBasedStateMachine):
    """A project to which anything happens.

    After each change it is built, and compared with a build from nothing.
    """

    made = 0

    def __init__(self) -> None:
        super().__init__()
        self._context = project()
        self.project: Project = self._context.__enter__()
        self.project.build()

    @rule(name=st.sampled_from(sorted(CHANGES)), seed=st.integers(0, 2**32))
    def something_happens(self, name: str, seed: int) -> None:
        """Change something; what makes the build fail is taken back."""
        AnyChange.made += 1
        undo = CHANGES[name](self.project, Random(seed))
        if not built_alike(self.project):
            undo()
            assert built_alike(self.project) or name in {"days_pass", "a_build_is_killed"}, "a mistake cannot be mended"

    @invariant()
    def nothing_is_left_over(self) -> None:
        """Neither beside the output nor in the store."""
        assert self.project.leftovers() == []

    def teardown(self) -> None:
        """Remove the project."""
        self._context.__exit__(None, None, None)


def built_alike(project: Project) -> bool:
    """Build; return whether that was without a mistake.

    What was told, and what is there, is as if from nothing.
    """
    before = everything(project.output)
    done = project.build()
    with project.clean() as (expected, folder):
        if expected["problems"]:
            assert done["code"] == 1, done
            assert all(problem in done["told"] for problem in expected["problems"]), (done, expected)
            assert everything(project.output) == before
            return False
        assert done["code"] == 0, done
        counted = f"{expected['pages']} Seiten, {expected['embeds']} eingebettete Inhalte, "
        assert counted in done["told"], (done, expected)
        assert f", {len(expected['hints'])} Hinweise:" in done["told"], (done, expected)
        assert done["hints"] in ([], expected["hints"])  # nothing is told anew if there is nothing to do
        now, whole = everything(project.output), everything(folder)
        differing = {path for path in now.keys() | whole.keys() if now.get(path) != whole.get(path)}
        assert not differing
    return True


def walk(steps: int, seed: int) -> None:
    AnyChange.made = 0
    machine = hypothesis.seed(seed)(AnyChange)
    several = settings(
        max_examples=max(1, steps // AT_ONCE),
        stateful_step_count=min(steps, AT_ONCE),
        deadline=None,
        suppress_health_check=list(HealthCheck),
        database=None,
        phases=[hypothesis.Phase.generate],
        print_blob=True,
    )
    run_state_machine_as_test(machine, settings=several)
    print(f"{AnyChange.made} changes from seed {seed}")


def test_a_few_changes() -> None:
    """So that a mistake shows soon."""
    walk(FEW, 1)


@pytest.mark.slow
def test_many_changes() -> None:
    """Of every kind, in any order."""
    walk(int(os.environ.get("ANY_CHANGE_STEPS", "75")), int(os.environ.get("ANY_CHANGE_SEED", "2")))


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(CHANGES))
def test_each_change_alone(name: str) -> None:
    """Every kind by itself, with nothing else between."""
    with project() as one:
        assert built_alike(one)
        undo = CHANGES[name](one, Random(name))
        if not built_alike(one):
            undo()
            assert built_alike(one)
        assert one.leftovers() == []


@pytest.mark.slow
def test_the_places_of_a_file_s_problems_move_with_its_links() -> None:
    """A link to a PDF that cannot be read aloud comes, moves and goes."""
    with project() as one:
        text = one.folder / "content/articles/2016/erster.md"
        before = text.read_bytes()
        assert built_alike(one)
        for more in ("\n[Der Bericht](/media/bericht.pdf)\n", "\nMehr:\n\n[Der Bericht](/media/bericht.pdf)\n", ""):
            text.write_bytes(before + more.encode())
            assert built_alike(one)
