"""What was kept becomes values again, and nothing that was slipped in runs."""

from __future__ import annotations

import datetime as dt
import os
import pickle
import re
import subprocess
from pathlib import Path
from types import MappingProxyType

import pytest

import plugins.core.parallel  # noqa: F401 - it says how views of mappings are pickled
from plugins.build.cache.pack import DamagedError, unpickle
from plugins.core.dates import BERLIN
from plugins.core.output import PageMeta
from plugins.core.problem import Problem, Severity


class Slipped:
    """Unpickles as whatever a function returns."""

    def __init__(self, function: object, *arguments: object) -> None:
        self._reduced = (function, arguments)

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        return self._reduced


@pytest.mark.parametrize("function", [os.system, subprocess.run, eval, exec, getattr, __import__, open])
def test_no_function_runs(tmp_path: Path, function: object) -> None:
    """Neither one of Python's nor of the operating system's."""
    trace = tmp_path / "trace"
    with pytest.raises(DamagedError):
        unpickle(pickle.dumps(Slipped(function, f"touch {trace}")))
    assert not trace.exists()


@pytest.mark.parametrize("text", ["cplugins.kept\npickle\n.", "cplugins.kept\nload\n.", "cplugins.kept\nPath\n."])
def test_nor_one_that_a_module_of_ours_has_at_hand(text: str) -> None:
    """Functions, imports and classes of others are no records."""
    with pytest.raises(DamagedError):
        unpickle(text.encode())


def test_nor_one_of_a_class() -> None:
    """What takes members out of enumerations takes nothing out of anything else."""
    with pytest.raises(DamagedError):
        unpickle(pickle.dumps(Slipped(getattr, dt.date, "today")))


def test_nor_one_at_the_end_of_a_path() -> None:
    """Since protocol 4, names may lead through attributes."""
    with pytest.raises(DamagedError):
        unpickle(pickle.PROTO + b"\x04\x8c\x0cplugins.kept\x8c\x0cpickle.loads\x93.")


VALUES = [
    Problem("content/a.md", 3, "Falsch.", "Richtig.", "code", Severity.WARNING),
    PageMeta(language="de", year=2016, changed=dt.datetime(2016, 10, 26, tzinfo=BERLIN)),
    (dt.date(2016, 10, 26), frozenset({"a"}), b"\0", None, 1.5),
    re.compile(r"\d+", re.I),
]


@pytest.mark.parametrize("value", VALUES)
def test_what_is_kept_comes_back(value: object) -> None:
    """Records, days, patterns and plain values."""
    assert unpickle(pickle.dumps(value, pickle.HIGHEST_PROTOCOL)) == value


def test_a_view_of_a_mapping_comes_back() -> None:
    """It cannot be pickled without help."""
    assert unpickle(pickle.dumps(MappingProxyType({"a": 1}))) == {"a": 1}
