"""The wheel: one folder with what a site needs, which works for the folder its command is called in."""

from __future__ import annotations

import ast
import hashlib
import os
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from plugins.core.project import VERSION
from tests.test_neutral import LAW, NAMES, OTHERS
from tools.environment import ROOT
from tools.task_program import DEVELOPING

NAME = "dialogseite"
GITLAB = ROOT / ".ci" / "site.gitlab-ci.yml"
GITHUB = ROOT / ".github" / "workflows" / "nachnutzung.yml"
OPEN = 'form: {open: Formular, law: "BGG NRW § 10b"}'  # which would keep the site from being published
TARGET = "\ntargets: {{probe: {{kind: folder, path: {path}, url: 'http://127.0.0.1:1'}}}}\n"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the wheel, made by the locked hatchling without asking anybody."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    [made] = folder.glob("*.whl")
    return made


def names_in(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as packed:
        return set(packed.namelist())


def test_it_holds_one_folder_and_says_the_version(wheel: Path) -> None:
    """No other import name lands beside the packages of others."""
    info = f"{NAME}-{VERSION}.dist-info"

    assert wheel.name == f"{NAME}-{VERSION}-py3-none-any.whl"
    assert {name.partition("/")[0] for name in names_in(wheel)} == {NAME, info}


def test_it_holds_what_git_has(wheel: Path) -> None:
    """The whole of plugins/ and theme/, byte for byte; no tests and no site."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    tracked = {name for name in listed.split("\0") if (ROOT / name).is_file()}
    held = {name.removeprefix(f"{NAME}/") for name in names_in(wheel) if name.startswith(f"{NAME}/")}
    held -= {"__init__.py", "__main__.py"}

    assert {name for name in tracked if name.startswith(("plugins/", "theme/"))} <= held <= tracked
    assert {name.partition("/")[0] for name in held if "/" in name} == {
        "plugins",
        "theme",
        "tools",
        "requirements",
        "docs",
    }
    assert [name for name in held if name.startswith("docs/")] == ["docs/spickzettel.md"]
    with zipfile.ZipFile(wheel) as packed:
        assert [name for name in held if packed.read(f"{NAME}/{name}") != (ROOT / name).read_bytes()] == []


def test_no_name_of_a_site_stands_in_it(wheel: Path) -> None:
    """But in the licence, whose notice has to be handed on, and in the law of a Land."""
    with zipfile.ZipFile(wheel) as packed:
        texts = {name: packed.read(name).decode("utf-8", "ignore") for name in packed.namelist()}
    found = [
        name
        for name, text in texts.items()
        if name != f"{NAME}/{LAW}"
        and not name.endswith(("/LICENSE", "/RECORD"))  # the notice itself, and the names of files
        and not name.endswith((".woff2", ".png", ".json"))
        and NAMES.search(OTHERS.sub("", text))
    ]

    assert found == []


def imported(file: Path, without: frozenset[str] = frozenset()) -> Iterator[str]:
    """Yield the modules of tools/ that *file* names anywhere but in the functions *without*."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    left = [node for node in tree.body if not (isinstance(node, ast.FunctionDef) and node.name in without)]
    for node in (inner for outer in left for inner in ast.walk(outer)):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.partition(".")[0] == "tools":
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_it_holds_every_tool_that_a_task_needs_and_no_other(wheel: Path) -> None:
    """What only developers need stays in the checkout."""
    waiting = [*imported(ROOT / "tasks.py", frozenset(DEVELOPING)), *imported(ROOT / "pelicanconf.py")]
    needed = set[str]()
    while waiting:
        path = waiting.pop().replace(".", "/")
        for name in (f"{path}.py", f"{path}/__init__.py"):
            if name not in needed and (ROOT / name).is_file():
                needed.add(name)
                waiting += imported(ROOT / name)
    held = {name.removeprefix(f"{NAME}/") for name in names_in(wheel) if name.startswith(f"{NAME}/tools/")}

    assert {name for name in held if name.endswith(".py")} == needed


@dataclass(frozen=True)
class Installed:
    """An installed engine: its environment, its folder in there, and the repository of a site."""

    venv: Path
    package: Path
    site: Path
    variables: Mapping[str, str]

    def run(self, line: str) -> subprocess.CompletedProcess[str]:
        """Run a *line* of a pipeline in the site's repository."""
        return subprocess.run(
            ["bash", "-c", line], cwd=self.site, env=dict(self.variables), capture_output=True, text=True, check=False
        )


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """Return the wheel as a site's own pipeline installs it, whose packages are there already."""
    site = tmp_path_factory.mktemp("fremd")
    shutil.copytree(ROOT / "tests" / "site", site / "content")
    settings = site / "content" / "site.yaml"
    facts = settings.read_text("utf-8").replace(OPEN, 'form: "https://formular.example/"')
    settings.write_text(facts + TARGET.format(path=site.with_name("ziel")), "utf-8")
    (site / "plugins").mkdir()  # of the site, whatever it is: none of the engine's
    (site / "plugins" / "__init__.py").write_text("raise ImportError\n")
    line = f"{NAME}=={VERSION} --hash=sha256:{hashlib.sha256(wheel.read_bytes()).hexdigest()}\n"
    (site / "requirements.txt").write_text(line)
    venv.create(site / ".venv", with_pip=True)
    purelib = Path(sysconfig.get_path("purelib", vars={"base": str(site / ".venv")}))
    for outdated in [*purelib.glob("setuptools*"), *purelib.glob("_distutils*")]:  # ours is beside the others
        shutil.rmtree(outdated) if outdated.is_dir() else outdated.unlink()
    (purelib / "checkout.pth").write_text(f"{sysconfig.get_path('purelib')}\n")
    variables = {
        **{name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "PYTHON"))},
        "PIP_NO_INDEX": "1",
        "PIP_FIND_LINKS": str(wheel.parent),
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
        "PUBLISH_TARGET": "probe",
        **yaml.safe_load(GITLAB.read_text("utf-8"))["variables"],
    }
    made = Installed(site / ".venv", purelib / NAME, site, variables)
    for step in yaml.safe_load(GITLAB.read_text("utf-8"))["default"]["before_script"]:
        done = made.run(step)
        assert done.returncode == 0, done.stderr
    return made


