"""Ranges: a file server that can send parts of a file, so that browsers jump within films."""

from __future__ import annotations

import io
import re
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler
from pathlib import Path
from typing import BinaryIO

_RANGE = re.compile(r"bytes=(\d*)-(\d*)", re.ASCII)


class RangeHandler(SimpleHTTPRequestHandler):
    """Python's handler with single byte ranges.

    See https://www.rfc-editor.org/rfc/rfc9110#section-14.
    """

    def send_head(self) -> io.BytesIO | BinaryIO | None:
        """Answer with the part that was asked for, or with the whole file."""
        asked = _RANGE.fullmatch(self.headers.get("Range", ""))
        path = Path(self.translate_path(self.path))
        if asked is None or asked[0] == "bytes=-" or not path.is_file():
            return super().send_head()
        size = path.stat().st_size
        first, last = _part(asked[1], asked[2], size)
        if first > last:
            self.send_response(HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE)
            self.send_header("Content-Range", f"bytes */{size}")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return None
        self.send_response(HTTPStatus.PARTIAL_CONTENT)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Range", f"bytes {first}-{last}/{size}")
        self.send_header("Content-Length", str(last - first + 1))
        self.send_header("Accept-Ranges", "bytes")
        self.end_headers()
        with path.open("rb") as file:
            file.seek(first)
            return io.BytesIO(file.read(last - first + 1))


def _part(first: str, last: str, size: int) -> tuple[int, int]:
    """Return the first and last byte; a number after a bare hyphen counts from the end."""
    if not first:
        return max(0, size - int(last)), size - 1
    return int(first), min(int(last), size - 1) if last else size - 1
