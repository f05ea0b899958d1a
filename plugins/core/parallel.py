"""Forks: the same work on many things, shared among as many processes as there are cores.

A process that is forked off sees all that was there before and gives back what it made as plain data. This very
process does its share as well, so half of the results never travel. With few things, or where there is no fork,
everything happens here. What comes back is the same in either case, in the same order.
"""

from __future__ import annotations

import copyreg
import gc
import logging
import os
import pickle
import signal
import subprocess
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, fields
from operator import attrgetter
from threading import Thread
from types import MappingProxyType
from typing import IO, TypeVar

from plugins.core import progress
from plugins.core.project import ROOT

FEWEST = 200  # things; below, a fork costs more than it saves
_ROOT = ROOT
_MOST = 8  # processes, since each takes memory
_ROUND = 16  # things that are dealt out at a time, so that neighbours meet the same caches

Task = TypeVar("Task")
Result = TypeVar("Result")


def fast_pickle(kind: type[Result]) -> type[Result]:
    """Return the frozen dataclass *kind*, whose values are now pickled in a third of the time."""
    values = attrgetter(*(field.name for field in fields(kind)))  # type: ignore[arg-type]
    copyreg.pickle(kind, lambda one: (kind, values(one)))
    return kind


def _view(values: dict[object, object]) -> MappingProxyType[object, object]:
    return MappingProxyType(values)


copyreg.pickle(MappingProxyType, lambda mapping: (_view, (dict(mapping),)))  # they cannot travel by themselves


class WorkerError(Exception):
    """A process ended before it had given back anything."""


