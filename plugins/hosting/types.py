"""Types: what browsers are told that a file is, by its ending."""

from __future__ import annotations

TEXTS = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",  # RFC 9239
    ".json": "application/json",
    ".xml": "application/xml; charset=utf-8",
    ".svg": "image/svg+xml; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".ics": "text/calendar; charset=utf-8",  # RFC 5545
    ".vtt": "text/vtt; charset=utf-8",  # https://www.w3.org/TR/webvtt1/#iana-text-vtt
    ".csv": "text/csv; charset=utf-8",
    ".webmanifest": "application/manifest+json",
}
OTHERS = {
    ".avif": "image/avif",
    ".webp": "image/webp",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".gif": "image/gif",
    ".ico": "image/vnd.microsoft.icon",
    ".woff2": "font/woff2",
    ".mp4": "video/mp4",
    ".webm": "video/webm",
    ".mp3": "audio/mpeg",
    ".m4a": "audio/mp4",
    ".ogg": "audio/ogg",
    ".wav": "audio/wav",
    ".pdf": "application/pdf",
    ".zip": "application/zip",
}
# Whatever else there is, such as the parts of Pagefind, which its script reads as bytes.
OTHERWISE = "application/octet-stream"
FEED = "application/atom+xml; charset=utf-8"  # RFC 4287
SECURITY = "text/plain; charset=utf-8"  # RFC 9116
TWINS = (".br", ".gz")


def original(path: str) -> str:
    """Return the file that *path* is a compressed copy of, or *path* itself."""
    return next((path.removesuffix(twin) for twin in TWINS if path.endswith(tuple(f"{e}{twin}" for e in TEXTS))), path)


def type_of(path: str) -> str:
    """Return the value of Content-Type for the file *path* or its compressed copy."""
    path = original(path)
    name = path.rsplit("/", 1)[-1]
    if name == "feed.xml":
        return FEED
    ending = f".{name.rpartition('.')[2].lower()}" if "." in name else ""
    return TEXTS.get(ending) or OTHERS.get(ending, OTHERWISE)


def is_text(path: str) -> bool:
    """Return whether servers send the file *path* compressed to those who want it."""
    return original(path).endswith(tuple(TEXTS))
