"""Lock files: every package by its hash, and the address of none."""

import ast
import json
import re
from importlib.metadata import packages_distributions

import pytest

from tools.environment import REQUIREMENTS, ROOT
from tools.node import LOCKS

PYTHON_LOCKS = sorted(REQUIREMENTS.glob("*.txt"))
NPM_LOCKS = sorted(LOCKS.glob("*/package-lock.json"))
NAME = re.compile(r"^([A-Za-z0-9][A-Za-z0-9._-]*)", re.MULTILINE)


def pinned(lock: str) -> dict[str, str]:
    """Return the entries of a Python lock, each with all its lines, by name and version."""
    text = re.sub(r"^\s*#.*\n", "", (REQUIREMENTS / lock).read_text(), flags=re.MULTILINE)
    entries = re.split(r"\n(?=\S)", text.strip())
    return {entry.partition(" \\")[0]: entry for entry in entries}


def names(file: str) -> set[str]:
    """Return the names of the packages in a requirements file, spelled as the index spells them."""
    return {name.lower().replace("_", "-") for name in NAME.findall((REQUIREMENTS / file).read_text())}


@pytest.mark.parametrize("lock", [*PYTHON_LOCKS, *NPM_LOCKS], ids=lambda lock: lock.relative_to(ROOT).as_posix())
def test_no_lock_names_a_place(lock: object) -> None:
    """A mirror works without a change here, and nothing of the writer's machine is in a lock."""
    text = str(lock.read_text())  # type: ignore[attr-defined]

    assert "://" not in text
    assert not re.search(r'--(?:index|extra-index|find-links|trusted)|"resolved"|/opt/|/home/|/root/', text)


@pytest.mark.parametrize("lock", [lock.name for lock in PYTHON_LOCKS])
def test_every_package_has_a_version_and_hashes(lock: str) -> None:
    """No entry without both."""
    entries = pinned(lock)

    assert entries
    for name, entry in entries.items():
        assert "==" in name, entry
        assert "--hash=sha256:" in entry, name


@pytest.mark.parametrize("lock", NPM_LOCKS, ids=lambda lock: lock.parent.name)
def test_every_npm_package_has_its_hash(lock: object) -> None:
    """And the versions asked for are exact: npm would silently take another that fits its Node."""
    content = json.loads(lock.read_text())["packages"]  # type: ignore[attr-defined]
    asked = content.pop("")["dependencies"]

    assert all(re.fullmatch(r"\d+(\.\d+)+", version) for version in asked.values())
    assert all(package["integrity"].startswith("sha512-") for package in content.values())


def test_test_installs_everything_that_build_installs() -> None:
    """So that nothing is taken away or exchanged between the two."""
    assert pinned("build.txt").keys() <= pinned("test.txt").keys()


@pytest.mark.parametrize("name", ["uv", "build", "test"])
def test_the_locks_are_those_of_what_we_asked_for(name: str) -> None:
    """Who adds a package also runs `python -m tools.lock`."""
    assert names(f"{name}.in") <= names(f"{name}.txt")


@pytest.mark.slow
def test_every_package_of_the_build_is_imported() -> None:
    """Except for a program, time zones that Python reads, and the case of docs/decisions/0007."""
    modules = packages_distributions()
    code = [*(ROOT / "plugins").rglob("*.py"), *(ROOT / "tools").rglob("*.py"), *ROOT.glob("*.py")]
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in code]
    nodes = [node for tree in trees for node in ast.walk(tree)]
    imported = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    imported |= {node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module}
    used = {package.lower() for name in imported for package in modules.get(name.partition(".")[0], [])}

    assert names("build.in") - used == {"pagefind", "tzdata", "beautifulsoup4"}


def test_the_address_of_the_index_stands_in_one_place() -> None:
    """A company changes it with PIP_INDEX_URL, and we in one line."""
    code = [ROOT / "tasks.py", *(ROOT / "tools").rglob("*.py"), ROOT / ".ci" / "run", ROOT / "pyproject.toml"]

    assert sum(file.read_text().count("pypi.org") for file in code) == 1