def state_of(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.slow
def test_a_pipeline_of_a_site_runs_up_to_publishing(installed: Installed) -> None:
    """Check in a browser, build and publish, by the lines of the engine's own pipeline, in a foreign folder."""
    before = state_of(installed.package.parent)
    for path in (installed.package, *installed.package.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    jobs = yaml.safe_load(GITLAB.read_text("utf-8"))
    said = {}
    for name in ("check", "build", "publish"):
        [line] = jobs[name]["script"]
        done = installed.run(f"{line} --dry-run" if name == "publish" else line)
        said[name] = done.stdout + done.stderr
        assert done.returncode == 0, said[name]

    assert "python3 tasks.py" not in "".join(said.values())
    assert (installed.site / "output" / "index.html").is_file()
    assert {path.name for path in installed.site.iterdir()} - {"check.xml", "check.json"} == {
        ".cache",
        ".venv",
        "content",
        "output",
        "plugins",
        "requirements.txt",
    }
    assert state_of(installed.package.parent) == before


@pytest.mark.slow
def test_its_command_says_what_there_is(installed: Installed) -> None:
    """The tasks for a site and none for developers, by the command's own name."""
    listed = installed.run(f".venv/bin/{NAME}").stdout

    assert installed.run(f".venv/bin/{NAME} --version").stdout == f"{NAME} {VERSION}\n"
    assert f"Aufruf: {NAME} AUFGABE" in listed
    assert "  check " in listed
    assert not any(f"  {name} " in listed for name in DEVELOPING)


@pytest.mark.slow
def test_it_begins_a_website_that_builds(installed: Installed) -> None:
    """With all files that this takes, in a folder of its own."""
    facts = "--name Neu --body Amt --town Ort --land bund --address https://neu.example --question Was? --lang en"
    begun = installed.run(f".venv/bin/{NAME} new website ../neu/content {facts}")
    built = installed.run(f".venv/bin/{NAME} build --no-search --site ../neu/content")

    assert (begun.returncode, built.returncode) == (0, 0), begun.stderr + built.stderr
    assert {".gitignore", ".gitlab-ci.yml", "content", "output", "requirements.txt"} == {
        path.name for path in installed.site.with_name("neu").iterdir()
    }


def test_both_hosts_have_the_same_commands() -> None:
    """GitLab includes one file, GitHub calls the other."""
    gitlab, github = (yaml.safe_load(path.read_text("utf-8")) for path in (GITLAB, GITHUB))
    of_gitlab = {name: gitlab[name]["script"] for name in ("check", "build", "publish")}
    of_github = {
        name: [step["run"] for step in job["steps"] if f"{NAME} " in step.get("run", "")]
        for name, job in github["jobs"].items()
    }
    prepared = [step["run"] for step in github["jobs"]["check"]["steps"] if "pip" in step.get("run", "")]

    assert of_github == of_gitlab
    assert prepared == ["\n".join(gitlab["default"]["before_script"]) + "\n"]


@pytest.mark.parametrize(
    ("path", "schema"), [(GITLAB, "vendor.gitlab-ci"), (GITHUB, "vendor.github-workflows")], ids=["gitlab", "github"]
)
def test_the_pipelines_are_written_as_their_hosts_read_them(path: Path, schema: str) -> None:
    """By the hosts' own schemas."""
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout
