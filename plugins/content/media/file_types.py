"""File types: media that may be published, their first bytes, and remedies for the others."""

from __future__ import annotations

from collections.abc import Callable

LENGTH = 64  # bytes from the beginning that are enough to tell

_MP4_PICTURES = (b"avif", b"avis", b"heic", b"heix", b"heif", b"mif1", b"msf1", b"hevc")


def _begins_with(*starts: bytes) -> Callable[[bytes], bool]:
    return lambda head: head.startswith(starts)


def _riff(kind: bytes) -> Callable[[bytes], bool]:
    return lambda head: head[:4] == b"RIFF" and head[8:12] == kind


def _avif(head: bytes) -> bool:
    return head[4:8] == b"ftyp" and any(brand in head for brand in (b"avif", b"avis"))


def _mpeg4(head: bytes) -> bool:
    return head[4:8] == b"ftyp" and head[8:12] not in _MP4_PICTURES


def _mp3(head: bytes) -> bool:
    return head.startswith(b"ID3") or (head[:1] == b"\xff" and len(head) > 1 and head[1] & 0xE6 == 0xE2)


_ZIP = _begins_with(b"PK\x03\x04")

# One row is all a new kind of file needs; the keys are the suffixes that may be published
KINDS: dict[str, Callable[[bytes], bool]] = {
    ".avif": _avif,
    ".csv": lambda _: True,  # read to its end where documents are checked, as is .txt
    ".docx": _ZIP,
    ".gif": _begins_with(b"GIF87a", b"GIF89a"),
    ".jpeg": _begins_with(b"\xff\xd8\xff"),
    ".jpg": _begins_with(b"\xff\xd8\xff"),
    ".m4a": _mpeg4,
    ".mp3": _mp3,
    ".mp4": _mpeg4,
    ".ods": _ZIP,
    ".odt": _ZIP,
    ".ogg": _begins_with(b"OggS"),
    ".pdf": lambda head: b"%PDF-" in head,
    ".png": _begins_with(b"\x89PNG\r\n\x1a\n"),
    ".svg": lambda head: head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<"),
    ".txt": lambda _: True,
    ".vtt": lambda _: True,  # read line by line where films are checked, which tells more
    ".webm": _begins_with(b"\x1aE\xdf\xa3"),
    ".webp": _riff(b"WEBP"),
    ".xlsx": _ZIP,
}

# Pictures made of pixels
RASTER = frozenset({".avif", ".gif", ".jpeg", ".jpg", ".png", ".webp"})

_PHOTO = "Bitte als JPG oder PNG speichern und die neue Datei hier ablegen, zum Beispiel: foto.jpg"
_DOCUMENT = "Bitte als PDF speichern und die neue Datei hier ablegen, zum Beispiel: programm.pdf"
_TABLE = "Bitte als ODS oder CSV speichern und die neue Datei hier ablegen, zum Beispiel: liste.ods"
_MACROS = "Bitte ohne Makros speichern, als PDF oder zum Beispiel so: liste.ods"
_FILM = "Bitte als MP4 (H.264) speichern und die neue Datei hier ablegen, zum Beispiel: film.mp4"
_SOUND = "Bitte als MP3 speichern und die neue Datei hier ablegen, zum Beispiel: gespraech.mp3"
_CAPTIONS = "Bitte die Untertitel als WebVTT speichern, zum Beispiel: film.de.vtt"
ANY = f"Bitte in einem dieser Formate speichern oder aus dem Ordner nehmen: {', '.join(sorted(KINDS))}"
REMEDIES = {
    **dict.fromkeys((".heic", ".heif", ".tif", ".tiff", ".bmp", ".psd", ".raw", ".dng", ".jfif"), _PHOTO),
    **dict.fromkeys((".doc", ".dot", ".dotx", ".rtf", ".ppt", ".pptx", ".odp", ".pages", ".key"), _DOCUMENT),
    **dict.fromkeys((".xls", ".xlsb", ".xltx", ".ots", ".numbers", ".tsv", ".dbf"), _TABLE),
    **dict.fromkeys((".docm", ".dotm", ".xlsm", ".xltm", ".pptm", ".xlam"), _MACROS),
    **dict.fromkeys((".mov", ".avi", ".mkv", ".wmv", ".m4v", ".mpg", ".mpeg", ".ogv"), _FILM),
    **dict.fromkeys((".wav", ".aac", ".flac", ".wma", ".aiff", ".opus"), _SOUND),
    **dict.fromkeys((".srt", ".sub", ".ass"), _CAPTIONS),
    ".html": "Bitte den Text als Seite in content/pages/ anlegen; eine HTML-Datei gehört nicht hierher.",
    ".ics": "Bitte den Termin in content/events/ anlegen; die Kalenderdatei entsteht daraus von selbst.",
    ".md": "Bitte Texte in content/articles/, content/events/, content/clips/ oder content/pages/ ablegen.",
    ".zip": "Bitte die Dateien einzeln ablegen, damit jede für sich zu öffnen ist.",
}


def matches_type(suffix: str, head: bytes) -> bool:
    """Return whether a file that begins with *head* has the type of *suffix*, one of KINDS."""
    return KINDS[suffix](head)
