"""No test is passed over unseen: not by the table of quick cases, and not by pytest."""

from __future__ import annotations

import fnmatch
import re
from pathlib import Path

import pytest

from tests.quick_cases import FIRST

ROOT = Path(__file__).parent


@pytest.mark.parametrize("name", FIRST)
def test_each_name_is_that_of_a_test(name: str) -> None:
    """One that was renamed would be quick again, unseen; so would a module."""
    file, _, test = name.partition("::")

    pattern = rf"^def {test}\(" if test else "^def test_"
    assert re.search(pattern, (ROOT / file).read_text(encoding="utf-8"), re.MULTILINE), name


def test_no_folder_of_tests_is_passed_over(pytestconfig: pytest.Config) -> None:
    """By default pytest does not look into folders with names such as `build`: its setting norecursedirs."""
    patterns = pytestconfig.getini("norecursedirs")
    folders = {part for file in ROOT.rglob("test_*.py") for part in file.relative_to(ROOT).parent.parts}

    assert [name for name in folders if any(fnmatch.fnmatch(name, pattern) for pattern in patterns)] == []
