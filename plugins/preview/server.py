"""The preview's server: on 127.0.0.1 only, with a small script that reloads the page and shows problems."""

from __future__ import annotations

import json
import queue
import shutil
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

from plugins.preview.mounts import Mount, mounted
from plugins.preview.ranges import RangeHandler
from plugins.preview.workshop import Edition

_HERE = Path(__file__).parent
_SCRIPT = "/.vorschau/reload.js"
_NEWS = "/.vorschau/news"
_PING_SECONDS = 15  # a sign of life, so that a closed page is noticed


class Preview:
    """The edition that is shown, and the open pages that want to hear of the next one."""

    def __init__(self) -> None:
        self.folder: Path | None = None
        self.problems: tuple[str, ...] = ()
        self.mounts: tuple[Mount, ...] = ()
        self._listeners: set[queue.Queue[str]] = set()

    def take(self, edition: Edition) -> None:
        """Show *edition*; if there are problems in it, only these, before the last good one."""
        self.problems = edition.problems
        former: Path | None = edition.folder
        if not edition.problems or self.folder is None:
            former, self.folder = self.folder, edition.folder
        if former is not None:
            shutil.rmtree(former, ignore_errors=True)
        for problem in edition.problems:
            print(problem, flush=True)
        for listener in tuple(self._listeners):
            listener.put("problems" if edition.problems else "reload")

    def listen(self) -> queue.Queue[str]:
        """Return a queue in which news arrive."""
        news: queue.Queue[str] = queue.Queue()
        self._listeners.add(news)
        return news

    def leave(self, news: queue.Queue[str]) -> None:
        """Forget a queue."""
        self._listeners.discard(news)

    def close(self) -> None:
        """Remove what was built."""
        if self.folder is not None:
            shutil.rmtree(self.folder, ignore_errors=True)


def listen(preview: Preview, port: int) -> ThreadingHTTPServer:
    """Return a server for *preview*. Raises OSError if the port is taken."""

    class Handler(_Handler):
        shown = preview

    server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
    server.daemon_threads = True
    return server


class _Handler(RangeHandler):
    shown: ClassVar[Preview]
    extensions_map = {  # noqa: RUF012 - as in the base class
        **SimpleHTTPRequestHandler.extensions_map,
        ".js": "text/javascript",
        ".woff2": "font/woff2",
        ".vtt": "text/vtt",
        ".ics": "text/calendar; charset=utf-8",
        ".avif": "image/avif",
        ".webm": "video/webm",
    }

    def do_GET(self) -> None:  # noqa: N802 - Python's own name
        if self.path == _NEWS:
            self._news()
        elif (beside := mounted(self.shown.mounts, self.path)) is not None:
            self._send(*beside)
        elif self.path == _SCRIPT:
            self._send((_HERE / "reload.js").read_bytes(), "text/javascript; charset=utf-8")
        elif (page := self._page()) is not None:
            status, data = page
            self._send(_with_script(data), "text/html; charset=utf-8", status)
        else:
            super().do_GET()

    def translate_path(self, path: str) -> str:
        self.directory = str(self.shown.folder or _HERE / "nothing")
        return super().translate_path(path)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: the terminal is for problems."""

    def _page(self) -> tuple[HTTPStatus, bytes] | None:
        """Return status and bytes if the answer is a page, else None."""
        path = Path(self.translate_path(self.path))
        if path.is_dir() and self.path.partition("?")[0].endswith("/"):
            path /= "index.html"
        if path.is_file():
            return (HTTPStatus.OK, path.read_bytes()) if path.suffix == ".html" else None
        if path.is_dir():
            return None
        missing = Path(self.translate_path("/404.html"))
        return HTTPStatus.NOT_FOUND, missing.read_bytes() if missing.is_file() else b"<body></body>"

    def _send(self, data: bytes, kind: str, status: HTTPStatus = HTTPStatus.OK) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(data)

    def _news(self) -> None:
        """Keep the answer open and tell the page what happens, as server-sent events."""
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        news = self.shown.listen()
        try:
            self._tell("problems" if self.shown.problems else "ready")
            while True:
                try:
                    self._tell(news.get(timeout=_PING_SECONDS))
                except queue.Empty:
                    self._tell("ping")
        except OSError:
            pass  # the page was closed
        finally:
            self.shown.leave(news)

    def _tell(self, event: str) -> None:
        data = json.dumps(self.shown.problems, ensure_ascii=False)
        self.wfile.write(f"event: {event}\ndata: {data}\n\n".encode())
        self.wfile.flush()


def _with_script(page: bytes) -> bytes:
    tag = f'<script src="{_SCRIPT}" defer></script></body>'.encode()
    return page.replace(b"</body>", tag, 1)