def parallel_map(
    work: Callable[[Task], Result], tasks: Sequence[Task], fewest: int = FEWEST, dealt: int = _ROUND
) -> list[Result]:
    """Return the results of *work* on each of *tasks*, in their order, computed on all cores.

    With less than *fewest* that is this one; so many are *dealt* out at a time. Raises what *work* raises, with the
    traceback of the other process as a note, and WorkerError if one is killed.
    """
    count = processes(len(tasks), fewest)
    progress.expect(len(tasks))
    if count == 1:
        return [work(task) for task in progress.count_tasks(tasks, 0)]
    shares = [[n for n in range(len(tasks)) if n // dealt % count == part] for part in range(count)]
    freezes = not gc.get_freeze_count()
    if freezes:
        gc.freeze()  # else the first collection in a child copies all the memory that it shares with us
    own, *others = [[tasks[n] for n in share] for share in shares]
    workers = [_Worker.start(work, theirs, number) for number, theirs in enumerate(others, 1)]
    try:
        made = [[work(task) for task in progress.count_tasks(own, 0)], *(worker.results() for worker in workers)]
    finally:
        if freezes:
            gc.unfreeze()
        for worker in workers:
            worker.stop()
    found = [iter(part) for part in made]
    return [next(found[n // dealt % count]) for n in range(len(tasks))]


def run_isolated(work: Callable[..., Result], *arguments: object) -> Result:
    """Return the result of *work*, a module's function, computed in a new empty process.

    A fork would begin with all the memory of this process. Raises WorkerError if it comes to no answer.
    """
    command = [sys.executable, "-P", "-c", f"from {__name__} import answer; answer()"]
    surroundings = {**os.environ, "PYTHONPATH": str(_ROOT)}
    counting = progress.descriptors_to_share()
    asked = pickle.dumps((work, arguments, counting), pickle.HIGHEST_PROTOCOL)
    done = subprocess.run(
        command, env=surroundings, input=asked, stdout=subprocess.PIPE, check=False, pass_fds=counting
    )
    if done.returncode:
        raise WorkerError(f"a process ended early (status {done.returncode})")
    result: Result = pickle.loads(done.stdout)  # noqa: S301 - from our own child
    return result


def answer() -> None:
    """Read the task of ``run_isolated`` from stdin, and write its result to stdout."""
    answers = os.dup(1)
    os.dup2(2, 1)  # whatever else is printed is no part of the answer
    work, arguments, counting = pickle.load(sys.stdin.buffer)  # noqa: S301 - from our own parent
    progress.join(counting)
    gc.disable()
    with os.fdopen(answers, "wb") as stream:
        pickle.dump(work(*arguments), stream, pickle.HIGHEST_PROTOCOL)


def processes(tasks: int, fewest: int = FEWEST) -> int:
    """Return how many processes share the work on so many *tasks*."""
    if tasks < fewest or not hasattr(os, "fork"):
        return 1
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(cores, _MOST)


@dataclass(slots=True)
class _Worker:
    """A forked process, and the thread that reads its results.

    Without it the process would wait at a full pipe.
    """

    process: int
    listening: Thread
    heard: list[bytes]
    running: bool = True

    @classmethod
    def start(cls, work: Callable[[Task], Result], tasks: Iterable[Task], number: int) -> _Worker:
        """Let *work* be done on *tasks* in a process of its own, the one with that *number*."""
        ear, mouth = os.pipe()
        sys.stdout.flush()
        parent = os.getpid()
        process = os.fork()
        if not process:
            os.close(ear)
            _work(work, progress.count_tasks(_while_parent_lives(tasks, parent), number), mouth)
        os.close(mouth)
        heard: list[bytes] = []
        listening = Thread(target=_listen, args=(os.fdopen(ear, "rb"), heard), daemon=True)
        listening.start()
        return cls(process, listening, heard)

    def results(self) -> list[Result]:
        """Wait for the process, log its log, and return its results or raise its error."""
        self.listening.join()
        status = self._wait()
        try:
            results, records, error = pickle.loads(self.heard.pop())  # noqa: S301 - from our own child
        except (IndexError, EOFError, pickle.UnpicklingError):
            raise WorkerError(f"a process ended early (status {status})") from None
        for record in records:
            logging.getLogger(record[0]).log(*record[1:])
        if error is not None:
            raise error
        return list(results)

    def stop(self) -> None:
        """End it, wherever it is."""
        if self.running:
            with suppress(ProcessLookupError):
                os.kill(self.process, signal.SIGKILL)
            self._wait()
        self.listening.join()

    def _wait(self) -> int:
        _, status = os.waitpid(self.process, 0)
        self.running = False
        return os.waitstatus_to_exitcode(status)


def _listen(pipe: IO[bytes], heard: list[bytes]) -> None:
    with pipe:
        heard.append(pipe.read())


def _work(work: Callable[[Task], Result], tasks: Iterable[Task], mouth: int) -> None:
    """Work, send the results, and end the process.

    Nothing of the caller's, such as its open files, may be finished twice.
    """
    logged = _Logged()
    logging.getLogger().addHandler(logged)
    results: list[Result] = []
    error: BaseException | None = None
    try:
        results.extend(work(task) for task in tasks)
    except KeyboardInterrupt:
        os._exit(130)  # the one who started us says it
    except BaseException as trouble:
        error = _sendable(trouble)
    try:
        with os.fdopen(mouth, "wb") as pipe:
            pickle.dump((results, logged.records, error), pipe, pickle.HIGHEST_PROTOCOL)
    except BrokenPipeError:
        os._exit(1)  # nobody hears any more
    except Exception:
        traceback.print_exc()
        os._exit(1)
    os._exit(0)


def _while_parent_lives(tasks: Iterable[Task], parent: int) -> Iterator[Task]:
    """Yield *tasks* until the process that wants them is gone, be it killed."""
    for task in tasks:
        if os.getppid() != parent:
            os._exit(1)
        yield task


def _sendable(trouble: BaseException) -> BaseException:
    """Return *trouble*, or one like it if it cannot travel, with where it came about as a note."""
    place = "".join(traceback.format_exception(trouble))
    try:
        sent: BaseException = pickle.loads(pickle.dumps(trouble))  # noqa: S301 - our own
    except Exception:
        sent = RuntimeError(f"{type(trouble).__name__}: {trouble}")
    sent.add_note(f"In a process of its own:\n{place}")
    return sent


class _Logged(logging.Handler):
    """Keeps errors that are logged, so that they can be logged where somebody listens."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.records: list[tuple[str, int, str]] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append((record.name, record.levelno, record.getMessage()))
