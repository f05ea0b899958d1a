"""Supervisor: starts the worker, sends it jobs, receives its events, and replaces it.

Another worker is started whenever one has ended.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import signal
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import IO, Any, cast

from plugins.core.project import ROOT, WORKSPACE
from plugins.preview import crash

_NONE: Mapping[str, Path] = MappingProxyType({})
_PATIENCE = 0.5  # seconds that a worker gets to end by itself
_PLACE = re.compile(r'File "([^"]+)", line (\d+)')


class WorkerSupervisor:
    """Supervisor of the process that builds.

    Changed code counts in the next one, and no crash ends the preview.
    """

    def __init__(
        self,
        content: Path,
        folder: Path,
        hear: Callable[[dict[str, Any]], None],
        dictionaries: Mapping[str, Path] = _NONE,
    ) -> None:
        spelling = json.dumps({lang: str(path) for lang, path in dictionaries.items()})
        worker = [sys.executable, "-P", "-m", "plugins.preview.worker"]
        self._command = [*worker, str(folder), str(content.absolute()), spelling]
        self._hear = hear
        self._worker: subprocess.Popen[bytes] | None = None
        self._asking = threading.Lock()

    def build(self, looked_at: Iterable[str]) -> None:
        """Ask for the site as it is now, the addresses *looked_at* first."""
        self._ask({"do": "build", "open": list(looked_at)})

    def index(self) -> None:
        """Ask for the index of the search."""
        self._ask({"do": "index"})

    def restart(self) -> None:
        """End the worker; the next job goes to one that has read the code anew."""
        worker, self._worker = self._worker, None
        if worker is None:
            return
        with contextlib.suppress(OSError):
            _pipe(worker.stdin).write(b'{"do": "end"}\n')
            _pipe(worker.stdin).close()
        try:
            worker.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(worker.pid, signal.SIGKILL)
            worker.wait()

    def _ask(self, job: dict[str, Any]) -> None:
        with self._asking:
            for _ in range(2):  # the one before may have ended just now
                worker = self._worker = self._worker or self._start()
                try:
                    _pipe(worker.stdin).write(json.dumps(job).encode() + b"\n")
                    _pipe(worker.stdin).flush()
                    return
                except OSError:
                    self._worker = None

    def _start(self) -> subprocess.Popen[bytes]:
        # a session of its own: Ctrl-C is for the preview, which then ends it
        worker = subprocess.Popen(
            self._command,
            cwd=WORKSPACE,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )
        said: deque[str] = deque(maxlen=50)
        errors = threading.Thread(target=self._listen_to_errors, args=(worker, said), daemon=True)
        errors.start()
        threading.Thread(target=self._listen, args=(worker, said, errors), daemon=True).start()
        return worker

    def _listen(self, worker: subprocess.Popen[bytes], said: deque[str], errors: threading.Thread) -> None:
        for line in _pipe(worker.stdout):
            if worker is self._worker:
                self._hear(json.loads(line))
        errors.join()
        if worker is self._worker:  # nobody has asked it to end
            self._worker = None
            self._hear({"event": "crashed", "problems": [_crash_of(said)]})
        worker.wait()

    def _listen_to_errors(self, worker: subprocess.Popen[bytes], said: deque[str]) -> None:
        said.extend(line.decode(errors="replace") for line in _pipe(worker.stderr))


def _pipe(stream: IO[bytes] | None) -> IO[bytes]:
    """Return *stream*, which is there because the worker was started with it."""
    return cast("IO[bytes]", stream)


def _crash_of(said: Iterable[str]) -> dict[str, str | int]:
    """Return the problem that a worker has ended, after it *said* these last lines."""
    lines = [line.strip() for line in said if line.strip()]
    places = _PLACE.findall("\n".join(lines))
    ours = [place for place in places if Path(place[0]).is_relative_to(crash.PROJECT)]
    file, line = ours[-1] if ours else ("plugins", "1")
    name = Path(file).relative_to(crash.PROJECT).as_posix() if ours else file
    return crash.crash_record(
        name,
        int(line),
        f"Das Programm hat beim Bauen der Vorschau aufgehört ({(lines or ['ohne Meldung'])[-1]}).",
        "Bitte speichern Sie noch einmal. Geschieht es wieder, geben Sie diese Meldung an die Technik weiter.",
    )
