"""The preview's server: on 127.0.0.1 only, and for pages that name this machine only."""

from __future__ import annotations

import json
import queue
import sys
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar
from urllib.parse import parse_qs, unquote, urlsplit

from plugins.preview import pages
from plugins.preview.ranges import RangeHandler
from plugins.preview.routes import kind_of, route_answer
from plugins.preview.state import Preview

_STATIC = Path(__file__).parent / "static"
_OURS = "/.vorschau/"
_NEWS = f"{_OURS}news"
_INDEX = "/pagefind/"
_PING_SECONDS = 15  # a sign of life, so that a closed page is noticed
_INDEX_SECONDS = 120


def listen(preview: Preview, port: int) -> ThreadingHTTPServer:
    """Return a server for *preview*.

    Raises OSError if the port is taken, OverflowError if there is no such port.
    """

    class Handler(_Handler):
        preview_shown = preview

    return _Server(("127.0.0.1", port), Handler)


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Ignore pages left while loading, and addresses that no file can have."""
        if not isinstance(sys.exc_info()[1], OSError | ValueError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]  # as it came


class _Handler(RangeHandler):
    preview_shown: ClassVar[Preview]
    extensions_map = {  # noqa: RUF012 - as in the base class
        **SimpleHTTPRequestHandler.extensions_map,
        ".js": "text/javascript",
        ".woff2": "font/woff2",
        ".vtt": "text/vtt",
        ".ics": "text/calendar; charset=utf-8",
        ".avif": "image/avif",
        ".webp": "image/webp",
        ".webm": "video/webm",
        ".wasm": "application/wasm",
    }

    def parse_request(self) -> bool:
        """Refuse requests to another host name.

        A foreign page could have a name that leads here, and read drafts (DNS rebinding).
        """
        if not super().parse_request():
            return False
        port = self.server.server_port  # type: ignore[attr-defined]  # it is a ThreadingHTTPServer
        if self.headers.get("Host", "").lower() in {f"127.0.0.1:{port}", f"localhost:{port}"}:
            return True
        self._send(
            f"Die Vorschau antwortet nur unter http://127.0.0.1:{port}/.\n".encode(),
            "text/plain; charset=utf-8",
            HTTPStatus.MISDIRECTED_REQUEST,
        )
        return False

    def do_GET(self) -> None:  # noqa: N802 - Python's own name
        address = _address(self.path)
        if address.startswith(_INDEX) and not self.preview_shown.indexed.is_set():
            self.preview_shown.ask_for_index()
            self.preview_shown.indexed.wait(_INDEX_SECONDS)
        if address == _NEWS:
            self._news(parse_qs(urlsplit(self.path).query).get("seite", ["/"])[0])
        elif (beside := route_answer(self.preview_shown.routes, self.path)) is not None:
            self._send(*beside)
        elif address.startswith(_OURS):
            self._send_own(address.removeprefix(_OURS))
        elif f"{address}/" in (pages.DRAFTS, pages.REPORT):
            self.send_response(HTTPStatus.MOVED_PERMANENTLY)
            self.send_header("Location", f"{address}/")
            self.send_header("Content-Length", "0")
            self.end_headers()
        elif (page := self._page(address)) is not None:
            status, text = page
            text = pages.add_panel(text, address, self.preview_shown.snapshot)
            self._send(text, "text/html; charset=utf-8", status)
        else:
            super().do_GET()

    def translate_path(self, path: str) -> str:
        self.directory = str(self.preview_shown.folder)
        return super().translate_path(path)

    def end_headers(self) -> None:
        """Let no other website take anything from here into its pages."""
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        self.send_header("X-Content-Type-Options", "nosniff")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Print nothing: the terminal is for problems."""

    def _page(self, address: str) -> tuple[HTTPStatus, bytes] | None:
        """Return status and text if the answer is a page, without the panel, else None."""
        snapshot = self.preview_shown.snapshot
        if (own_page := pages.own_page(address, snapshot)) is not None:
            return HTTPStatus.OK, own_page
        path = Path(self.translate_path(address))
        if path.is_dir() and address.endswith("/"):
            path /= "index.html"
        if path.is_file():
            return (HTTPStatus.OK, pages.add_banner(path.read_bytes(), address, snapshot)) if _is_page(path) else None
        if path.is_dir():
            return None
        missing = self.preview_shown.folder / "404.html"
        if missing.is_file() and snapshot.phase != "building":
            return HTTPStatus.NOT_FOUND, missing.read_bytes()
        return HTTPStatus.SERVICE_UNAVAILABLE, pages.render_waiting_page(snapshot)

    def _send_own(self, name: str) -> None:
        file = _STATIC / name
        if file.parent == _STATIC and file.is_file():
            self._send(file.read_bytes(), kind_of(name))
        else:
            self.send_error(HTTPStatus.NOT_FOUND)

    def _send(self, text: bytes, kind: str, status: HTTPStatus = HTTPStatus.OK) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(text)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(text)

    def _news(self, address: str) -> None:
        """Keep the answer open and send the page at *address* its state, as server-sent events."""
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        news = self.preview_shown.look(address)
        try:
            self.wfile.write(b"retry: 1000\n")
            while True:
                self._send_state(address)
                try:
                    news.get(timeout=_PING_SECONDS)
                except queue.Empty:
                    continue
        except OSError:
            pass  # the page was closed
        finally:
            self.preview_shown.leave(news)

    def _send_state(self, address: str) -> None:
        snapshot = self.preview_shown.snapshot
        page = self._page(address)
        source = snapshot.source_of(address)
        state = {
            "stand": pages.version_of(page[1], snapshot) if page else "",
            "phase": snapshot.phase,
            "errors": [problem.as_dict() for problem in snapshot.errors if address != pages.REPORT],  # has them itself
            "hints": [one.view_from([source]).as_dict() for one in snapshot.warnings if source in one.files],
            "warnings": len(snapshot.warnings),
        }
        self.wfile.write(f"data: {json.dumps(state, ensure_ascii=False)}\n\n".encode())
        self.wfile.flush()


def _address(path: str) -> str:
    """Return the address that a request line names, without a query and as pages have it."""
    return unquote(urlsplit(path).path).removesuffix("index.html") or "/"


def _is_page(path: Path) -> bool:
    return path.suffix == ".html"
