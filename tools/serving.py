"""Serving: a folder as web servers show it, with types, and 404.html for what is missing."""

import gzip
import io
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any, BinaryIO

from plugins.preview.ranges import RangeHandler

TYPES = {
    "": "application/octet-stream",
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".xml": "application/xml; charset=utf-8",
    ".json": "application/json",
    ".ics": "text/calendar; charset=utf-8",
    ".vtt": "text/vtt; charset=utf-8",
    ".svg": "image/svg+xml",
    ".avif": "image/avif",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".webm": "video/webm",
    ".mp4": "video/mp4",
    ".wasm": "application/wasm",
}


_PACKED = re.compile(r"text/|application/(json|xml|wasm)|image/svg")


@dataclass(frozen=True)
class Served:
    """A folder and the address it can be seen at, without a slash at the end."""

    folder: Path
    url: str


class Handler(RangeHandler):
    """The preview's, with our types and 404.html; silent."""

    protocol_version = "HTTP/1.1"
    extensions_map = TYPES

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer with the site's own page if something is not there."""
        page = Path(self.directory) / "404.html"
        if code != 404 or not page.exists():
            super().send_error(code, message, explain)
            return
        content = page.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", TYPES[".html"])
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing: the output belongs to pytest."""


class CompressingHandler(Handler):
    """The same, but texts are sent packed and hashed assets may be kept, as real servers do it."""

    def send_head(self) -> io.BytesIO | BinaryIO | None:
        """Answer a text that may be packed with its packed form, everything else as before."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        kind = TYPES.get(path.suffix, "")
        packed = "gzip" in self.headers.get("Accept-Encoding", "") and bool(_PACKED.match(kind))
        if not packed or not path.is_file() or not self.path.partition("?")[0].endswith(("/", path.name)):
            return super().send_head()
        content = gzip.compress(path.read_bytes())
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "max-age=31536000, immutable" if "/assets/" in self.path else "no-cache")
        self.end_headers()
        return io.BytesIO(content)


@contextmanager
def served(folder: Path, handler: type[Handler] = Handler) -> Iterator[Served]:
    """Serve *folder* on a free port of 127.0.0.1."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield Served(folder, f"http://127.0.0.1:{server.server_port}")
        server.shutdown()
