"""Header table: content type, caching and permissions of each file, by its path."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from plugins.core.hashing import has_hashed_name

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
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".zip": "application/zip",
}
# All other files, such as the parts of Pagefind, which its script reads as bytes.
OTHERWISE = "application/octet-stream"
FEED = "application/atom+xml; charset=utf-8"  # RFC 4287
SECURITY = "text/plain; charset=utf-8"  # RFC 9116
PRECOMPRESSED = (".br", ".gz")


def without_compression(path: str) -> str:
    """Return the path of the original if *path* is a compressed copy, else *path*."""
    original, dot, ending = path.rpartition(".")
    return original if f"{dot}{ending}" in PRECOMPRESSED and original.endswith(tuple(TEXTS)) else path


def type_of(path: str) -> str:
    """Return the value of Content-Type for the file *path* or its compressed copy."""
    path = without_compression(path)
    name = path.rsplit("/", 1)[-1]
    if name == "feed.xml":
        return FEED
    ending = f".{name.rpartition('.')[2].lower()}" if "." in name else ""
    return TEXTS.get(ending) or OTHERS.get(ending, OTHERWISE)


def is_text(path: str) -> bool:
    """Return whether servers send the file *path* compressed to those who want it."""
    return without_compression(path).endswith(tuple(TEXTS))


# RFC 6797: two years; browsers believe it only over https.
_TRANSPORT = "max-age=63072000; includeSubDomains"
# Features that no page of ours and no iframe in it ever needs; the rights that iframes ask for are not named,
# because a feature that is forbidden here cannot be granted there: https://www.w3.org/TR/permissions-policy/
_FORBIDDEN = (
    *("accelerometer", "browsing-topics", "camera", "display-capture", "geolocation", "gyroscope", "hid"),
    *("identity-credentials-get", "idle-detection", "interest-cohort", "local-fonts", "magnetometer", "microphone"),
    *("midi", "otp-credentials", "payment", "publickey-credentials-create", "publickey-credentials-get"),
    *("screen-wake-lock", "serial", "storage-access", "usb", "window-management", "xr-spatial-tracking"),
)
ALWAYS = {
    "Strict-Transport-Security": _TRANSPORT,
    "X-Content-Type-Options": "nosniff",  # https://fetch.spec.whatwg.org/#x-content-type-options-header
    "Referrer-Policy": "strict-origin-when-cross-origin",  # as the iframes of the services need it
    "Permissions-Policy": ", ".join(f"{name}=()" for name in _FORBIDDEN),
    # The editors' form signs in through a window of the repository's host, which has to answer to it:
    # https://html.spec.whatwg.org/#cross-origin-opener-policies
    "Cross-Origin-Opener-Policy": "same-origin-allow-popups",
}
# Files that cannot run need nothing; the policy goes for drawings and feeds that are opened by themselves.
CLOSED = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'"
OWN, ANYBODY = "same-origin", "cross-origin"  # https://fetch.spec.whatwg.org/#cross-origin-resource-policy-header
FOR_EVER = "public, max-age=31536000, immutable"  # RFC 8246
# A page that is taken down is gone everywhere after a minute.
SHORT = "public, max-age=60, must-revalidate"
LONGER = "public, max-age=3600"


class FileClass(Enum):
    """Class of files with the same headers, apart from policy and content type."""

    PAGE = "pages"
    PART = "parts of pages under hashed names"
    PICTURE = "pictures and films, which others may show"
    DATA = "feeds, calendars and data, which others may read"
    OWN_DATA = "files that only our pages read"


@dataclass(frozen=True, slots=True)
class HeaderRule:
    """Caching of a class of files, who may embed them, whether foreign scripts may read them."""

    cache: str
    embedded_by: str
    read_by_all: bool = False


TABLE = {
    FileClass.PAGE: HeaderRule(SHORT, OWN),
    FileClass.PART: HeaderRule(FOR_EVER, ANYBODY),
    FileClass.PICTURE: HeaderRule(LONGER, ANYBODY),
    FileClass.DATA: HeaderRule(SHORT, ANYBODY, read_by_all=True),
    FileClass.OWN_DATA: HeaderRule(SHORT, OWN),
}


def file_class_of(path: str) -> FileClass:
    """Return the class of the file *path* or of its compressed copy."""
    path = without_compression(path)
    if path.endswith(".html"):
        return FileClass.PAGE
    if has_hashed_name(path):
        return FileClass.PART
    if "pagefind/" in path or path.endswith((".js", ".css", "release.json")):
        return FileClass.OWN_DATA
    if path.endswith((".xml", ".ics", ".json", ".txt", ".csv")):
        return FileClass.DATA
    return FileClass.PICTURE


def common_headers(path: str) -> dict[str, str]:
    """Return the headers of the file *path* without its policy."""
    rule = TABLE[file_class_of(path)]
    found = {"Content-Type": type_of(path), **ALWAYS, "Cache-Control": rule.cache}
    found["Cross-Origin-Resource-Policy"] = rule.embedded_by
    if rule.read_by_all:
        found["Access-Control-Allow-Origin"] = "*"
    if is_text(path):
        found["Vary"] = "Accept-Encoding"
    return found
