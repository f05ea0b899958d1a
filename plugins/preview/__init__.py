"""Preview: the site with its drafts on this machine, renewed whenever a file is saved."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterable
from pathlib import Path

from watchfiles import watch

from plugins.preview.mounts import Mount
from plugins.preview.server import Preview, listen
from plugins.preview.workshop import rebuild

_PROJECT = Path(__file__).parent.parent.parent
_WATCHED = ("content", "theme", "plugins", "pelicanconf.py", "publishconf.py")


def serve(content: Path, port: int, mounts: Iterable[Mount] = ()) -> int:
    """Build, serve on 127.0.0.1 and build again on every change, until interrupted. Returns an exit code.

    *mounts* is what else is shown, each below an address of its own.
    """
    preview = Preview()
    preview.mounts = tuple(mounts)
    try:
        server = listen(preview, port)
    except OSError:
        print(f"Der Anschluss {port} ist belegt.\n  → Bitte einen anderen nehmen: serve --port {port + 1}")
        return 1
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # ends like Ctrl-C, and tidies up
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(f"Vorschau: http://127.0.0.1:{server.server_port}/ (beenden mit Strg+C)", flush=True)
    for mount in preview.mounts:
        print(f"{mount.name}: http://127.0.0.1:{server.server_port}{mount.prefix}", flush=True)
    try:
        preview.take(rebuild(content))
        for _ in watch(*_existing(content), stop_event=threading.Event()):
            preview.take(rebuild(content))
    except KeyboardInterrupt:
        pass
    finally:
        server.shutdown()
        preview.close()
        print("\nVorschau beendet.")
    return 0


def _existing(content: Path) -> list[Path]:
    paths = [content, *(_PROJECT / name for name in _WATCHED[1:])]
    return [path for path in paths if path.exists()]
