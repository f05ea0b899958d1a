"""Preview: the site with its drafts on this machine, renewed whenever a file is saved."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Iterable, Mapping
from http.server import ThreadingHTTPServer
from pathlib import Path
from types import MappingProxyType

from plugins.preview.crash import PROJECT
from plugins.preview.mounts import Mount
from plugins.preview.server import listen
from plugins.preview.session import session
from plugins.preview.state import Preview
from plugins.preview.terminal import Terminal
from plugins.preview.watching import changes
from plugins.preview.workshop import Workshop

_CODE = ("plugins", "pelicanconf.py", "publishconf.py")
_OTHER_PORTS = 50  # that are tried when the one asked for is taken


def serve(
    content: Path, port: int, mounts: Iterable[Mount] = (), dictionaries: Mapping[str, Path] = MappingProxyType({})
) -> int:
    """Build, serve on 127.0.0.1 and build again on every change, until interrupted. Returns an exit code.

    *mounts* is what else is shown, each below an address of its own; without *dictionaries*, a folder for each
    language, spelling is not looked at.
    """
    ended = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: ended.set())  # no exception, which might lose a process just being started
    try:
        with session(PROJECT / ".cache") as folder:
            preview = Preview(folder)
            preview.mounts = tuple(mounts)
            server = _listening(preview, port)
            return 1 if server is None else _run(preview, server, content, dictionaries, ended)
    except OSError as trouble:
        print(
            f"Die Vorschau findet keinen Platz für ihre Dateien: {trouble.strerror or trouble}.\n"
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
    terminal = Terminal()

    def hear(event: dict[str, object]) -> None:
        preview.hear(event)
        terminal.tell(preview.edition)

    workshop = Workshop(content, preview.folder, hear, dictionaries)
    preview.ask_for_index = workshop.index
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        terminal.greet(server.server_port, preview.mounts)
        workshop.build(preview.looked_at)
        for changed in changes([content, PROJECT / "theme", *(PROJECT / name for name in _CODE)], ended):
            if any(_is_code(path) for path in changed):
                workshop.restart()
            workshop.build(preview.looked_at)
    finally:
        server.shutdown()
        server.server_close()
        workshop.restart()
        terminal.part()
    return 0


def _is_code(path: Path) -> bool:
    """Return whether a change of *path* counts only in a new process: our code, the registry, the settings."""
    return any(path.is_relative_to(PROJECT / name) for name in _CODE)


def _listening(preview: Preview, port: int) -> ThreadingHTTPServer | None:
    """Return a server on *port*, or on the next one that is free; None after saying that there is none."""
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
