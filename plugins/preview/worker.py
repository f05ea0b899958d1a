"""Worker: the process that builds the preview again and again, with a memory.

Jobs come in on stdin, events go out on stdout, each a line of JSON. It imports the rest of the project
only inside ``run``: a mistake in there is an event too. When stdin ends, so does the worker.
"""

from __future__ import annotations

import json
import os
import select
import shutil
import signal
import sys
from collections import deque
from pathlib import Path
from typing import Any

from plugins.preview import crash

Event = dict[str, Any]


class JobQueue:
    """The jobs of the preview, in order."""

    def __init__(self, source: int) -> None:
        self.source = source
        self._text = b""
        self._waiting: deque[Event] = deque()
        self._ended = False

    def next(self) -> Event | None:
        """Wait for the next job; None if there will be none. Of several builds only the last counts."""
        while not self.has_news():
            select.select([self.source], [], [])
        job = self._waiting.popleft() if self._waiting else None
        repeated = job is not None and any(one["do"] == job["do"] for one in self._waiting)
        return self.next() if repeated else job

    def has_news(self) -> bool:
        """Return whether another job is waiting, or the end."""
        while select.select([self.source], [], [], 0)[0] and not self._ended:
            self._read()
        return bool(self._waiting) or self._ended

    def _read(self) -> None:
        text = os.read(self.source, 65536)
        self._ended = not text
        *lines, self._text = (self._text + text).split(b"\n")
        self._waiting += map(json.loads, lines)


class BackgroundCheck:
    """The audit or the proofreader in a child process, which the next build ends."""

    def __init__(self) -> None:
        self._child = 0
        self.answer = -1

    def start(self, inspect: Any) -> None:
        """Let *inspect* work in the background; its answer can be read from ``answer`` in the end."""
        self.stop()
        self.answer, write_end = os.pipe()
        self._child = os.fork()
        if not self._child:
            os.nice(10)
            with os.fdopen(write_end, "w") as stream:
                try:
                    json.dump(inspect(), stream)
                except Exception as error:
                    json.dump([crash.record(error)], stream)
            os._exit(0)
        os.close(write_end)

    def finish(self) -> Any:
        """Return the answer."""
        with os.fdopen(self.answer) as stream:
            text = stream.read()
        self.answer = -1
        os.waitpid(self._child, 0)
        self._child = 0
        return json.loads(text or "[]")

    def stop(self) -> None:
        """End it, wherever it is."""
        if self._child:
            os.kill(self._child, signal.SIGKILL)
            os.waitpid(self._child, 0)
            os.close(self.answer)
        self._child, self.answer = 0, -1


class Worker:
    """Carries out one job after the other."""

    def __init__(self, folder: Path, content: Path, dictionaries: dict[str, Path], jobs: JobQueue, events: int) -> None:
        self._folder, self._jobs, self._events = folder, jobs, events
        self._inspection = BackgroundCheck()
        self._audited: list[Any] | None = None  # what the audit has found, as long as the proofreader is at work
        self._content, self._dictionaries = content, dictionaries
        self._builder: Any = None

    def run(self) -> bool:
        """Work until there are no more jobs; return whether the preview said so, or is gone."""
        while True:
            self._await_inspection()
            job = self._jobs.next()
            if job is None or job["do"] == "end":
                return job is not None
            self._inspection.stop()
            self._audited = None
            try:
                self._carry_out(job)
            except Exception as error:
                self._send({"event": "crashed", "problems": [crash.record(error)]})

    def stop(self) -> None:
        """End the work in the background."""
        self._inspection.stop()

    def _await_inspection(self) -> None:
        """Send the audit's problems and then the proofreader's, unless a job comes in before."""
        while self._inspection.answer >= 0 and not self._jobs.has_news():
            ready, _, _ = select.select([self._inspection.answer, self._jobs.source], [], [])
            if self._inspection.answer in ready:
                self._receive(self._inspection.finish())

    def _receive(self, found: list[Any]) -> None:
        if self._audited is None:
            self._audited = found
            self._send({"event": "audited", "problems": found})
            self._inspection.start(self._builder.proofread)
        else:
            known, self._audited = self._audited, None
            self._send({"event": "proofread", "problems": [*known, *(one for one in found if one not in known)]})

    def _carry_out(self, job: Event) -> None:
        if self._builder is None:
            from plugins.preview.builder import PreviewBuilder

            self._builder = PreviewBuilder(self._folder, self._content, self._dictionaries)
        if job["do"] == "index":
            self._send({"event": "indexed", "problems": self._builder.index()})
        else:
            self._send({"event": "painted", **self._builder.build(job["open"])})
        if self._builder.finish(self._jobs.has_news):
            self._send({"event": "rendered", "problems": self._builder.problems()})
            self._inspection.start(self._builder.inspect)

    def _send(self, event: Event) -> None:
        with os.fdopen(os.dup(self._events), "wb") as stream:
            stream.write(json.dumps(event).encode() + b"\n")


def main(folder: Path, content: Path, dictionaries: dict[str, Path]) -> None:
    """Work in *folder*; when the preview is gone without tidying up, tidy up."""
    events = os.dup(1)
    os.dup2(2, 1)  # whatever else prints must not be taken for an event
    worker = Worker(folder, content, dictionaries, JobQueue(0), events)
    is_alone = True
    try:
        is_alone = not worker.run()
    except BrokenPipeError:
        pass  # nobody hears any more
    finally:
        worker.stop()
        if is_alone:
            shutil.rmtree(folder.parent, ignore_errors=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), {lang: Path(path) for lang, path in json.loads(sys.argv[3]).items()})
