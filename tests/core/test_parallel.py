"""Work shared among processes has the same results, and errors, as work done by one."""

from __future__ import annotations

import gc
import logging
import operator
import os
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import MappingProxyType

import pytest

from plugins.core import parallel
from plugins.core.model import Body, ContentItem, Heading, Link
from plugins.core.parallel import WorkerError, parallel_map


@pytest.fixture(autouse=True)
def _two_cores(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """As on a machine with two cores; afterwards no process is left over, be it one that nobody has waited for."""
    monkeypatch.setattr(parallel, "processes", lambda _tasks, _fewest: 2)
    before = children()
    yield
    assert children() - before == set()


def children() -> set[str]:
    """Return the processes that this one has started; a browser of other tests may be among them."""
    return {child for task in Path("/proc/self/task").iterdir() for child in (task / "children").read_text().split()}


def whose(number: int) -> tuple[int, int]:
    return number, os.getpid()


@pytest.mark.parametrize("count", [1, 15, 16, 17, 33, 1000])
def test_results_come_in_the_order_of_their_tasks(count: int) -> None:
    """However the tasks were dealt out."""
    found = parallel_map(whose, range(count))

    assert [number for number, _ in found] == list(range(count))
    assert len({process for _, process in found}) == min(2, -(-count // 16))


def test_few_tasks_are_not_worth_a_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """And without fork nothing is shared."""
    monkeypatch.undo()

    assert {process for _, process in parallel_map(whose, range(parallel.FEWEST - 1))} == {os.getpid()}
    monkeypatch.delattr(os, "fork")
    assert {process for _, process in parallel_map(whose, range(1000))} == {os.getpid()}


def test_an_item_travels_unchanged() -> None:
    """With its mappings, which cannot travel by themselves."""
    body = Body("<p>", links=(Link("/a/", 3),), headings=(Heading(2, "A", "a"),))
    item = ContentItem("article", "a.md", "a", "/a/", "A", "B", fields=MappingProxyType({"x": (1,)}), body=body)

    found = parallel_map(lambda _number: item, range(32))

    assert found == [item] * 32
    assert found[-1] is not item
    assert isinstance(found[-1].fields, MappingProxyType)


def refuse(number: int) -> int:
    if number == 20:
        raise ValueError("Nummer 20")
    return number


def test_what_a_process_raises_is_raised_here() -> None:
    """The same exception, with a note that names the line."""
    with pytest.raises(ValueError, match="Nummer 20") as caught:
        parallel_map(refuse, range(40))

    assert "in refuse" in "".join(caught.value.__notes__)


class _StaysHomeError(Exception):
    def __init__(self, one: int, other: int) -> None:
        super().__init__(f"{one} und {other}")


def stay_home(number: int) -> int:
    if number == 20:
        raise _StaysHomeError(1, 2)
    return number


def test_an_exception_that_cannot_travel_still_says_what_it_was() -> None:
    """By name and text."""
    with pytest.raises(RuntimeError, match="_StaysHomeError: 1 und 2"):
        parallel_map(stay_home, range(40))


def end(number: int) -> int:
    if number == 20:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def test_a_process_that_was_killed_is_never_overlooked() -> None:
    """What it would have given back is missing, and that is said."""
    with pytest.raises(WorkerError, match="-9"):
        parallel_map(end, range(40))


def linger(number: int) -> int:
    if number == 0:
        raise ValueError("gleich am Anfang")
    time.sleep(1 if number >= 16 else 0)
    return number


def test_trouble_here_ends_the_others() -> None:
    """Nobody waits for results that nobody wants."""
    began = time.monotonic()

    with pytest.raises(ValueError, match="gleich am Anfang"):
        parallel_map(linger, range(48))

    assert time.monotonic() - began < 10


def test_nobody_works_on_for_a_process_that_was_killed(tmp_path: Path) -> None:
    """The preview ends its audit like that whenever something is saved."""
    note = tmp_path / "process"

    def tell(number: int) -> int:
        if number == 16:
            note.with_suffix(".new").write_text(str(os.getpid()))
            note.with_suffix(".new").rename(note)
        time.sleep(0.05)
        return number

    caller = os.fork()
    if not caller:
        parallel_map(tell, range(4000))
        os._exit(0)
    _wait_until(note.exists)
    os.kill(caller, signal.SIGKILL)
    os.waitpid(caller, 0)

    _wait_until(lambda: not _is_running(int(note.read_text())))


def _wait_until(is_so: Callable[[], bool]) -> None:
    ends = time.monotonic() + 60
    while not is_so():
        assert time.monotonic() < ends
        time.sleep(0.02)


def _is_running(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def complain(number: int) -> int:
    if number == 20:
        logging.getLogger("probe").error("Nummer %d", number)
    return number


def test_errors_that_are_logged_elsewhere_are_logged_here(caplog: pytest.LogCaptureFixture) -> None:
    """Once, by the same name."""
    parallel_map(complain, range(40))

    assert [(record.name, record.getMessage()) for record in caplog.records] == [("probe", "Nummer 20")]


def test_the_collector_finds_what_it_did_before() -> None:
    """What was frozen for the fork is thawed."""
    before = gc.get_freeze_count()

    parallel_map(whose, range(40))

    assert gc.get_freeze_count() == before


def test_what_is_worked_out_apart_comes_back() -> None:
    """And whatever is printed meanwhile is no part of it."""
    assert parallel.run_isolated(str.upper, "moor") == "MOOR"
    assert parallel.run_isolated(operator.concat, "moor", "land") == "moorland"


def test_what_is_printed_apart_is_no_part_of_the_answer(capfd: pytest.CaptureFixture[str]) -> None:
    """It goes where errors go."""
    assert parallel.run_isolated(exec, "print('what nobody asked for')") is None
    assert "what nobody asked for" in capfd.readouterr().err


def test_a_process_apart_that_fails_is_an_error() -> None:
    """Its traceback stands where errors go."""
    with pytest.raises(parallel.WorkerError):
        parallel.run_isolated(operator.truediv, 1, 0)
