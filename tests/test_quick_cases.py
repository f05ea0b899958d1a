"""The table of quick cases names tests that there are."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.quick_cases import FIRST

ROOT = Path(__file__).parent


@pytest.mark.parametrize("name", FIRST)
def test_each_name_is_that_of_a_test(name: str) -> None:
    """One that was renamed would be quick again, unseen."""
    file, _, test = name.partition("::")

    assert re.search(rf"^def {test}\(", (ROOT / file).read_text(encoding="utf-8"), re.MULTILINE), name
