"""Reads the output folder once, every file, and never raises: what resists becomes a flaw."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path

from plugins.audit.compressed import difference
from plugins.audit.markup import Interning, Reading, read_html
from plugins.audit.search_index import PACKED, address_in
from plugins.audit.site import Document, Flaw, Site
from plugins.audit.traces import PICTURES, trace
from plugins.audit.weight import at_most
from plugins.audit.words import words
from plugins.audit.xml_files import UnreadableError, read_xml

HTML = frozenset((".html", ".htm", ".xhtml", ".xht", ".shtml"))
XML = frozenset((".svg", ".xml", ".atom", ".rss", ".xsl", ".xslt"))
TEXT = words(".css .js .mjs .json .webmanifest .map .txt .ics .vtt .csv")
COMPRESSED = frozenset((".gz", ".br"))
_FEEDS = frozenset(("feed", "rss", "RDF"))
_CONTROLS = bytes((*range(9), 11, 12, *range(14, 32), 127))
_C1 = re.compile(rb"\xc2[\x80-\x9f]")
_RAW_LEFTOVER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f].{0,40}|klzzwxh.{0,40}")


def read(
    folder: Path,
    base_path: str,
    own_hosts: frozenset[str],
    also_present: frozenset[str],
    form_hosts: frozenset[str] | None = None,
) -> Site:
    """Return everything the checks may want to know about *folder*."""
    reader = _Folder(folder)
    reader.read()
    return Site(
        base_path,
        own_hosts,
        also_present,
        frozenset(reader.files),
        tuple(reader.documents),
        reader.texts,
        tuple(reader.flaws),
        tuple(reader.oddities),
        tuple(reader.unequal),
        tuple(reader.traces),
        reader.found,
        form_hosts,
    )


class _Folder:
    """Collects what one folder holds, in the order of its paths."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.interning = Interning()
        self.files: list[str] = []
        self.documents: list[Document] = []
        self.texts: dict[str, str] = {}
        self.flaws: list[Flaw] = []
        self.oddities: list[Flaw] = []
        self.unequal: list[Flaw] = []
        self.traces: list[Flaw] = []
        self.found: dict[str, str] = {}

    def read(self) -> None:
        self.files = sorted(self._scan())
        present = frozenset(self.files)
        for path in self.files:
            try:
                self._read_file(path, present)
            except UnreadableError as error:
                self.flaws.append(Flaw(path, str(error)))
            except Exception as error:  # whatever it was, nobody can say what is in this file
                self.flaws.append(Flaw(path, f"Sie ließ sich nicht lesen ({error!r})"))

    def _scan(self) -> Iterator[str]:
        """Yield the ordinary files; follow no link, open no pipe."""
        waiting = [(str(self.folder), "")]
        while waiting:
            folder, prefix = waiting.pop()
            try:
                for entry in os.scandir(folder):
                    path = prefix + os.fsencode(entry.name).decode("utf-8", "backslashreplace")
                    mode = entry.stat(follow_symlinks=False).st_mode
                    if stat.S_ISDIR(mode):
                        waiting.append((entry.path, f"{path}/"))
                    elif stat.S_ISREG(mode):
                        yield path
                    else:
                        kind = "eine Verknüpfung" if stat.S_ISLNK(mode) else "keine gewöhnliche Datei"
                        self.oddities.append(Flaw(path, kind))
            except OSError as error:
                self.flaws.append(Flaw(prefix, f"Der Ordner ließ sich nicht lesen ({error.strerror})"))

    def _read_file(self, path: str, present: frozenset[str]) -> None:
        suffix = Path(path).suffix.lower()
        if suffix in COMPRESSED:
            if found := difference(self.folder, path, present):
                self.unequal.append(Flaw(path, found))
        elif suffix in PICTURES:
            if found := trace((self.folder / path).read_bytes()):
                self.traces.append(Flaw(path, found))
        elif suffix in PACKED:
            if address := address_in(suffix, (self.folder / path).read_bytes()):
                self.found[path] = address
        elif not suffix:
            with (self.folder / path).open("rb") as file:
                if file.read(200).lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
                    # Some servers name no type for it, and a browser then guesses: a page.
                    self.oddities.append(Flaw(path, "eine Seite ohne die Endung .html"))
        elif suffix in HTML or suffix in XML or suffix in TEXT:
            data = (self.folder / path).read_bytes().removeprefix(b"\xef\xbb\xbf")
            text = _decoded(data)
            if suffix in HTML:
                self.documents.append(_document(path, "page", read_html(data, self.interning), data, text))
            elif suffix in XML:
                self._read_xml(path, data, text)
            else:
                self.texts[path] = text

    def _read_xml(self, path: str, data: bytes, text: str) -> None:
        self.texts[path] = text
        tree = read_xml(data, self.interning)
        kind = "feed" if tree.root in _FEEDS else "drawing" if tree.root == "svg" else "xml"
        self.documents.append(_document(path, kind, tree.reading, data, text, tuple(tree.mentions)))


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise UnreadableError(f"Sie ist nicht in UTF-8 geschrieben (Byte {error.start})") from error


def _document(path: str, kind: str, found: Reading, data: bytes, text: str, mentions: tuple[str, ...] = ()) -> Document:
    # The parser drops or replaces control characters, so they are looked for in the bytes.
    if len(data.translate(None, _CONTROLS)) != len(data) or _C1.search(data) or b"klzzwxh" in data:
        found.remarks.extend(_RAW_LEFTOVER.findall(text))
    return Document(
        path,
        kind,
        tuple(found.elements),
        frozenset(found.hidden),
        tuple(found.ids),
        frozenset(found.anchors),
        tuple(found.styles),
        tuple(found.scripts),
        tuple(found.remarks),
        mentions,
        found.lang,
        found.title,
        found.heading,
        at_most(data) if kind == "page" else 0,
    )
