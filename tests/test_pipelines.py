"""The pipelines: they call `tasks.py` and nothing else, and publish only what was checked and built."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tools.environment import ROOT

GITLAB = ROOT / ".gitlab-ci.yml"
OF_OTHERS = "nachnutzung.yml"  # for sites in repositories of their own, see tests/tools/test_wheel.py
GITHUB = sorted(path for path in (ROOT / ".github" / "workflows").glob("*.yml") if path.name != OF_OTHERS)
SCHEMAS = {GITLAB: "vendor.gitlab-ci", **dict.fromkeys(GITHUB, "vendor.github-workflows")}
_NO_JOBS = {"image", "workflow", "stages", "default", "variables", "include"}
PROOFS = {"check", "build"}


def read(path: Path) -> dict[Any, Any]:
    found = yaml.safe_load(path.read_text("utf-8"))
    assert isinstance(found, dict)
    return found


def jobs(path: Path) -> dict[str, dict[str, Any]]:
    """Return the jobs of a pipeline, by name."""
    whole = read(path)
    if path != GITLAB:
        return dict(whole["jobs"])
    return {name: job for name, job in whole.items() if name not in _NO_JOBS and not name.startswith(".")}


def commands(job: dict[str, Any]) -> Iterator[str]:
    """Yield every line that *job* gives to a shell."""
    for key in ("before_script", "script", "after_script"):
        yield from job.get(key, ())
    for step in job.get("steps", ()):
        if "run" in step:
            yield from step["run"].strip().splitlines()


ALL = [(path, name) for path in (GITLAB, *GITHUB) for name in jobs(path)]


@pytest.mark.parametrize(("path", "name"), ALL, ids=lambda value: getattr(value, "name", value))
def test_a_job_calls_tasks_and_nothing_else(path: Path, name: str) -> None:
    """With tasks and switches that there are."""
    lines = list(commands(jobs(path)[name]))

    assert lines
    for line in lines:
        python, program, task, *words = shlex.split(line)
        assert (python, program) == ("python3", "tasks.py"), line
        assert not re.search(r"[;&|<>`]|\$\(", line), line
        told = subprocess.run(
            [sys.executable, str(ROOT / "tasks.py"), "--help", task],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        )
        for word in words:
            if word.startswith("--"):
                assert word in told.stdout, (line, word)


@pytest.mark.parametrize("path", SCHEMAS, ids=lambda path: path.name)
def test_a_pipeline_is_written_as_its_host_reads_it(path: Path) -> None:
    """By the host's own schema."""
    done = subprocess.run(
        [sys.executable, "-m", "check_jsonschema", "--builtin-schema", SCHEMAS[path], str(path)],
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout


def test_publishing_waits_for_every_proof_and_for_itself() -> None:
    """Two never publish at once, and none is broken off."""
    gitlab, [github] = jobs(GITLAB)["publish"], [jobs(path)["publish"] for path in GITHUB if "publish" in jobs(path)]

    assert set(gitlab["needs"]) == set(github["needs"]) == PROOFS
    assert gitlab["resource_group"]
    assert gitlab["interruptible"] is False
    assert github["concurrency"]["cancel-in-progress"] is False
    assert gitlab["environment"] == {"name": github["environment"]}
    assert "CI_DEFAULT_BRANCH" in str(gitlab["rules"])
    assert "refs/heads/main" in github["if"]


def test_an_edited_text_waits_for_no_test_of_the_program() -> None:
    """Tests run for every other file, and never with the daily build; the site's own check has a browser."""
    when, changes = jobs(GITLAB)["test"]["rules"]
    engine = next(path for path in GITHUB if "test" in jobs(path))
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    folders = {name.partition("/")[0] for name in tracked.splitlines() if "/" in name}
    top, below = changes["changes"]

    assert (when["if"], when["when"]) == ('$CI_PIPELINE_SOURCE == "schedule"', "never")
    assert (top, set(re.split("[{},]", below.removesuffix("/**/*"))) - {""}) == ("*", folders - {"content"})
    assert jobs(GITLAB)["reproduce"]["rules"] == jobs(GITLAB)["test"]["rules"]
    assert {str(job["needs"]) for name, job in jobs(GITLAB).items() if name in {"test", "reproduce"}} == {"[]"}
    assert read(engine)[True] == {  # YAML reads "on" as a truth
        "push": {"branches": ["main"], "paths-ignore": ["content/**"]},
        "pull_request": {"paths-ignore": ["content/**"]},
    }
    assert set(jobs(engine)) == {"test", "reproduce"}
    for path in (GITLAB, *GITHUB):
        assert all("--browser" in line for name in jobs(path) if name == "check" for line in commands(jobs(path)[name]))


def test_secrets_reach_the_publishing_job_only() -> None:
    """No other job could give them away."""
    for path in GITHUB:
        for name, job in jobs(path).items():
            assert ("secrets." in str(job)) == (name == "publish"), (path, name)
    assert "PUBLISH_SSH" not in GITLAB.read_text("utf-8")  # GitLab gives them to the protected environment itself


@pytest.mark.parametrize("path", GITHUB, ids=lambda path: path.name)
def test_a_workflow_has_no_rights_and_fixed_actions(path: Path) -> None:
    """What others wrote is fixed to a commit, with its version beside it."""
    text = path.read_text("utf-8")

    assert read(path)["permissions"] == {"contents": "read"}
    for uses in re.findall(r"uses: (.+)", text):
        assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", uses), uses


def test_the_day_is_never_set() -> None:
    """So events turn past with the daily build."""
    for path in (GITLAB, *GITHUB):
        assert "SOURCE_DATE_EPOCH" not in path.read_text("utf-8")


def test_what_is_kept_between_pipelines_is_data() -> None:
    """Compiled templates are code: whoever can write them could run something in the job that publishes."""
    kept = [*read(GITLAB)[".cache"]["paths"]]
    for path in GITHUB:
        for job in jobs(path).values():
            for step in job["steps"]:
                if "actions/cache@" in step.get("uses", ""):
                    kept += step["with"]["path"].split()

    assert set(kept) == {".cache/builds", ".cache/pictures", ".cache/precompressed", "output"}
    assert read(GITLAB)[".cache"]["policy"] == "pull"


def test_both_hosts_do_the_same() -> None:
    """Whoever moves from one to the other finds every job again."""
    assert set(jobs(GITLAB)) == {name for path in GITHUB for name in jobs(path)}
