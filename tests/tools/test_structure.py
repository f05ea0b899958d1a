"""The figures of the structure: they count the real modules."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools.structure import figures, longest_chain, read_modules

ROOT = Path(__file__).parents[2]


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A package of two folders and a flat module, in which a chain of three modules runs."""
    files = {
        "__init__.py": "",
        "flat.py": "from plugins.late import top\n",
        "early/__init__.py": "",
        "early/base.py": "class Thing:\n    pass\n\n\nclass _Own:\n    pass\n",
        "late/__init__.py": "",
        "late/base.py": "from plugins.early.base import Thing\n\n\nclass Other:\n    pass\n",
        "late/top.py": "def f(x: Thing) -> Other:\n    from plugins.late.base import Other\n    return Other()\n",
        "late/again.py": "class Thing:\n    pass\n",
    }
    for name, text in files.items():
        file = tmp_path / "plugins" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    return tmp_path


def test_it_counts_what_is_there(package: Path) -> None:
    """Floors of folders, chains of modules, names borne twice, and the nouns in signatures."""
    found = figures(package, ("plugins.late",))

    assert found["modules"] == 8
    assert found["flat modules"] == 1
    assert found["folders (rooms)"] == 2
    assert found["floors"] == 3
    assert found["longest chain of modules"] == 4
    assert found["public class names borne twice"] == 1
    assert found["module names borne twice"] == 1
    assert found["nouns of a build"] == 2


def test_a_circle_has_an_end() -> None:
    """Each of its members counts once."""
    assert longest_chain({"a": frozenset("b"), "b": frozenset("a"), "c": frozenset("a")}) == ("c", "a", "b")


@pytest.mark.slow
def test_this_house_keeps_its_measure() -> None:
    """At most nine floors, nothing flat."""
    found = figures(ROOT)

    assert found["floors"] <= 9
    assert found["flat modules"] == 0
    assert len(read_modules(ROOT)) > 100
