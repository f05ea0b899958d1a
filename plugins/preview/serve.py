"""Serve: one run of the preview, from its folder to its end."""

from __future__ import annotations

import fcntl
import shutil
import signal
import sys
import tempfile
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from http.server import ThreadingHTTPServer
from pathlib import Path
from types import MappingProxyType

from plugins.build.project_settings import override_folders
from plugins.core.problem import Problem
from plugins.core.project import CACHE
from plugins.core.site_folder import law_folder, services_folder
from plugins.preview.crash import PROJECT
from plugins.preview.routes import Route
from plugins.preview.server import listen
from plugins.preview.state import Preview, Snapshot
from plugins.preview.supervisor import WorkerSupervisor
from plugins.preview.watch import watch_changes

_PREFIX = "preview-"
_LOCK = "lock"


@contextmanager
def session_folder(cache: Path) -> Iterator[Path]:
    """Yield an empty folder below *cache* that is removed afterwards.

    Raises OSError if there can be none.

    A lock that the system lets go with its process tells the folders of the living from those left behind.
    """
    cache.mkdir(exist_ok=True)
    _clear(cache)
    home = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=cache))
    try:
        with (home / _LOCK).open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            (home / "site").mkdir()
            yield home / "site"
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _clear(cache: Path) -> None:
    """Remove the folders of killed previews."""
    for home in cache.glob(f"{_PREFIX}*"):
        if home.is_dir() and not _is_locked(home / _LOCK):
            shutil.rmtree(home, ignore_errors=True)


def _is_locked(lock: Path) -> bool:
    try:
        with lock.open("r+") as handle:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        return False  # none was taken: killed before it could, or from before there were locks
    return False


class TerminalReport:
    """Prints each problem once, as long as it is there."""

    def __init__(self) -> None:
        self._printed: frozenset[Problem] = frozenset()

    def print_addresses(self, port: int, routes: Iterable[Route] = ()) -> None:
        """Print the addresses of the preview and of the extra routes."""
        home = f"http://127.0.0.1:{port}/"
        print(f"Vorschau: {home} (beenden mit Strg+C)", flush=True)
        print(f"Entwürfe: {home}entwuerfe/   Prüfung: {home}pruefung/", flush=True)
        for route in routes:
            print(f"{route.name}: {home.rstrip('/')}{route.prefix}", flush=True)

    def print_changes(self, snapshot: Snapshot) -> None:
        """Print new errors, and once that all of them are corrected."""
        errors = frozenset(snapshot.errors)
        for problem in snapshot.errors:
            if problem not in self._printed:
                print(problem, flush=True)
        if self._printed and not errors and snapshot.phase == "ready":
            print("Alles berichtigt.", flush=True)
        if errors or snapshot.phase == "ready":
            self._printed = errors

    def print_end(self) -> None:
        """Print that the preview has ended."""
        print("\nVorschau beendet.", flush=True)


_CODE = ("plugins", "pelicanconf.py", "publishconf.py")
_OTHER_PORTS = 50  # that are tried when the one asked for is taken


def serve(
    content: Path, port: int, routes: Iterable[Route] = (), dictionaries: Mapping[str, Path] = MappingProxyType({})
) -> int:
    """Build, serve on 127.0.0.1 and build again on every change, until interrupted.

    Returns an exit code.

    *routes* are extra routes, each below an address of its own; without *dictionaries*, a folder for each
    language, spelling is not looked at.
    """
    ended = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: ended.set())  # no exception, which might lose a process just being started
    try:
        with session_folder(CACHE) as folder:
            preview = Preview(folder)
            preview.routes = tuple(routes)
            server = _start_server(preview, port)
            return 1 if server is None else _run(preview, server, content, dictionaries, ended)
    except OSError as error:
        print(
            f"Die Vorschau findet keinen Platz für ihre Dateien: {error.strerror or error}.\n"
            "  → Bitte prüfen, ob auf dem Datenträger Platz ist und der Ordner „.cache“ Ihnen gehört.",
            file=sys.stderr,
        )
        return 1


def _run(
    preview: Preview,
    server: ThreadingHTTPServer,
    content: Path,
    dictionaries: Mapping[str, Path],
    ended: threading.Event,
) -> int:
    terminal = TerminalReport()

    def hear(event: dict[str, object]) -> None:
        preview.hear(event)
        terminal.print_changes(preview.snapshot)

    supervisor = WorkerSupervisor(content, preview.folder, hear, dictionaries)
    preview.ask_for_index = supervisor.index
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        terminal.print_addresses(server.server_port, preview.routes)
        supervisor.build(preview.open_addresses)
        code = [PROJECT / name for name in _CODE]
        for changed in watch_changes([content, PROJECT / "theme", *override_folders(content), *code], ended):
            if any(_is_code(path, content) for path in changed):
                supervisor.restart()
            supervisor.build(preview.open_addresses)
    finally:
        server.shutdown()
        server.server_close()
        supervisor.restart()
        terminal.print_end()
    return 0


def _is_code(path: Path, content: Path) -> bool:
    """Return whether *path* is code, registry, law or settings, which only a new process reads."""
    own = (services_folder(content), law_folder(content))
    return any(path.is_relative_to(folder) for folder in (*own, *(PROJECT / name for name in _CODE)))


def _start_server(preview: Preview, port: int) -> ThreadingHTTPServer | None:
    """Return a server on *port* or the next free one; None after saying that there is none."""
    for number in range(port, min(port + _OTHER_PORTS, 65536) if port >= 0 else port):
        try:
            server = listen(preview, number)
        except (OSError, OverflowError):
            continue
        if number != port:
            print(
                f"Der Anschluss {port} ist belegt, vielleicht von einer Vorschau, die noch läuft. "
                f"Diese nimmt {server.server_port}."
            )
        return server
    print(
        f"Der Anschluss {port} und die nächsten sind belegt oder nicht erlaubt.\n"
        "  → Bitte einen anderen nehmen, zum Beispiel: serve --port 8000",
        file=sys.stderr,
    )
    return None
